"""Deadlines that are none, and an enumeration that refuses what has not ended."""
import asyncio
import time
from enum import Enum

import replicate


class Ended(str, Enum):
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class EndedHalf(str, Enum):
    SUCCEEDED = "succeeded"
    FAILED = "failed"


async def no_timeout(training_id):
    delay = 30
    async with asyncio.timeout(None):
        while True:  # expect: RPL126
            training = await replicate.trainings.async_get(training_id)
            if training.status in ("succeeded", "failed", "canceled"):
                return training
            await asyncio.sleep(delay)
            delay = min(delay * 2, 300)


def refused(training_id):
    delay = 30
    while True:  # expect: RPL126
        training = replicate.trainings.get(training_id)
        try:
            return Ended(training.status)
        except ValueError:
            time.sleep(delay)
            delay = min(delay * 2, 300)


def refused_for_ever(training_id):
    delay = 30
    for _ in range(100):  # expect: RPL127
        training = replicate.trainings.get(training_id)
        try:
            return EndedHalf(training.status)
        except ValueError:
            time.sleep(delay)
            delay = min(delay * 2, 300)
    return None
