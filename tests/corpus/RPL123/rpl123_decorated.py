"""Perfume ads: backoffs of retry libraries without a cap, or with one that is too high."""
import backoff
import replicate
from celery import shared_task
from tenacity import (
    retry,
    retry_if_result,
    stop_after_attempt,
    stop_after_delay,
    wait_exponential,
    wait_fixed,
    wait_incrementing,
)

FINAL = ("succeeded", "failed", "canceled")
HOURS = 3600


def open_(training):
    return training.status in ("starting", "processing")


@retry(retry=retry_if_result(open_), wait=wait_exponential(multiplier=30), stop=stop_after_delay(8 * HOURS))  # expect: RPL123
def top(training_id):
    return replicate.trainings.get(training_id)


@retry(
    retry=retry_if_result(open_),
    stop=stop_after_attempt(60),
    wait=wait_exponential(multiplier=2, min=30, max=900),  # expect: RPL123
)
def heart(training_id):
    return replicate.trainings.get(training_id)


@retry(
    retry=retry_if_result(open_),
    stop=stop_after_attempt(60),
    wait=wait_fixed(30) + wait_incrementing(start=0, increment=60),  # expect: RPL123
)
def base(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(backoff.expo, open_, factor=30, jitter=None, max_time=10 * HOURS)  # expect: RPL123
def accord(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(backoff.expo, open_, jitter=None, max_tries=15)  # expect: RPL121, RPL123
def sillage(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(backoff.expo, open_, factor=60, max_value=1200, jitter=None, max_time=HOURS * 9)  # expect: RPL123
def drydown(training_id):
    return replicate.trainings.get(training_id)


@shared_task(bind=True, max_retries=14)
def watch(self, training_id):
    training = replicate.trainings.get(training_id)
    if training.status not in FINAL:
        raise self.retry(countdown=60 * 2**self.request.retries)  # expect: RPL123
    return training.id
