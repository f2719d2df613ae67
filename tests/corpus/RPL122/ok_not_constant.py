"""Paces of half a minute and more that do change, in some way or other."""
import asyncio
import itertools
import random
import time

import replicate
from tenacity import retry, retry_if_result, stop_after_attempt, wait_chain, wait_fixed, wait_incrementing

FINAL = {"succeeded", "failed", "canceled"}


def with_jitter(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(random.uniform(30, 60))


def with_added_jitter(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(45 + 10 * random.random())


def a_ladder(training_id):
    for delay in itertools.chain([30, 60, 120], itertools.repeat(240, 60)):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)


def a_line(training_id):
    for number in range(1, 10):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(30 * number)


async def growing_by_half(training_id):
    delay = 30.0
    for _ in range(60):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
        delay = delay * 1.5 if delay < 200 else 300


def given(training_id, seconds):
    for _ in range(60):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(max(60, seconds))


@retry(
    retry=retry_if_result(lambda t: t.status not in FINAL),
    wait=wait_chain(wait_fixed(30), wait_fixed(60), wait_fixed(180)),
    stop=stop_after_attempt(100),
)
def chained(training_id):
    return replicate.trainings.get(training_id)


@retry(
    retry=retry_if_result(lambda t: t.status not in FINAL),
    wait=wait_incrementing(start=30, increment=30, max=300),
    stop=stop_after_attempt(100),
)
def incremented(training_id):
    return replicate.trainings.get(training_id)
# trap: RPL121, RPL122, RPL123
