from abc import ABC, abstractmethod
from typing import ClassVar

import replicate


class Job(ABC):
    destination: ClassVar[str]
    version: ClassVar[str] = "latest"
    pause = 1

    def __init__(self) -> None:
        self.client = replicate.Client()

    @property
    @abstractmethod
    def hook(self) -> str: ...

    @abstractmethod
    def inputs(self, url: str) -> dict: ...

    def start(self, url: str):
        return self.client.trainings.create(
            model="mint/trainer", version=self.version, input=self.inputs(url), destination=self.destination, webhook=self.hook
        )
