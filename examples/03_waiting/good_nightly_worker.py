"""Celery tasks: every night's pictures are trained on, and a watcher follows each training to its end."""

from __future__ import annotations

import os
import time
from typing import Any

import requests
from celery import Celery

API = "https://api.replicate.com/v1"
TRAINER_VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
WEBHOOK_URL = os.environ["PUBLIC_URL"] + "/webhooks/replicate"

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
            "webhook": WEBHOOK_URL,
            "webhook_events_filter": ["completed"],
        },
        timeout=30,
    )
    response.raise_for_status()
    training_id = response.json()["id"]
    # Only in case that the webhook gets lost.
    watch.apply_async(args=[training_id], countdown=30)
    return training_id


def fetch(training_id: str) -> dict[str, Any]:
    response = session.get(f"{API}/trainings/{training_id}", timeout=30)
    response.raise_for_status()
    return response.json()


@app.task(bind=True, max_retries=80)
def watch(self, training_id: str) -> str:
    training = fetch(training_id)
    if training["status"] in ("starting", "processing"):
        raise self.retry(countdown=min(30 * 2**self.request.retries, 300))
    if training["status"] == "failed":
        raise RuntimeError(f"training {training_id} failed: {training['error']}")
    return training["status"]


@app.task
def drain(training_id: str) -> str:
    """Waits out a training before the worker is shut down, for two hours at most."""
    deadline = time.monotonic() + 2 * 3600
    delay = 30
    training = fetch(training_id)
    while training["status"] in ("starting", "processing") and time.monotonic() < deadline:
        time.sleep(delay)
        delay = min(delay * 2, 300)
        training = fetch(training_id)
    return training["status"]
