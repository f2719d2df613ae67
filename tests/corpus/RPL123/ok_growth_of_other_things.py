"""What grows without a cap here is no pace of a poll of a training."""
import time

import httpx
import replicate
import requests

AUTH = {"Accept": "application/json"}
FINAL = ("succeeded", "failed", "canceled")


def prediction_backoff(prediction_id):
    delay = 1
    while (prediction := replicate.predictions.get(prediction_id)).status not in FINAL:
        time.sleep(delay)
        delay *= 2
    return prediction


def upload_backoff(path):
    delay = 5
    for _ in range(10):
        try:
            with open(path, "rb") as handle:
                return replicate.files.create(handle)
        except httpx.TransportError:
            time.sleep(delay)
            delay *= 4
    raise RuntimeError("upload failed")


def fetch_backoff(training_id):
    for attempt in range(12):
        try:
            return replicate.trainings.get(training_id)
        except httpx.TransportError:
            time.sleep(2**attempt)
    raise RuntimeError("no answer")


def elsewhere(job_url):
    pause = 30
    while requests.get(job_url, headers=AUTH, timeout=5).json()["state"] != "SUCCEEDED":
        time.sleep(pause)
        pause *= 2


def counting_cost(training_id):
    spent, delay = 0.001525, 30
    for _ in range(80):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training, spent
        time.sleep(delay)
        spent += 0.001525 * delay
        delay = min(delay + 15, 240)
    return None, spent


def batch_size_doubles(ids):
    size = 1
    while ids:
        batch, ids = ids[:size], ids[size:]
        for training_id in batch:
            print(training_id, replicate.trainings.get(training_id).status)
        size *= 2
# trap: RPL121, RPL123, RPL126, RPL127
