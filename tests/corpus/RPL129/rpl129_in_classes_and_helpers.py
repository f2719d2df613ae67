"""The same in methods, nested coroutines, recursion and a helper that sleeps."""
import asyncio
import logging
import time

import replicate

log = logging.getLogger(__name__)
FINAL = ("succeeded", "failed", "canceled")


def rest(number: int) -> None:
    log.debug("resting")
    time.sleep(min(30 * number, 300))  # expect: RPL129@rest


async def with_helper(training_id):
    for number in range(1, 90):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        rest(number)  # expect: RPL129@rest
    return None


class Poster:
    def __init__(self, client: replicate.Client) -> None:
        self.client = client

    async def wait(self, training_id: str):
        delay = 30
        for _ in range(90):
            training = await self.client.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)  # expect: RPL129
            delay = min(delay * 2, 300)
        return None

    async def wait_with_errors(self, training_id: str):
        delay = 30
        for _ in range(90):
            try:
                training = await self.client.trainings.async_get(training_id)
                if training.status in FINAL:
                    return training
            except OSError as error:
                log.warning("%s", error)
            finally:
                time.sleep(delay)  # expect: RPL129
            delay = min(delay * 2, 300)
        return None


async def recursion(training_id, delay=30, left=90):
    training = await replicate.trainings.async_get(training_id)
    if training.status in FINAL or left == 0:
        return training
    time.sleep(delay)  # expect: RPL129
    return await recursion(training_id, min(delay * 2, 300), left - 1)


def main(training_id):
    async def poll():
        delay = 30
        while (training := await replicate.trainings.async_get(training_id)).status not in FINAL:
            time.sleep(delay)  # expect: RPL129
            delay = min(delay * 2, 300)
        return training

    return asyncio.run(asyncio.wait_for(poll(), 4 * 3600))


async def statuses(training_id):
    for number in range(1, 90):
        status = (await replicate.trainings.async_get(training_id)).status
        yield status
        if status in FINAL:
            return
        time.sleep(min(30 * number, 300))  # expect: RPL129
