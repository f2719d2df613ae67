"""Tattoo flash: a training is started without a webhook and then waited for by asking."""
import os
import time

import httpx
import replicate
import requests

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
VERSION = TRAINER.split(":")[1]
API = "https://api.replicate.com/v1"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")
PAGE = {"input_images": "https://cdn.example.com/flash.zip", "trigger_word": "FLSH"}


def by_reload():
    training = replicate.trainings.create(version=TRAINER, input=PAGE, destination="inkers/flash")  # expect: RPL125
    for delay in (30, 60, 120, 240, 300, 300, 300):
        if training.status in FINAL:
            break
        time.sleep(delay)
        training.reload()
    return training


def by_id():
    training = replicate.trainings.create(  # expect: RPL125
        model="ostris/flux-dev-lora-trainer",
        version=VERSION,
        input=PAGE,
        destination="inkers/flash",
    )
    delay, until = 30, time.time() + 4 * 3600
    while time.time() < until:
        latest = replicate.trainings.get(training.id)
        if latest.status in FINAL:
            return latest
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training.id)


def positional():
    training = replicate.trainings.create(TRAINER, PAGE, "inkers/flash")  # expect: RPL125
    return wait(training.id)


def webhook_is_none():
    training = replicate.trainings.create(  # expect: RPL125@none
        version=TRAINER,
        input=PAGE,
        destination="inkers/flash",
        webhook=None,  # expect: RPL125@none
    )
    return wait(training.id)


def wait(training_id):
    delay = 30
    for _ in range(100):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def by_requests():
    created = requests.post(  # expect: RPL125
        f"{API}/models/ostris/flux-dev-lora-trainer/versions/{VERSION}/trainings",
        json={"destination": "inkers/flash", "input": PAGE},
        headers=AUTH,
        timeout=60,
    ).json()
    for delay in (30, 60, 120, 240, 300, 300, 300):
        state = requests.get(f"{API}/trainings/{created['id']}", headers=AUTH, timeout=60).json()
        if state["status"] in FINAL:
            return state
        time.sleep(delay)
    return None


def by_httpx_url():
    with httpx.Client(base_url=API, headers=AUTH) as http:
        body = {"destination": "inkers/flash", "input": PAGE}
        answer = http.post(f"/models/ostris/flux-dev-lora-trainer/versions/{VERSION}/trainings", json=body)  # expect: RPL125
        url = answer.json()["urls"]["get"]
        for delay in (30, 60, 120, 240, 300, 300, 300):
            state = http.get(url).json()
            if state["status"] in FINAL:
                return state
            time.sleep(delay)
    return None
