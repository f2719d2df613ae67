"""All the ways to leave on each terminal status."""
import time

import replicate
from tenacity import retry, retry_if_not_result, stop_after_attempt, wait_exponential

RUNNING = {"starting", "processing"}
BAD = ("failed", "canceled")
LADDER = (30, 60, 120, 240, 300, 300, 300)


def while_running(training):
    delay, until = 30, time.time() + 4 * 3600
    while training.status in RUNNING and time.time() < until:
        time.sleep(delay)
        delay = min(delay * 2, 300)
        training.reload()
    return training


def not_running(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status not in RUNNING:
            return training
        time.sleep(delay)


def two_comparisons(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status != "starting" and training.status != "processing":
            return training
        time.sleep(delay)


def success_and_bad(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status == "succeeded":
            return training
        elif training.status in BAD:
            raise RuntimeError(training.error)
        time.sleep(delay)


def with_else(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in ("processing", "starting"):
            time.sleep(delay)
        elif training.status == "succeeded":
            return training
        else:
            raise RuntimeError(training.status)


def joined_sets(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in {"succeeded"} | set(BAD):
            return training
        time.sleep(delay)


def unpacked(training_id):
    for delay in LADDER:
        status = replicate.trainings.get(training_id).status
        if status in ("succeeded", *BAD):
            return status
        time.sleep(delay)


def matched(training_id):
    for delay in LADDER:
        match (training := replicate.trainings.get(training_id)).status:
            case "starting" | "processing":
                time.sleep(delay)
            case "succeeded":
                return training
            case _:
                raise RuntimeError(training.error)


def by_completed_at(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.completed_at is not None:
            return training
        time.sleep(delay)


def table(training_id, on_success, on_trouble):
    handlers = {"succeeded": on_success, "failed": on_trouble, "canceled": on_trouble}
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in handlers:
            return handlers[training.status](training)
        time.sleep(delay)


def wait_while_processing(training_id, finals):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in finals:
            return training
        time.sleep(delay)


def caseless(training_id):
    for delay in LADDER:
        status = replicate.trainings.get(training_id).status.upper()
        if status in ("SUCCEEDED", "FAILED", "CANCELED"):
            return status
        time.sleep(delay)


@retry(
    retry=retry_if_not_result(lambda t: t.status in ("succeeded", "failed", "canceled")),
    wait=wait_exponential(min=30, max=300),
    stop=stop_after_attempt(60),
)
def decorated(training_id):
    return replicate.trainings.get(training_id)
# trap: RPL126, RPL127, RPL128
