"""Wine labels: start the style training, then follow the link that came with it."""
import os
import time

import httpx
import replicate
import requests

AUTH = {"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"]}
TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
CREATE = (
    "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/"
    "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
)
BODY = {
    "destination": "vintner/label-style",
    "input": {"input_images": "https://cdn.example.com/labels-2024.zip", "trigger_word": "VNTNR"},
    "webhook": "https://api.vintner.example.com/hooks/replicate",
}


def follow_sdk_object():
    training = replicate.trainings.create(
        version=TRAINER, input=BODY["input"], destination="vintner/label-style", webhook=BODY["webhook"]
    )
    for _ in range(500):
        state = requests.get(training.urls["get"], headers=AUTH, timeout=10).json()
        if state["status"] in ("succeeded", "failed", "canceled"):
            return state
        time.sleep(10)  # expect: RPL121
    raise TimeoutError(training.id)


def follow_http_answer():
    created = requests.post(CREATE, json=BODY, headers=AUTH, timeout=60).json()
    give_up = time.monotonic() + 5 * 3600
    while created["status"] not in ("succeeded", "failed", "canceled"):
        if time.monotonic() > give_up:
            requests.post(created["urls"]["cancel"], headers=AUTH, timeout=10)
            raise TimeoutError(created["id"])
        time.sleep(5)  # expect: RPL121
        created = requests.get(created["urls"]["get"], headers=AUTH, timeout=10).json()
    return created


def follow_link_kept_aside():
    with httpx.Client(headers=AUTH, timeout=60) as web:
        answer = web.post(CREATE, json=BODY)
        answer.raise_for_status()
        link = answer.json()["urls"]["get"]
        for _ in range(60 * 60):
            state = web.get(link).json()["status"]
            if state in ("succeeded", "failed", "canceled"):
                return state
            time.sleep(1)  # expect: RPL121
