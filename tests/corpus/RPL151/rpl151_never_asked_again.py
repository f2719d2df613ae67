"""Loops that test the status of a snapshot."""
import asyncio
import os
import time

import httpx
import replicate
import requests
from replicate import Replicate

VERSION = "ferry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/ferry/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
HOOK = "https://ferry.example.com/hooks/replicate"
FINAL = ("succeeded", "failed", "canceled")
client = replicate.Client()


def started_and_watched(url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook=HOOK)
    while training.status not in FINAL:  # expect: RPL151 # allow: RPL126
        time.sleep(60)  # allow: RPL122
    return training.id


def fetched_once(training_id):
    training = client.trainings.get(training_id)
    for _ in range(100):  # expect: RPL151@once
        if training.status in FINAL:  # expect: RPL151@once
            return training.status
        time.sleep(60)  # allow: RPL122
    return None


def fetched_once_with_print(training_id):
    training = replicate.trainings.get(training_id)
    while training.status == "starting" or training.status == "processing":  # expect: RPL151 # allow: RPL126
        print("still", training.status, training.logs)
        time.sleep(45)  # allow: RPL122
    return training


def status_copied(training_id):
    training = client.trainings.get(training_id)
    status = training.status
    delay = 30
    while status not in FINAL:  # expect: RPL151 # allow: RPL126
        time.sleep(delay)
        delay = min(delay * 2, 300)
        training.reload()
    return training


def status_copied_bounded(training_id):
    training = client.trainings.get(training_id)
    status = training.status
    for delay in (30, 60, 120, 240, 300, 300, 300):  # expect: RPL151@copy
        if status in FINAL:  # expect: RPL151@copy
            break
        time.sleep(delay)
        training.reload()
    return training


async def asynchronously(training_id):
    training = await client.trainings.async_get(training_id)
    while training.status not in FINAL:  # expect: RPL151 # allow: RPL126
        await asyncio.sleep(60)  # allow: RPL122
    return training


def modern(training_id):
    training = Replicate().trainings.get(training_id=training_id)
    until = time.monotonic() + 4 * 3600
    while time.monotonic() < until:  # expect: RPL151@modern
        if training.status in FINAL:  # expect: RPL151@modern
            return training
        time.sleep(60)  # allow: RPL122
    raise TimeoutError(training_id)


def over_http(url):
    created = requests.post(URL, json={"destination": "ferry/decks", "input": {"zip": url}, "webhook": HOOK}, headers=AUTH, timeout=9).json()
    print(created["id"])
    while created["status"] not in FINAL:  # expect: RPL151 # allow: RPL126
        time.sleep(60)  # allow: RPL122
    return created


def over_httpx(training_id):
    status = httpx.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH).json()["status"]
    tries = 0
    while status not in FINAL and tries < 100:  # expect: RPL151
        tries += 1
        time.sleep(60)  # allow: RPL122
    return status


class Ferry:
    def __init__(self):
        self.client = replicate.Client()

    def cross(self, url):
        training = self.client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook=HOOK)
        for _ in range(120):  # expect: RPL151@ferry
            time.sleep(60)  # allow: RPL122
            if training.status in FINAL:  # expect: RPL151@ferry
                break
        return training.id
