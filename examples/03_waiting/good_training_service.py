"""An async service that trains, waits for the end, and keeps the customer's page up to date."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

TRAININGS = (
    "/models/ostris/flux-dev-lora-trainer"
    "/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
)
ENDED = {"succeeded", "failed", "canceled", "aborted"}
FIRST_DELAY, LONGEST_DELAY = 30.0, 300.0
PATIENCE = 6 * 3600

log = logging.getLogger(__name__)


class TrainingService:
    """The webhook reports the end to another service; the slow poll here serves the page."""

    def __init__(self, http: httpx.AsyncClient, on_change: Callable[[str, str], Awaitable[None]]) -> None:
        self.http = http
        self.on_change = on_change

    async def run(self, images_url: str, trigger_word: str) -> dict[str, Any]:
        response = await self.http.post(
            TRAININGS,
            json={
                "destination": "lumen-labs/customer-styles",
                "input": {"input_images": images_url, "trigger_word": trigger_word},
                "webhook": os.environ["TRAININGS_WEBHOOK"],
                "webhook_events_filter": ["completed"],
            },
        )
        response.raise_for_status()
        training_id = response.json()["id"]
        log.info("training %s has started", training_id)
        return await asyncio.wait_for(self.wait(training_id), timeout=PATIENCE)

    async def wait(self, training_id: str) -> dict[str, Any]:
        shown, delay = "", FIRST_DELAY
        while True:
            training = await self.fetch(training_id)
            if training["status"] != shown:
                shown = training["status"]
                await self.on_change(training_id, shown)
            if training["status"] in ENDED:
                return training
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)

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
