"""Each id is looked for where it belongs, or nobody can tell whose id it is."""
import os

import replicate
import requests

VERSION = "ferry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
BASE = "https://api.replicate.com/v1"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


def start(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook="https://ferry.example.com/hooks")


def right(url):
    training = start(url)
    return client.trainings.get(training.id).status, requests.get(f"{BASE}/trainings/{training.id}", headers=AUTH, timeout=9).json()


def by_link(url):
    training = start(url)
    return requests.get(training.urls["get"], headers=AUTH, timeout=9).json()["status"]


def unknown(training_id):
    return client.predictions.get(training_id).status


def of_a_row(row):
    return requests.get(f"{BASE}/predictions/{row.training_id}", headers=AUTH, timeout=9).json()


def of_a_prediction(prompt):
    training = client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt})
    return client.predictions.get(training.id)


def both(url, prompt):
    training = start(url)
    prediction = client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt})
    print(training.id)
    return client.predictions.get(prediction.id)


def either(kind, run_id):
    if kind == "training":
        return client.trainings.get(run_id)
    return client.predictions.get(run_id)


def name_used_twice(url, prompt):
    job = start(url)
    print(job.id)
    job = client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt})
    return client.predictions.get(job.id)


def in_our_own_api(url):
    training = start(url)
    return requests.get(f"https://ferry.example.com/predictions/{training.id}", timeout=9).json()
# trap: RPL152
