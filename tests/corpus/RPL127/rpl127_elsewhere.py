"""The exit is decided in a helper, a table, a predicate, a decorator or a task."""
import asyncio
import threading
import time

import backoff
import polling2
import replicate
from celery import shared_task
from tenacity import retry, retry_if_result, stop_after_attempt, wait_exponential

ENDED = frozenset(["succeeded", "failed"])  # expect: RPL127@constant, RPL127@async, RPL127@celery


def is_done(training) -> bool:
    return training.status == "succeeded" or training.status == "canceled"  # expect: RPL127@helper


def with_constant(training_id):
    for delay in (30, 60, 120, 240, 300, 300):  # expect: RPL127@constant
        training = replicate.trainings.get(training_id)
        if training.status in ENDED:  # expect: RPL127@constant
            return training
        time.sleep(delay)
    return None


def with_helper(training_id):
    delay = 30
    while not is_done(training := replicate.trainings.get(training_id)):  # expect: RPL126, RPL127@helper
        time.sleep(delay)
        delay = min(delay * 2, 300)
    return training


def celebrate(training):
    print("ready", training.id)


def mourn(training):
    print("failed", training.id, training.error)


HANDLERS = {"succeeded": celebrate, "failed": mourn}  # expect: RPL127@table


def with_table(training_id):
    for delay in (30, 60, 120, 240, 300, 300):  # expect: RPL127@table
        training = replicate.trainings.get(training_id)
        handler = HANDLERS.get(training.status)  # expect: RPL127@table
        if handler is not None:  # expect: RPL127@table
            return handler(training)
        time.sleep(delay)
    return None


async def with_async(training_id):
    delay = 30
    async with asyncio.timeout(4 * 3600):
        while True:  # expect: RPL127@async
            training = await replicate.trainings.async_get(training_id)
            if training.status in ENDED:  # expect: RPL127@async
                return training
            await asyncio.sleep(delay)
            delay = min(delay * 2, 300)


@retry(  # expect: RPL127@tenacity
    retry=retry_if_result(lambda t: t.status != "succeeded"),  # expect: RPL127@tenacity
    wait=wait_exponential(min=30, max=300),
    stop=stop_after_attempt(90),
)
def with_tenacity(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(  # expect: RPL127@backoff
    backoff.expo,
    lambda t: t.status not in ("succeeded", "failed"),  # expect: RPL127@backoff
    factor=30,
    max_value=300,
    jitter=None,
    max_time=14400,
)
def with_backoff(training_id):
    return replicate.trainings.get(training_id)


def with_polling2(training_id):
    return polling2.poll(  # expect: RPL127@polling
        lambda: replicate.trainings.get(training_id),
        check_success=lambda t: t.status == "succeeded",  # expect: RPL127@polling
        step=60,  # expect: RPL122
        timeout=4 * 3600,
    )


@shared_task(bind=True, max_retries=60)
def with_celery(self, training_id):
    training = replicate.trainings.get(training_id)
    if training.status not in ENDED:  # expect: RPL127@celery
        raise self.retry(countdown=min(30 * 2**self.request.retries, 300))  # expect: RPL127@celery
    return training.id


def with_timer(training_id, left=90):
    if replicate.trainings.get(training_id).status != "succeeded" and left:  # expect: RPL127@timer
        threading.Timer(60, with_timer, args=(training_id, left - 1)).start()  # expect: RPL122, RPL127@timer


def with_recursion(training_id, delay=30, left=90):
    training = replicate.trainings.get(training_id)
    if training.status == "succeeded":  # expect: RPL127@recursion
        return training
    if training.status == "failed" or not left:  # expect: RPL127@recursion
        raise RuntimeError(training.error)
    time.sleep(delay)
    return with_recursion(training_id, min(delay * 2, 300), left - 1)  # expect: RPL127@recursion
