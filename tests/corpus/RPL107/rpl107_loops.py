"""Loops that start the training once more, whatever went wrong the first time."""
import logging
import os
import time

import httpx
import replicate
import requests
from replicate import AsyncReplicate

log = logging.getLogger("harbour")
TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
BOATS = "https://cdn.example.com/boats.zip"
ATTEMPTS = 4


def any_exception(zip_url: str) -> str:
    for attempt in range(3):
        try:
            training = replicate.trainings.create(  # expect: RPL107
                version=TRAINER,
                input={"input_images": zip_url, "trigger_word": "BOAT"},
                destination="harbour/boats",
            )
            return training.id
        except Exception as error:
            log.warning("attempt %d: %s", attempt, error)
            time.sleep(2**attempt)
    raise RuntimeError("could not start")


def bare_except(client: replicate.Client, zip_url: str):
    left = ATTEMPTS
    while left:
        try:
            return client.trainings.create(TRAINER, {"input_images": zip_url}, "harbour/boats")  # expect: RPL107
        except:  # noqa: E722
            left -= 1
    return None


def timeouts_only(zip_url: str) -> dict:
    body = {"destination": "harbour/boats", "input": {"input_images": zip_url}}
    for _ in range(ATTEMPTS):
        try:
            answer = requests.post(URL, json=body, headers=AUTH, timeout=10)  # expect: RPL107
        except requests.exceptions.Timeout:
            time.sleep(5)
            continue
        answer.raise_for_status()
        return answer.json()
    raise TimeoutError(zip_url)


def read_timeouts(zip_url: str) -> dict:
    tries = 0
    with httpx.Client(base_url="https://api.replicate.com/v1", headers=AUTH) as http:
        while True:
            try:
                answer = http.post(  # expect: RPL107
                    "/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings",
                    json={"destination": "harbour/boats", "input": {"input_images": zip_url}},
                )
                return answer.raise_for_status().json()
            except (httpx.ReadTimeout, httpx.ConnectTimeout):
                tries += 1
                if tries == 5:
                    raise


async def with_async(client: AsyncReplicate, zip_url: str) -> str | None:
    started = None
    for _ in range(3):
        try:
            started = await client.trainings.create(  # expect: RPL107
                model_owner="ostris",
                model_name="flux-dev-lora-trainer",
                version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
                input={"input_images": zip_url},
                destination="harbour/boats",
            )
            break
        except Exception:
            log.exception("again")
    return started.id if started else None


def _begin(zip_url: str) -> str:
    return replicate.trainings.create(version=TRAINER, input={"input_images": zip_url}, destination="harbour/boats").id  # expect: RPL107@helper


def through_a_function() -> str:
    for _ in range(3):
        try:
            return _begin(BOATS)  # expect: RPL107@helper
        except Exception as error:
            log.info("failed with %s, once more", error)
    raise RuntimeError(BOATS)


def until_it_works(zip_url: str) -> str:
    while True:
        try:
            training = replicate.trainings.create(version=TRAINER, input={"input_images": zip_url}, destination="harbour/boats")  # expect: RPL107
        except Exception:
            time.sleep(30)
        else:
            return training.id
