"""Sneaker drops: there is a sleep, and there is a way around it."""
import logging
import time

import httpx
import replicate
import requests

log = logging.getLogger("drops")
FINAL = {"succeeded", "failed", "canceled"}
FIRST, CAP = 30, 300


def continue_on_starting(training_id):
    delay = FIRST
    for _ in range(500):  # expect: RPL124
        training = replicate.trainings.get(training_id)
        if training.status == "starting":
            log.debug("still in the queue")
            continue
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(CAP, delay * 2)
    raise TimeoutError(training_id)


def except_continue(training_id):
    delay = FIRST
    end = time.monotonic() + 5 * 3600
    while time.monotonic() < end:  # expect: RPL124
        try:
            training = replicate.trainings.get(training_id)
        except httpx.HTTPError as error:
            log.warning("could not look: %s", error)
            continue
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(CAP, delay * 2)
    raise TimeoutError(training_id)


def sleep_inside_try(training_id):
    delay = FIRST
    for _ in range(500):  # expect: RPL124
        try:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)
            delay = min(CAP, delay * 2)
        except httpx.HTTPError:
            log.exception("will look again")
    raise TimeoutError(training_id)


def status_code_continue(training_id, session: requests.Session):
    delay = FIRST
    for _ in range(500):  # expect: RPL124
        response = session.get(f"https://api.replicate.com/v1/trainings/{training_id}", timeout=10)
        if response.status_code >= 500:
            continue
        if response.json()["status"] in FINAL:
            return response.json()
        time.sleep(delay)
        delay = min(CAP, delay + 30)
    return None


def only_when_asked_to(training_id, polite=False):
    delay = FIRST
    for _ in range(500):  # expect: RPL124
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        if polite:
            time.sleep(delay)
            delay = min(CAP, delay + 30)
    return None


def only_while_starting(training_id):
    delay = FIRST
    for _ in range(500):  # expect: RPL124
        training = replicate.trainings.get(training_id)
        match training.status:
            case "succeeded" | "failed" | "canceled":
                return training
            case "starting":
                time.sleep(delay)
                delay = min(CAP, delay + 30)
            case "processing":
                log.info("%s", (training.logs or "").splitlines()[-1:])
    return None


def every_tenth_time(training_id):
    delay = FIRST
    for number in range(5000):  # expect: RPL124
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        if number % 10 == 9:
            time.sleep(delay)
            delay = min(CAP, delay + 30)
    return None


def inner_loop_without(training_id):
    delay = FIRST
    for _ in range(90):
        for _ in range(10):  # expect: RPL124
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
        time.sleep(delay)
        delay = min(CAP, delay + 30)
    return None
