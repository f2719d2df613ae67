"""Thirty seconds at first, five minutes at most, a bound, and every ending known."""
import asyncio
import random
import time

import backoff
import httpx
import replicate
from tenacity import retry, retry_if_result, stop_after_delay, wait_exponential, wait_fixed, wait_random

FIRST, MOST = 30, 5 * 60
ENDED = {"succeeded", "failed", "canceled", "aborted"}


def doubling(training_id):
    delay = FIRST
    for _ in range(200):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
        time.sleep(delay)
        delay = min(delay * 2, MOST)
    raise TimeoutError(training_id)


def powers(training_id):
    for attempt in range(100):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
        time.sleep(min(MOST, FIRST * 2**attempt) + random.uniform(0, 5))
    raise TimeoutError(training_id)


def two_sleeps_make_enough(training_id):
    for delay in (20, 40, 80, 160, 160, 160):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
        time.sleep(delay)
        time.sleep(10)
    return replicate.trainings.cancel(training_id)


def enough_at_least(training_id, asked):
    for _ in range(100):
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:
            return training
        time.sleep(max(30, asked))
    return replicate.trainings.cancel(training_id)


async def in_small_steps(training_id):
    """The sleep is cut in pieces, so that a shutdown is noticed; the pace is the whole."""
    for _ in range(100):
        training = await replicate.trainings.async_get(training_id)
        if training.status in ENDED:
            return training
        for _ in range(60 + random.randint(0, 9)):
            await asyncio.sleep(1)
    return None


@retry(
    retry=retry_if_result(lambda t: t.status not in ENDED),
    wait=wait_exponential(multiplier=30, max=300),
    stop=stop_after_delay(4 * 3600),
)
def by_decorator(training_id):
    return replicate.trainings.get(training_id)


@retry(retry=retry_if_result(lambda t: t.status not in ENDED), wait=wait_fixed(30) + wait_random(0, 20), stop=stop_after_delay(9000))
def by_sum(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(
    backoff.expo, lambda t: t.status not in ENDED, factor=30, max_value=300, max_time=14400, jitter=None
)
@backoff.on_exception(backoff.constant, httpx.TransportError, interval=1, max_tries=3)
def by_backoff(training_id):
    return replicate.trainings.get(training_id)
# trap: RPL121, RPL122, RPL123, RPL124, RPL126, RPL127
