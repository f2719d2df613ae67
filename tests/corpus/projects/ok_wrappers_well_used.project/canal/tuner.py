from __future__ import annotations

import replicate


class Tuner:
    """A face of the trainings with defaults that nobody leaves."""

    def __init__(self, client: replicate.Client, destination: str | None = None, pause: float = 1.0):
        self.client = client
        self.destination = destination
        self.pause = pause

    def start(self, url: str, destination: str | None = None, hook: str = "https://canal.example.com/hooks", **inputs):
        return self.client.trainings.create(
            version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
            input={"input_images": url, **inputs},
            destination=destination or self.destination or "canal/boats",
            webhook=hook,
        )

    def fetch(self, training_id: str):
        return self.client.trainings.get(training_id)

    def result(self, training_id: str) -> str | None:
        training = self.fetch(training_id)
        if training.status != "succeeded":
            return None
        return training.output["version"]


def make(**options) -> Tuner:
    return Tuner(replicate.Client(), **options)
