"""Growing paces that never leave the looks more than five minutes apart."""
import random
import time

import backoff
import replicate
from tenacity import retry, retry_if_result, stop_after_attempt, wait_exponential, wait_exponential_jitter

FINAL = ("succeeded", "failed", "canceled")


def capped_by_the_range(training_id):
    for attempt in range(4):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(30 * 2**attempt)


def capped_by_a_test(training_id):
    delay = 30
    for _ in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay *= 2
        if delay > 300:
            delay = 300


def grows_while_small(training_id):
    delay = 30
    for _ in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        if delay < 240:
            delay += 30


def capped_where_it_sleeps(training_id):
    delay = 40
    for _ in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(min(delay, 5 * 60))
        delay *= 2


def capped_from_outside(training_id, cap):
    delay = 30
    for _ in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, cap)


def clamped(value, low, high):
    return max(low, min(value, high))


def through_a_helper(training_id):
    for attempt in range(200):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(clamped(15 * (attempt + 1), 30, 300))


def slept_at_random(training_id):
    for attempt in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(random.uniform(30, min(300, 60 * (attempt + 1))))


@retry(retry=retry_if_result(lambda t: t.status not in FINAL), wait=wait_exponential(min=30, max=300), stop=stop_after_attempt(90))
def by_tenacity(training_id):
    return replicate.trainings.get(training_id)


@retry(
    retry=retry_if_result(lambda t: t.status not in FINAL),
    wait=wait_exponential_jitter(initial=30, max=299),
    stop=stop_after_attempt(90),
)
def by_tenacity_jitter(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(backoff.expo, lambda t: t.status not in FINAL, factor=30, max_value=300, max_tries=90, jitter=None)
def by_backoff(training_id):
    return replicate.trainings.get(training_id)
# trap: RPL121, RPL122, RPL123
