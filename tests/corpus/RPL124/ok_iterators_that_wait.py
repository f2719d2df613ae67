"""The wait lies in what the loop goes over, or in a loop of short sleeps until it is time."""

import asyncio
import time

import replicate

ENDED = ("succeeded", "failed", "canceled")


class Patience:
    """Gives the number of the try, after a rest."""

    def __init__(self, first: float, most: int) -> None:
        self.rest = first
        self.left = most

    def __iter__(self) -> "Patience":
        return self

    def __next__(self) -> int:
        if self.left == 0:
            raise StopIteration
        time.sleep(self.rest)
        self.rest = min(self.rest * 2, 240)
        self.left -= 1
        return self.left


class Ticks:
    def __init__(self, every: float) -> None:
        self.every = every

    def __aiter__(self) -> "Ticks":
        return self

    async def __anext__(self) -> None:
        await asyncio.sleep(self.every)


def wait(training_id: str) -> object:
    for _ in Patience(60, most=40):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
    replicate.trainings.cancel(training_id)
    raise TimeoutError(training_id)


async def wait_in_a_task(training_id: str) -> object:
    async with asyncio.timeout(7200):
        async for _ in Ticks(40 + hash(training_id) % 20):
            training = await replicate.trainings.async_get(training_id)
            if training.status in ENDED:
                return training


def wait_with_a_key_to_stop_it(training_id: str, stopped: list[bool]) -> object:
    for _ in range(60):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
        due = time.monotonic() + 90
        while time.monotonic() < due:
            if stopped:
                return None
            time.sleep(0.5)
    return None
