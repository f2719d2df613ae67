"""Batches of portraits: a round looks at all of them, and the last one that ends ends the wait."""
import asyncio
import time

import replicate

FINAL = ("succeeded", "failed", "canceled")
RUNNING = ("starting", "processing")


def all_of_a_list(ids):
    for _ in range(100):
        trainings = [replicate.trainings.get(one) for one in ids]
        if all(training.status in FINAL for training in trainings):
            return trainings
        time.sleep(45)
    raise TimeoutError


async def gathered(ids):
    for _ in range(100):
        trainings = await asyncio.gather(*(replicate.trainings.async_get(one) for one in ids))
        ended = [training for training in trainings if training.status in FINAL]
        if len(ended) == len(ids):
            return ended
        await asyncio.sleep(45)
    raise TimeoutError


async def mapped(ids):
    for _ in range(100):
        trainings = await asyncio.gather(*map(replicate.trainings.async_get, ids))
        if all([training.status in FINAL for training in trainings]):
            return trainings
        await asyncio.sleep(45)
    raise TimeoutError


def table_of_statuses(ids):
    for _ in range(100):
        statuses = {one: replicate.trainings.get(one).status for one in ids}
        left = [one for one, status in statuses.items() if status not in FINAL]
        if not left:
            return statuses
        time.sleep(45)
    raise TimeoutError


def table_filled_by_hand(ids):
    statuses = {}
    for _ in range(100):
        for one in ids:
            statuses[one] = replicate.trainings.get(one).status
        if all(status in FINAL for status in statuses.values()):
            return statuses
        time.sleep(45)
    raise TimeoutError


def none_left_running(ids):
    for _ in range(100):
        trainings = [replicate.trainings.get(one) for one in ids]
        if not [training for training in trainings if training.status in RUNNING]:
            return trainings
        time.sleep(45)
    raise TimeoutError


def set_of_statuses(ids):
    for _ in range(100):
        seen = {replicate.trainings.get(one).status for one in ids}
        if seen <= set(FINAL):
            return seen
        time.sleep(45)
    raise TimeoutError


def counted(ids):
    for _ in range(100):
        ended = 0
        for one in ids:
            if replicate.trainings.get(one).status in FINAL:
                ended += 1
        if ended == len(ids):
            return
        time.sleep(45)
    raise TimeoutError


def summed(ids):
    for _ in range(100):
        statuses = [replicate.trainings.get(one).status for one in ids]
        if sum(status in FINAL for status in statuses) == len(ids):
            return statuses
        time.sleep(45)
    raise TimeoutError


def flagged(ids):
    for _ in range(100):
        over = True
        for one in ids:
            if replicate.trainings.get(one).status not in FINAL:
                over = False
        if over:
            return
        time.sleep(45)
    raise TimeoutError


def first_failure_stops(ids):
    for _ in range(100):
        statuses = [replicate.trainings.get(one).status for one in ids]
        if any(status in ("failed", "canceled") for status in statuses):
            raise RuntimeError(statuses)
        if all(status == "succeeded" for status in statuses):
            return statuses
        time.sleep(45)
    raise TimeoutError


def shrinking(ids):
    left = list(ids)
    while left:
        time.sleep(45)
        left = [one for one in left if replicate.trainings.get(one).status not in FINAL]
# trap: RPL127
