"""A webhook tells; the poll is only there in case it doesn't come."""
import os
import time

import replicate
import requests
from flask import url_for

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/" + TRAINER.split(":")[1] + "/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")


def wait(training_id):
    delay = 30
    for _ in range(100):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def plain(zip_url):
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": zip_url},
        destination="acme/flux-cups",
        webhook="https://hooks.example.com/replicate",
        webhook_events_filter=["completed"],
    )
    return wait(training.id)


def fourth_positional(zip_url):
    hook = "https://hooks.example.com/replicate"
    training = replicate.trainings.create(TRAINER, {"input_images": zip_url}, "acme/flux-cups", hook)
    return wait(training.id)


def from_framework(zip_url):
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": zip_url},
        destination="acme/flux-cups",
        webhook=url_for("hooks.replicate", _external=True, _scheme="https"),
    )
    return wait(training.id)


def added_later(zip_url):
    body = {"input": {"input_images": zip_url}, "destination": "acme/flux-cups"}
    body["webhook"] = "https://hooks.example.com/replicate"
    created = requests.post(URL, json=body, headers=AUTH, timeout=60).json()
    return wait(created["id"])


def added_somehow(zip_url, **options):
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-cups", **options
    )
    return wait(training.id)


def from_environment(zip_url):
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": zip_url},
        destination="acme/flux-cups",
        webhook=os.environ["REPLICATE_WEBHOOK"],
    )
    return wait(training.id)


def given(zip_url, hook):
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-cups", webhook=hook
    )
    return wait(training.id)
# trap: RPL125
