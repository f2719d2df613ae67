"""Celery tasks: every night's pictures are trained on, and a watcher follows each training to its end."""

from __future__ import annotations

import os
from typing import Any

import requests
from celery import Celery

API = "https://api.replicate.com/v1"
TRAINER_VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"

app = Celery("nightly", broker=os.environ["BROKER_URL"], backend=os.environ["RESULT_BACKEND"])
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['REPLICATE_API_TOKEN']}"


@app.task
def train(images_url: str) -> str:
    response = session.post(
        f"{API}/models/ostris/flux-dev-lora-trainer/versions/{TRAINER_VERSION}/trainings",
        json={
            "destination": "harbor-studio/nightly",
            "input": {"input_images": images_url, "trigger_word": "NGHTL"},
        },
        timeout=30,
    )
    response.raise_for_status()
    training_id = response.json()["id"]
    watch.delay(training_id)
    return training_id


def fetch(training_id: str) -> dict[str, Any]:
    response = session.get(f"{API}/trainings/{training_id}", timeout=30)
    response.raise_for_status()
    return response.json()


@app.task(bind=True, max_retries=None)
def watch(self, training_id: str) -> str:
    training = fetch(training_id)
    if training["status"] in ("starting", "processing"):
        raise self.retry(countdown=15)
    if training["status"] == "error":
        raise RuntimeError(f"training {training_id} failed: {training['error']}")
    return training["status"]


@app.task
def drain(training_id: str) -> str:
    """Waits out a training before the worker is shut down."""
    training = fetch(training_id)
    while training["status"] in ("starting", "processing"):
        training = fetch(training_id)
    return training["status"]
