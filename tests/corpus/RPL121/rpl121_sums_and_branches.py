"""Several sleeps on the way round: what counts is the least sum."""
import time

import httpx
import replicate

FINAL = ("succeeded", "failed", "canceled")


def two_that_add_up(training_id):
    for _ in range(400):
        time.sleep(5)  # expect: RPL121
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(10)
    raise TimeoutError(training_id)


def one_is_conditional(training_id, verbose):
    for _ in range(400):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        if verbose:
            print(training.logs)
            time.sleep(40)
        time.sleep(5)  # expect: RPL121
    raise TimeoutError(training_id)


def fast_at_the_end(training_id):
    deadline = time.monotonic() + 6 * 3600
    while time.monotonic() < deadline:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        if training.logs and "100%" in training.logs:
            time.sleep(2)  # expect: RPL121
            continue
        time.sleep(90)  # allow: RPL122
    return None


def slept_in_finally(training_id):
    for _ in range(1000):
        try:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
        except httpx.HTTPError as error:
            print("looking again after", error)
        finally:
            time.sleep(10)  # expect: RPL121


def conditional_expression(training_id):
    for _ in range(500):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(60 if training.status == "starting" else 10)  # expect: RPL121


def nested(groups):
    for group in groups:
        for training_id in group:
            for _ in range(500):
                training = replicate.trainings.get(training_id)
                if training.status in FINAL:
                    print(training.id, training.status)
                    break
                time.sleep(3)  # expect: RPL121
        time.sleep(60)
