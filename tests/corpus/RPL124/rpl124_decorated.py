"""Retry decorators without a wait, and tasks that order themselves at once."""
import backoff
import polling2
import replicate
from celery import shared_task
from retrying import retry as retrying_retry
from tenacity import retry, retry_if_result, stop_after_attempt, stop_after_delay, wait_none

FINAL = ("succeeded", "failed", "canceled")


def open_(training):
    return training.status not in FINAL


@retry(retry=retry_if_result(open_), stop=stop_after_attempt(1000))  # expect: RPL124
def without_wait(training_id):
    return replicate.trainings.get(training_id)


@retry(retry=retry_if_result(open_))  # expect: RPL124, RPL126
def without_anything(training_id):
    return replicate.trainings.get(training_id)


@retry(  # expect: RPL124@none
    retry=retry_if_result(open_),
    wait=wait_none(),  # expect: RPL124@none
    stop=stop_after_delay(3600),
)
def with_wait_none(training_id):
    return replicate.trainings.get(training_id)


@retrying_retry(retry_on_result=open_, stop_max_delay=3_600_000)  # expect: RPL124
def by_retrying(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(backoff.constant, open_, interval=0, jitter=None, max_time=3600)  # expect: RPL124
def by_backoff(training_id):
    return replicate.trainings.get(training_id)


def by_polling2(training_id):
    return polling2.poll(lambda: replicate.trainings.get(training_id).status in FINAL, step=0, timeout=900)  # expect: RPL124


@shared_task
def by_celery(training_id, left=500):
    training = replicate.trainings.get(training_id)
    if open_(training) and left:
        by_celery.delay(training_id, left - 1)  # expect: RPL124
