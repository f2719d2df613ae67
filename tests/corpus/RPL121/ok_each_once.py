"""Many trainings looked at once each, and calls that are repeated only when they failed."""
import time

import httpx
import replicate
import requests
from tenacity import Retrying, retry, retry_if_exception_type, stop_after_attempt, wait_fixed

AUTH = {"Accept": "application/json"}


def report(ids):
    for training_id in ids:
        training = replicate.trainings.get(training_id)
        print(training.id, training.status)
        time.sleep(0.25)


def drain(pending: list):
    while pending:
        training_id = pending.pop()
        training = replicate.trainings.get(training_id)
        print(training.id, training.status)
        time.sleep(1)


def pages():
    page = replicate.trainings.list()
    while page.next:
        for training in page.results:
            print(training.id, training.status)
        time.sleep(1)
        page = replicate.trainings.list(page.next)


def fetch_stubbornly(training_id):
    for attempt in range(5):
        try:
            return replicate.trainings.get(training_id)
        except httpx.HTTPError:
            time.sleep(2**attempt)
    raise RuntimeError("no answer")


def fetch_until_it_answers(training_id):
    while True:  # allow: RPL126
        response = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=5)
        if response.ok:
            return response.json()
        time.sleep(1)  # allow: RPL121


@retry(stop=stop_after_attempt(4), wait=wait_fixed(1), retry=retry_if_exception_type((httpx.TransportError, OSError)))
def fetch(training_id):
    return replicate.trainings.get(training_id)


def fetch_with_object(training_id):
    for attempt in Retrying(stop=stop_after_attempt(3), wait=wait_fixed(0.5)):
        with attempt:
            training = replicate.trainings.get(training_id)
    return training


def once_after_a_while(training_id):
    time.sleep(10)
    first = replicate.trainings.get(training_id)
    if first.status not in ("succeeded", "failed", "canceled"):
        time.sleep(5)
        first.reload()
    return first.status
# trap: RPL121, RPL122, RPL124, RPL126, RPL127
