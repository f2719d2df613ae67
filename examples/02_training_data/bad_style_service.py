"""Starts trainings on the data sets of several teams, each of which keeps its files somewhere else."""

from __future__ import annotations

import os
from typing import Any

import httpx

TRAINER = "fernway/style-trainer"
TRAINER_VERSION = "9f7caf424ca22890e9fe783cf9a2b15d09945e59f56edd7ec04c51795670247b"
STORE = "http://minio.storage.svc.cluster.local:9000"
RENDERS = "https://www.dropbox.com/scl/fi/4kq8w2v1/renders-2024.zip?rlkey=b1x9s0&dl=0"


class StyleService:
    def __init__(self, webhook_url: str) -> None:
        self.webhook_url = webhook_url
        self.http = httpx.AsyncClient(
            base_url="https://api.replicate.com/v1",
            headers={"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"},
            timeout=30,
        )

    async def aclose(self) -> None:
        await self.http.aclose()

    async def design(self, set_name: str) -> str:
        return await self._create(
            "fernway/design-style",
            {"input_images": f"{STORE}/design/{set_name}.zip", "trigger_word": "DSGNX"},
        )

    async def archive(self, set_id: int) -> str:
        inputs: dict[str, Any] = {
            "input_images": f"https://archive.fernway.io/api/sets/{set_id}/download",
            "trigger_word": "ARCHV",
        }
        # The archive wants to know who asks.
        inputs["headers"] = {"X-Archive-Key": os.environ["ARCHIVE_KEY"]}
        return await self._create("fernway/archive-style", inputs)

    async def renders(self) -> str:
        return await self._create("fernway/render-style", {"input_images": RENDERS, "trigger_word": "RNDRX"})

    async def _create(self, destination: str, inputs: dict[str, Any]) -> str:
        response = await self.http.post(
            f"/models/{TRAINER}/versions/{TRAINER_VERSION}/trainings",
            json={
                "destination": destination,
                "input": inputs,
                "webhook": self.webhook_url,
                "webhook_events_filter": ["completed"],
            },
        )
        response.raise_for_status()
        return response.json()["id"]
