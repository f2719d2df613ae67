"""Comparisons with one status that aren't exits of a poll, or whose poll has other exits."""
import logging
import time

import replicate

log = logging.getLogger(__name__)
FINAL = ("succeeded", "failed", "canceled")
LADDER = (30, 60, 120, 240, 300, 300, 300)


def announce(training_id):
    """The first test only logs; the second one ends."""
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status == "processing":
            log.info("%s", training.logs)
        if training.status in FINAL:
            break
        time.sleep(delay)
    if training.status == "succeeded":
        return training
    raise RuntimeError(training.status)


def ready(training_id) -> bool:
    """One look."""
    return replicate.trainings.get(training_id).status == "succeeded"


def ready_ones(ids):
    for training_id in ids:
        training = replicate.trainings.get(training_id)
        if training.status == "succeeded":
            yield training


def first_ready(ids):
    for training_id in ids:
        if replicate.trainings.get(training_id).status == "succeeded":
            return training_id
    return None


def until_it_has_started(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status != "starting":
            return training
        time.sleep(delay)


def while_processing(training):
    for delay in LADDER:
        if training.status != "processing":
            break
        time.sleep(delay)
        training.reload()
    return training


def on_webhook(payload: dict, jobs):
    job = jobs[payload["id"]]
    if payload["status"] == "succeeded":
        job.ready()
    elif payload["status"] == "failed":
        job.failed(payload["error"])


def nested_exit(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            if training.status == "succeeded":
                return training
            raise RuntimeError(training.error)
        time.sleep(delay)


def own_exception(training_id):
    try:
        for delay in LADDER:
            training = replicate.trainings.get(training_id)
            if training.status == "succeeded":
                return training
            check(training)
            time.sleep(delay)
    finally:
        log.info("stopped looking at %s", training_id)


def check(training) -> None:
    if training.status in ("failed", "canceled"):
        raise RuntimeError(training.error or training.status)
# trap: RPL127, RPL151
