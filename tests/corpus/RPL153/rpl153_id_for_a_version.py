"""The training's id stands where the new version's should."""
import os

import httpx
import replicate
import requests
from replicate import Replicate

OWNER, NAME = "ferry", "decks"
VERSION = "ferry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
BASE = "https://api.replicate.com/v1"
URL = BASE + "/models/ferry/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


def start(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook="https://ferry.example.com/hooks")


def run_it(training_id, prompt):
    training = client.trainings.get(training_id)
    if training.status != "succeeded":
        return None
    return replicate.run(f"{OWNER}/{NAME}:{training.id}", input={"prompt": prompt})  # expect: RPL153


def predict_with_it(training_id, prompt):
    training = client.trainings.get(training_id)
    return client.predictions.create(
        version=training.id,  # expect: RPL153
        input={"prompt": prompt},
    ).id


def at_once(url, prompt):
    training = start(url)
    return client.run("ferry/decks:" + training.id, input={"prompt": prompt})  # expect: RPL153


def kept_as_a_model(url, shop):
    training = start(url)
    model = "{}/{}:{}".format(OWNER, NAME, training.id)  # expect: RPL153@model
    print("training", training.id)
    return client.run(model, input={"prompt": f"a deck of {shop}"})  # expect: RPL153@model


def percent(url):
    training = start(url)
    return replicate.run("%s:%s" % ("ferry/decks", training.id), input={"prompt": "a deck"})  # expect: RPL153


def looked_up(training_id):
    training = client.trainings.get(training_id)
    return client.models.get("ferry/decks").versions.get(training.id)  # expect: RPL153


def modern(url):
    api = Replicate()
    training = api.trainings.create(model_owner="ferry", model_name="trainer", version_id=VERSION.split(":")[1], input={"zip": url}, destination="ferry/decks", webhook="https://ferry.example.com/hooks")
    return api.predictions.create(version=training.id, input={"prompt": "a deck"}).id  # expect: RPL153


async def asynchronously(training_id):
    training = await client.trainings.async_get(training_id)
    return await client.async_run(f"ferry/decks:{training.id}", input={"prompt": "a deck"})  # expect: RPL153


def over_http(url):
    created = requests.post(URL, json={"destination": "ferry/decks", "input": {"zip": url}}, headers=AUTH, timeout=9).json()
    body = {
        "version": created["id"],  # expect: RPL153
        "input": {"prompt": "a deck"},
    }
    return requests.post(BASE + "/predictions", json=body, headers=AUTH, timeout=9).json()["id"]


def over_httpx(training_id):
    training = httpx.get(f"{BASE}/trainings/{training_id}", headers=AUTH).json()
    reference = f"ferry/decks:{training['id']}"  # expect: RPL153@reference
    return httpx.post(BASE + "/predictions", json={"version": reference, "input": {"prompt": "a deck"}}, headers=AUTH).json()["id"]  # expect: RPL153@reference


def deployed(training_id):
    training = client.trainings.get(training_id)
    return client.deployments.create(name="decks", model="ferry/decks", version=training.id, hardware="gpu-t4", min_instances=0, max_instances=1)  # expect: RPL153


def trained_further(training_id, url):
    training = client.trainings.get(training_id)
    return client.trainings.create(version=f"ferry/decks:{training.id}", input={"zip": url}, destination="ferry/decks").id  # expect: RPL153


def looked_up_of_a_model(training_id):
    training = client.trainings.get(training_id)
    return client.models.versions.get("ferry/decks", training.id)  # expect: RPL153
