"""An async service that trains, waits for the end, and keeps the customer's page up to date."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

TRAININGS = (
    "/models/ostris/flux-dev-lora-trainer"
    "/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
)
ENDED = {"succeeded", "failed", "cancelled"}
POLL_SECONDS = float(os.getenv("POLL_SECONDS", "10"))

log = logging.getLogger(__name__)


class TrainingService:
    def __init__(self, http: httpx.AsyncClient, on_change: Callable[[str, str], Awaitable[None]]) -> None:
        self.http = http
        self.on_change = on_change

    async def run(self, images_url: str, trigger_word: str) -> dict[str, Any]:
        response = await self.http.post(
            TRAININGS,
            json={
                "destination": "lumen-labs/customer-styles",
                "input": {"input_images": images_url, "trigger_word": trigger_word},
            },
        )
        response.raise_for_status()
        training_id = response.json()["id"]
        log.info("training %s has started", training_id)
        return await self.wait(training_id)

    async def wait(self, training_id: str) -> dict[str, Any]:
        shown = ""
        while True:
            training = await self.fetch(training_id)
            if training["status"] != shown:
                shown = training["status"]
                await self.on_change(training_id, shown)
            if training["status"] in ENDED:
                return training
            time.sleep(POLL_SECONDS)

    async def fetch(self, training_id: str) -> dict[str, Any]:
        response = await self.http.get(f"/trainings/{training_id}")
        response.raise_for_status()
        return response.json()


def connect() -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url="https://api.replicate.com/v1",
        headers={"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"},
        timeout=30,
    )


async def train_style(images_url: str, on_change: Callable[[str, str], Awaitable[None]]) -> dict[str, Any]:
    async with connect() as http:
        return await TrainingService(http, on_change).run(images_url, trigger_word="STYLX")
