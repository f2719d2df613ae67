"""Retry libraries that stop never, tasks that may retry for ever."""
import asyncio
import threading

import backoff
import polling2
import replicate
from celery import shared_task
from retrying import retry as retrying_retry
from tenacity import Retrying, retry, retry_if_result, stop_never, wait_exponential, wait_random

FINAL = ("succeeded", "failed", "canceled")


def open_(training):
    return training.status not in FINAL


@retry(retry=retry_if_result(open_), wait=wait_exponential(multiplier=30, max=300))  # expect: RPL126
def default_stop(training_id):
    return replicate.trainings.get(training_id)


@retry(  # expect: RPL126@never
    stop=stop_never,  # expect: RPL126@never
    wait=wait_random(30, 90),
    retry=retry_if_result(open_),
)
def never_stops(training_id):
    return replicate.trainings.get(training_id)


def called(training_id):
    again = Retrying(retry=retry_if_result(open_), wait=wait_random(30, 90))  # expect: RPL126@called
    return again(replicate.trainings.get, training_id)  # expect: RPL126@called


@backoff.on_predicate(backoff.expo, open_, factor=30, max_value=300, jitter=None)  # expect: RPL126
def by_backoff(training_id):
    return replicate.trainings.get(training_id)


@retrying_retry(retry_on_result=open_, wait_random_min=30_000, wait_random_max=90_000)  # expect: RPL126
def by_retrying(training_id):
    return replicate.trainings.get(training_id)


def by_polling2(training_id):
    return polling2.poll(  # expect: RPL126@forever
        lambda: replicate.trainings.get(training_id).status in FINAL,
        step=60,  # expect: RPL122
        poll_forever=True,  # expect: RPL126@forever
    )


@shared_task(bind=True, max_retries=None)  # expect: RPL126@task
def by_celery_retry(self, training_id):  # expect: RPL126@task
    training = replicate.trainings.get(training_id)
    if open_(training):
        raise self.retry(countdown=min(30 * 2**self.request.retries, 300))  # expect: RPL126@task
    return training.id


@shared_task
def by_celery_chain(training_id):
    if open_(replicate.trainings.get(training_id)):
        by_celery_chain.apply_async((training_id,), countdown=60)  # expect: RPL122, RPL126


def by_timer(training_id, notify):
    training = replicate.trainings.get(training_id)
    if open_(training):
        threading.Timer(45, by_timer, args=(training_id, notify)).start()  # expect: RPL122, RPL126
    else:
        notify(training.status)


def by_call_later(training_id):
    if open_(replicate.trainings.get(training_id)):
        asyncio.get_event_loop().call_later(120, by_call_later, training_id)  # expect: RPL122, RPL126
