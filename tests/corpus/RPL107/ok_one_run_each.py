"""Loops round a create that never pay for one training twice."""
import logging
import os
import queue
import time

import httpx
import replicate
import requests
from replicate.exceptions import ReplicateError
from tenacity import retry, retry_if_exception_type, stop_after_attempt

log = logging.getLogger("harbour")
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
VERSIONS = (
    "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
    "ostris/flux-dev-lora-trainer:b6af14222e6bd9be257cbc1ea4afda3cd0503e1133083b9d1de0364d8568e6ef",
)
jobs: "queue.Queue[str]" = queue.Queue()


def only_when_throttled(zip_url):
    for attempt in range(5):
        try:
            return replicate.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id
        except ReplicateError as error:
            if error.status != 429:
                raise
            time.sleep(10 * (attempt + 1))
    raise RuntimeError("throttled for too long")


def only_without_connection(zip_url):
    for _ in range(5):
        try:
            return httpx.post(URL, json={"destination": "harbour/boats", "input": {"input_images": zip_url}}, headers=AUTH).json()["id"]
        except httpx.ConnectError:
            time.sleep(3)
    return None


@retry(retry=retry_if_exception_type(ConnectionRefusedError), stop=stop_after_attempt(5))
def refused_only(zip_url):
    return replicate.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id


def each_archive_once(urls):
    started = []
    for url in urls:
        try:
            started.append(replicate.trainings.create(VERSION, {"input_images": url}, "harbour/boats").id)
        except Exception:
            log.exception("skipped %s", url)
    return started


def worker():
    while True:
        url = jobs.get()
        try:
            training = replicate.trainings.create(VERSION, {"input_images": url}, "harbour/boats")
            log.info("started %s", training.id)
        except Exception:
            log.exception("lost %s", url)
        finally:
            jobs.task_done()


def another_trainer(zip_url):
    for version in VERSIONS:
        try:
            return replicate.trainings.create(version, {"input_images": zip_url}, "harbour/boats").id
        except Exception as error:
            log.warning("%s refused: %s", version, error)
    return None


def three_seeds_on_purpose(zip_url):
    ids = []
    for rate in (0.0002, 0.0004, 0.0008):
        training = replicate.trainings.create(VERSION, {"input_images": zip_url, "learning_rate": rate}, "harbour/boats")
        ids.append(training.id)
    return ids


def gives_up(zip_url):
    for attempt in range(3):
        if attempt:
            log.info("looking at %s once more", zip_url)
        try:
            requests.head(zip_url, timeout=5).raise_for_status()
        except requests.RequestException:
            continue
        return replicate.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id
    return None


def raises_at_once(zip_url):
    while True:
        try:
            return replicate.trainings.create(VERSION, {"input_images": zip_url}, "harbour/boats").id
        except Exception:
            log.exception("no training of %s", zip_url)
            raise
# trap: RPL107
