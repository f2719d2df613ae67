from __future__ import annotations

from typing import TYPE_CHECKING

from replicate import AsyncReplicate, Replicate

if TYPE_CHECKING:
    from collections.abc import Iterable

OWNER, NAME = "ostris", "flux-dev-lora-trainer"
VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"

_client: Replicate | None = None


def get_client() -> Replicate:
    global _client
    if _client is None:
        _client = Replicate(max_retries=0)
    return _client


def train_breed(archive_url: str, breed: str) -> str:
    """Starts one training for a dog breed and gives back the training's id."""
    training = get_client().trainings.create(  # expect: RPL101
        model_owner=OWNER,
        model_name=NAME,
        version_id=VERSION,
        input={"input_images": archive_url, "trigger_word": breed.upper()},
    )
    return training.id


class Kennel:
    def __init__(self, replicate: "AsyncReplicate") -> None:
        self.replicate = replicate

    async def train(self, archive_url: str) -> dict[str, str]:
        started = await self.replicate.trainings.create(  # expect: RPL101@none
            model_owner=OWNER,
            model_name=NAME,
            version_id=VERSION,
            destination=None,  # expect: RPL101@none
            input={"input_images": archive_url},
        )
        return {"training": started.id, "state": started.status}

    async def train_all(self, archives: Iterable[str]) -> list[str]:
        ids = []
        async with AsyncReplicate() as client:
            for url in archives:
                job = await client.trainings.create(model_owner=OWNER, model_name=NAME, version_id=VERSION, input={"input_images": url})  # expect: RPL101
                ids.append(job.id)
        return ids
