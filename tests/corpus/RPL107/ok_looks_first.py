"""Retries of other things, and ones that first look whether the training is there already."""
import time

import httpx
import replicate
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


def looked_up(zip_url):
    for _ in range(3):
        for known in client.trainings.list():
            if known.input.get("input_images") == zip_url:
                return known.id
        try:
            return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id
        except Exception:
            time.sleep(20)
    raise RuntimeError(zip_url)


@retry(stop=stop_after_attempt(4), wait=wait_fixed(2))
def fetch(training_id):
    return client.trainings.get(training_id)


@retry(stop=stop_after_attempt(4), wait=wait_fixed(2))
def predict(prompt):
    return client.predictions.create(version="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223", input={"prompt": prompt}).id


@retry(stop=stop_after_attempt(3))
def make_room(name):
    return client.models.create(owner="harbour", name="boats", visibility="private", hardware="gpu-t4")


def uploaded_with_patience(path):
    for _ in range(3):
        try:
            with open(path, "rb") as handle:
                uploaded = client.files.create(handle)
            break
        except httpx.HTTPError:
            time.sleep(5)
    else:
        raise RuntimeError(path)
    return client.trainings.create(VERSION, {"input_images": uploaded.urls["get"]}, "harbour/boats").id


def started_then_stored(zip_url, table):
    training = client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats")
    for _ in range(5):
        try:
            table.put_item(Item={"url": zip_url, "training": training.id})
            return
        except Exception:
            time.sleep(1)


def cancelled_until_gone(training_id):
    for _ in range(3):
        try:
            return client.trainings.cancel(training_id)
        except Exception:
            time.sleep(2)


@retry(stop=stop_after_attempt(3), retry=retry_if_exception_type(httpx.ConnectError))
def only_unreached(zip_url):
    return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id


@retry(stop=stop_after_attempt(3), retry=retry_if_exception_type(httpx.TransportError))
def mostly_unreached(zip_url):
    return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id  # allow: RPL107
# trap: RPL107
