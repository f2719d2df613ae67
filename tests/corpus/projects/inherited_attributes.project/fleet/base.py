import time
from abc import ABC, abstractmethod

import replicate


class Job(ABC):
    """One kind of training; what differs is in class attributes."""

    version = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
    destination: str | None = None
    pause = 10
    final = ("succeeded", "failed", "canceled")
    webhook = "https://fleet.example.com/hooks/replicate"

    def __init__(self, client: replicate.Client | None = None):
        self.client = client or replicate.Client()

    @abstractmethod
    def inputs(self, zip_url: str) -> dict: ...

    def start(self, zip_url: str) -> str:
        training = self.client.trainings.create(  # expect: RPL101@trucks
            version=self.version,
            input=self.inputs(zip_url),
            destination=self.destination,  # expect: RPL101@trucks
            webhook=self.webhook,
        )
        return training.id

    def wait(self, training_id: str) -> str:
        for _ in range(1000):
            status = self.client.trainings.get(training_id).status
            if status in self.final:
                return status
            time.sleep(self.pause)  # expect: RPL121@pause # allow: RPL122
        raise TimeoutError(training_id)
