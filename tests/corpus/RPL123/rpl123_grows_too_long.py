"""Fashion looks: a backoff that forgets the training for a quarter of an hour, or for days."""
import asyncio
import time

import replicate

FINAL = ("succeeded", "failed", "canceled")
CAP = 15 * 60


def capped_too_high(training_id):
    delay = 30
    for _ in range(60):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL123
        delay = min(delay * 2, CAP)
    raise TimeoutError(training_id)


def no_cap(training_id):
    delay, until = 30, time.monotonic() + 12 * 3600
    while time.monotonic() < until:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL123
        delay *= 2
    raise TimeoutError(training_id)


def two_seconds_doubling(training_id):
    delay = 2
    for _ in range(20):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121, RPL123
        delay = delay * 2


def powers(training_id):
    for attempt in range(12):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(30 * 2**attempt)  # expect: RPL123


def ladder(training_id):
    for delay in (30, 60, 120, 300, 600, 1200):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL123


async def steadily_more(training_id):
    pause, looks = 60, 0
    while looks < 500:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(pause)  # expect: RPL123
        pause += 60
        looks += 1


def recursion(training_id, delay=30, left=12):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL or left == 0:
        return training
    time.sleep(delay)  # expect: RPL123
    return recursion(training_id, delay * 3, left - 1)


def growing():
    delay = 45
    while True:
        yield delay
        delay = min(delay * 1.5, 1800)


def from_generator(training_id):
    for number, delay in enumerate(growing()):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL or number > 90:
            return training
        time.sleep(delay)  # expect: RPL123


class Patient:
    first, longest = 30, 3600

    def wait(self, training_id):
        self.delay = self.first
        for _ in range(40):
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(self.delay)  # expect: RPL123
            self.delay = min(self.longest, self.delay * 2)
