"""Backoffs that end well and start badly: the first looks come far too soon."""
import random
import time

import replicate

client = replicate.Client()
FINAL = {"succeeded", "failed", "canceled"}


def doubling(training_id):
    delay = 2
    for _ in range(80):
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def powers(training_id):
    for attempt in range(60):
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(min(5 * 2**attempt, 240))  # expect: RPL121
    raise TimeoutError(training_id)


def half_again(training_id):
    pause, deadline = 10.0, time.time() + 9000
    while time.time() < deadline:
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(pause + random.random())  # expect: RPL121
        pause *= 1.5
        if pause > 120:
            pause = 120
    return None


def ladder(training_id):
    for delay in (5, 10, 30, 60, 120, 300, 300, 300, 300):
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121
    return client.trainings.cancel(training_id)


def steps():
    yield from (15, 30, 60)
    for _ in range(40):
        yield 120


def generator(training_id):
    for delay in steps():
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121
    return client.trainings.cancel(training_id)


def adding(training_id):
    delay, tries = 10, 0
    while tries < 50:
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121
        delay = min(delay + 10, 180)
        tries += 1
