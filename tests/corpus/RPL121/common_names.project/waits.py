"""Waits whose names are those that everybody uses."""

import time

import replicate


class Waiter:
    def __init__(self, pace: float) -> None:
        self.pace = pace

    def wait(self, training_id: str) -> object:
        for _ in range(200):
            training = replicate.trainings.get(training_id)
            if training.status in ("succeeded", "failed", "canceled"):
                return training
            time.sleep(self.pace)  # expect: RPL121
        return None


def wait(training_id: str, pace: float) -> object:
    for _ in range(200):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            return training
        time.sleep(pace)  # expect: RPL121
    return None
