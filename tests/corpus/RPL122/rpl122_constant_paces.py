"""Book covers: slow enough, but as often in the fourth hour as in the first minute."""
import asyncio
import os
import threading
import time
from datetime import timedelta

import replicate
import requests

API = "https://api.replicate.com/v1"
AUTH = {"Authorization": f"Token {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = {"succeeded", "failed", "canceled"}
HALF_MINUTE = timedelta(seconds=30)


def plain(training_id):
    for _ in range(480):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(30)  # expect: RPL122
    raise TimeoutError(training_id)


def by_timedelta(training_id):
    until = time.monotonic() + timedelta(hours=5).total_seconds()
    while time.monotonic() < until:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(HALF_MINUTE.seconds)  # expect: RPL122
    raise TimeoutError(training_id)


def in_minutes(training_id, minutes: int = 2):
    tries = 0
    while tries < 150:
        reply = requests.get(f"{API}/trainings/{training_id}", headers=AUTH, timeout=30).json()
        if reply["status"] in FINAL:
            return reply
        tries += 1
        time.sleep(minutes * 60)  # expect: RPL122
    return None


def by_environment(training_id):
    every = float(os.getenv("TRAINING_POLL_SECONDS", "45"))
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(every)  # expect: RPL122


def two_halves(training_id):
    for _ in range(300):
        time.sleep(20)  # expect: RPL122
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(20)


async def awaited(training_id):
    async with asyncio.timeout(4 * 3600):
        while (training := await replicate.trainings.async_get(training_id)).status not in FINAL:
            await asyncio.sleep(60)  # expect: RPL122
    return training


def until_stopped(training_id, stopping: threading.Event):
    while not stopping.is_set():
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        stopping.wait(60.0)  # expect: RPL122
    return None


def very_slow(training_id):
    for _ in range(50):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(10 * 60)  # expect: RPL122


def again(training_id, left=100):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL or left == 0:
        return training
    time.sleep(40)  # expect: RPL122
    return again(training_id, left - 1)
