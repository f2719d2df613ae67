"""Something other than the status ends each of these."""
import asyncio
import signal
import threading
import time
from datetime import datetime, timedelta, timezone

import gevent
import replicate
import trio
from celery import shared_task

FINAL = ("succeeded", "failed", "canceled")


def by_elapsed(training_id):
    started, delay = time.perf_counter(), 30
    while (training := replicate.trainings.get(training_id)).status not in FINAL:
        if time.perf_counter() - started >= 4 * 3600:
            replicate.trainings.cancel(training_id)
            raise TimeoutError(training_id)
        time.sleep(delay)
        delay = min(delay * 2, 300)
    return training


def by_date(training_id):
    delay, latest = 30, datetime.now(timezone.utc) + timedelta(hours=8)
    while True:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL or datetime.now(timezone.utc) > latest:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)


def by_countdown(training_id, left=60):
    delay = 30
    while left:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        left -= 1
        time.sleep(delay)
        delay = min(delay * 2, 300)


def by_given_deadline(training_id, deadline):
    delay = 30
    while time.time() < deadline:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)


def by_remaining(training_id):
    left, delay = 4 * 3600, 30
    while left > 0:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        left -= delay
        delay = min(delay * 2, 300)


class Worker:
    def __init__(self):
        self.stopping = threading.Event()
        self.running = True

    def stop(self):
        self.running = False
        self.stopping.set()

    def by_event(self, training_id):
        delay = 30
        while not self.stopping.wait(delay):
            delay = min(delay * 2, 300)
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training

    def by_flag(self, training_id):
        delay = 30
        while self.running:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)
            delay = min(delay * 2, 300)


def by_alarm(training_id):
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(4 * 3600)
    delay = 30
    while True:  # allow: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)


def by_greenlet_timeout(training_id):
    delay = 30
    with gevent.Timeout(4 * 3600, False):
        while True:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            gevent.sleep(delay)
            delay = min(delay * 2, 300)


async def by_nursery(training_id):
    delay = 30
    with trio.move_on_after(4 * 3600):
        while True:
            training = await replicate.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            await trio.sleep(delay)
            delay = min(delay * 2, 300)


async def follow(training_id):
    delay = 30
    while True:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
        delay = min(delay * 2, 300)


async def by_caller(training_id):
    async with asyncio.timeout(4 * 3600):
        return await follow(training_id)


@shared_task(bind=True)
def by_default_retries(self, training_id):
    training = replicate.trainings.get(training_id)
    if training.status not in FINAL:
        raise self.retry(countdown=60 * (self.request.retries + 1))
    return training.id
# trap: RPL126
