"""A sprite studio's service: fetching, judging and pausing are methods of their own."""
from __future__ import annotations

import logging
import time

import replicate

log = logging.getLogger(__name__)


class SpriteTrainer:
    poll_every = 5
    max_looks = 720
    TERMINAL = ("succeeded", "failed", "canceled")

    def __init__(self, client: replicate.Client | None = None, *, pause: float = 10.0) -> None:
        self.client = client or replicate.Client()
        self._pause = pause

    def _fetch(self, training_id: str):
        return self.client.trainings.get(training_id)

    def _is_done(self, training) -> bool:
        return training.status in self.TERMINAL

    def _rest(self) -> None:
        log.debug("resting")
        time.sleep(self._pause)  # expect: RPL121@rest

    def wait(self, training_id: str):
        for look in range(self.max_looks):
            training = self._fetch(training_id)
            if self._is_done(training):
                return training
            log.info("%s is %s (look %d)", training_id, training.status, look)
            time.sleep(self.poll_every)  # expect: RPL121
        raise TimeoutError(training_id)

    def wait_resting(self, training_id: str):
        looks = 0
        while not self._is_done(training := self._fetch(training_id)):
            looks += 1
            if looks > self.max_looks:
                raise TimeoutError(training_id)
            self._rest()  # expect: RPL121@rest
        return training

    def wait_paced(self, training_id: str, seconds: float):
        for _ in range(self.max_looks):
            training = self._fetch(training_id)
            if self._is_done(training):
                return training
            time.sleep(seconds)  # expect: RPL121@argument
        raise TimeoutError(training_id)


def main(training_id: str) -> None:
    trainer = SpriteTrainer()
    training = trainer.wait_paced(training_id, seconds=2)  # expect: RPL121@argument
    print(training.id, training.status)
