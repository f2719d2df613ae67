"""Nothing loops here: each look at the training orders the next one."""
import asyncio
import threading
from datetime import timedelta

import replicate
import schedule
from apscheduler.schedulers.background import BackgroundScheduler
from celery import shared_task

from .jobs import finished, store_status

FINAL = ("succeeded", "failed", "canceled")
scheduler = BackgroundScheduler()


@shared_task(bind=True, max_retries=2000, default_retry_delay=15)  # expect: RPL121@default
def watch_by_default(self, training_id):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL:
        return finished(training.id, training.status)
    raise self.retry()  # expect: RPL121@default


@shared_task(bind=True, max_retries=500)
def watch_by_countdown(self, training_id):
    status = replicate.trainings.get(training_id).status
    store_status(training_id, status)
    if status in ("starting", "processing"):
        self.retry(args=(training_id,), countdown=2 * 4)  # expect: RPL121
    return status


@shared_task
def watch_again(training_id, left=300):
    status = replicate.trainings.get(training_id).status
    if status not in FINAL and left > 0:
        watch_again.apply_async(args=[training_id, left - 1], countdown=20)  # expect: RPL121
    else:
        finished(training_id, status)


class Watcher:
    def __init__(self, training_id: str, looks: int = 900):
        self.training_id, self.looks = training_id, looks

    def look(self) -> None:
        training = replicate.trainings.get(self.training_id)
        self.looks -= 1
        if training.status in FINAL or self.looks <= 0:
            finished(training.id, training.status)
            return
        threading.Timer(4.0, self.look).start()  # expect: RPL121


def look_on_loop(loop: asyncio.AbstractEventLoop, training_id: str, left: int = 100) -> None:
    training = replicate.trainings.get(training_id)
    if training.status in FINAL or left == 0:
        finished(training.id, training.status)
        return
    loop.call_later(10, look_on_loop, loop, training_id, left - 1)  # expect: RPL121


def look_once(training_id: str):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL:
        finished(training.id, training.status)
        return schedule.CancelJob
    return None


def every_few_seconds(training_id: str) -> None:
    schedule.every(10).seconds.until(timedelta(hours=6)).do(look_once, training_id)  # expect: RPL121


def refresh(training_id: str) -> None:
    training = replicate.trainings.get(training_id)
    store_status(training_id, training.status)
    if training.status in FINAL:
        scheduler.remove_job(training_id)


def on_interval(training_id: str) -> None:
    scheduler.add_job(  # allow: RPL126
        refresh,
        "interval",
        seconds=15,  # expect: RPL121
        args=[training_id],
        id=training_id,
    )
