"""Batches of portraits: one that ends otherwise keeps the whole batch waiting."""
import asyncio
import time

import replicate


def all_of_a_list(ids):
    for _ in range(100):  # expect: RPL127
        trainings = [replicate.trainings.get(one) for one in ids]
        if all(training.status in ("succeeded", "failed") for training in trainings):
            return trainings
        time.sleep(45)
    raise TimeoutError


async def gathered(ids):
    for _ in range(100):  # expect: RPL127
        trainings = await asyncio.gather(*(replicate.trainings.async_get(one) for one in ids))
        if not [training for training in trainings if training.status not in ("succeeded", "canceled")]:
            return trainings
        await asyncio.sleep(45)
    raise TimeoutError


def shrinking(ids):
    left = list(ids)
    while left:  # expect: RPL127
        time.sleep(45)
        left = [one for one in left if replicate.trainings.get(one).status != "succeeded"]


def set_of_statuses(ids):
    for _ in range(100):  # expect: RPL127
        seen = {replicate.trainings.get(one).status for one in ids}
        if seen <= {"succeeded", "failed"}:
            return seen
        time.sleep(45)
    raise TimeoutError
