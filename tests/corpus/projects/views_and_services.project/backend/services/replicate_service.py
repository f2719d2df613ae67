from __future__ import annotations

from typing import Any

import replicate
from replicate.training import Training

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


class ReplicateService:
    """All that we ask of Replicate."""

    def __init__(self, client: replicate.Client) -> None:
        self.client = client

    def start(self, archive: str, name: str, hook: str) -> Training:
        return self.client.trainings.create(
            version=VERSION, input={"input_images": archive}, destination=f"backend/{name}", webhook=hook  # expect: RPL141@local
        )

    def get(self, training_id: str) -> Training:
        return self.client.trainings.get(training_id)

    def output_of(self, training_id: str) -> Any:
        return self.get(training_id).output

    def finished(self, training_id: str) -> Training | None:
        training = self.get(training_id)
        return training if training.status == "succeeded" else None
