"""Jewellery renders: one even pace, written as an argument of something else."""
import threading

import backoff
import polling2
import replicate
from celery import Celery
from retrying import retry as retrying_retry
from tenacity import Retrying, retry, retry_if_result, stop_after_attempt, stop_after_delay, wait_fixed

app = Celery("renders")
OVER = ("succeeded", "failed", "canceled")
EVERY = 90


def unfinished(training):
    return training.status not in OVER


@retry(retry=retry_if_result(unfinished), wait=wait_fixed(60), stop=stop_after_attempt(240))  # expect: RPL122
def ring(training_id):
    return replicate.trainings.get(training_id)


def brooch(training_id):
    waiting = Retrying(
        stop=stop_after_delay(5 * 3600),
        wait=wait_fixed(EVERY),  # expect: RPL122
        retry=retry_if_result(unfinished),
    )
    return waiting(lambda: replicate.trainings.get(training_id))


@backoff.on_predicate(backoff.constant, unfinished, interval=60, jitter=None, max_tries=200)  # expect: RPL122
def bracelet(training_id):
    return replicate.trainings.get(training_id)


@retrying_retry(
    retry_on_result=unfinished,
    wait_fixed=45_000,  # expect: RPL122
    stop_max_attempt_number=300,
)
def necklace(training_id):
    return replicate.trainings.get(training_id)


def tiara(training_id):
    return polling2.poll(lambda: replicate.trainings.get(training_id).status in OVER, step=60, timeout=14400)  # expect: RPL122


@app.task(bind=True, max_retries=300)
def watch_pendant(self, training_id):
    training = replicate.trainings.get(training_id)
    if unfinished(training):
        raise self.retry(countdown=EVERY)  # expect: RPL122
    return training.id


class Earring:
    def __init__(self, training_id, looks=200):
        self.training_id, self.looks = training_id, looks

    def look(self):
        self.looks -= 1
        if unfinished(replicate.trainings.get(self.training_id)) and self.looks:
            threading.Timer(60, self.look).start()  # expect: RPL122
