"""Trainings that are looked for among the predictions."""
import os

import aiohttp
import httpx
import replicate
import requests
from replicate import Replicate

VERSION = "ferry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
BASE = "https://api.replicate.com/v1"
URL = BASE + "/models/ferry/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
HOOK = "https://ferry.example.com/hooks/replicate"
client = replicate.Client()


def start(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook=HOOK)


def directly(url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook=HOOK)
    return client.predictions.get(training.id)  # expect: RPL152


def through_a_helper(url):
    training = start(url)
    return replicate.predictions.get(training.id).status  # expect: RPL152


def id_kept_in_a_name(url):
    training_id = start(url).id
    print("started", training_id)
    prediction = replicate.predictions.get(training_id)  # expect: RPL152
    return prediction.logs


async def asynchronously(url):
    training = await client.trainings.async_create(model="ferry/trainer", version=VERSION.split(":")[1], input={"zip": url}, destination="ferry/decks", webhook=HOOK)
    return await client.predictions.async_get(training.id)  # expect: RPL152


def modern(url):
    api = Replicate()
    training = api.trainings.create(model_owner="ferry", model_name="trainer", version_id=VERSION.split(":")[1], input={"zip": url}, destination="ferry/decks", webhook=HOOK)
    return api.predictions.get(prediction_id=training.id)  # expect: RPL152


def over_http(url):
    created = requests.post(URL, json={"destination": "ferry/decks", "input": {"zip": url}, "webhook": HOOK}, headers=AUTH, timeout=9).json()
    return requests.get(f"{BASE}/predictions/{created['id']}", headers=AUTH, timeout=9).json()  # expect: RPL152


def over_httpx(url):
    with httpx.Client(base_url=BASE, headers=AUTH) as http:
        training_id = http.post(URL, json={"destination": "ferry/decks", "input": {"zip": url}, "webhook": HOOK}).json()["id"]
        return http.get("/predictions/" + training_id).json()["status"]  # expect: RPL152


async def over_aiohttp(url):
    async with aiohttp.ClientSession(headers=AUTH) as session:
        async with session.post(URL, json={"destination": "ferry/decks", "input": {"zip": url}, "webhook": HOOK}) as answer:
            created = await answer.json()
        async with session.get("{}/predictions/{}".format(BASE, created["id"])) as answer:  # expect: RPL152
            return await answer.json()


def sdk_then_http(url):
    training = start(url)
    answer = requests.get(f"https://api.replicate.com/v1/predictions/{training.id}", headers=AUTH, timeout=9)  # expect: RPL152
    return answer.json()["status"]


class Ferry:
    def __init__(self, url):
        self.training = start(url)

    def status(self):
        return client.predictions.get(self.training.id).status  # expect: RPL152


def status_of(run_id):
    return client.predictions.get(run_id).status  # expect: RPL152@callee


def by_a_callee(url):
    return status_of(start(url).id)  # expect: RPL152@callee
