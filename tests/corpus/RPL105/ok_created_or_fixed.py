"""Made or looked up before it is named, or a name that somebody chose."""
import logging
import os
import time
import uuid

import replicate
import requests
from replicate.exceptions import ReplicateError

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWNER = "northwind"


def train(url, destination):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=destination).id


def made_here(url):
    name = f"portrait-{uuid.uuid4().hex[:8]}"
    replicate.models.create(owner=OWNER, name=name, visibility="private", hardware="gpu-t4")
    return train(url, f"{OWNER}/{name}")


def made_by_helper(url, user_id):
    return train(url, ensure_model(f"user-{user_id}"))


def ensure_model(name):
    try:
        model = replicate.models.get(OWNER, name)
    except ReplicateError:
        model = replicate.models.create(OWNER, name, visibility="private", hardware="gpu-t4")
    return f"{model.owner}/{model.name}"


def found_over_http(url, order):
    name = f"order-{order.id}"
    headers = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
    if requests.get(f"https://api.replicate.com/v1/models/{OWNER}/{name}", headers=headers).status_code == 404:
        requests.post(
            "https://api.replicate.com/v1/models",
            json={"owner": OWNER, "name": name, "visibility": "private", "hardware": "gpu-t4"},
            headers=headers,
        ).raise_for_status()
    return train(url, f"{OWNER}/{name}")


def named_by_caller(url, destination):
    return train(url, destination)


def named_by_environment(url):
    return train(url, f"{OWNER}/{os.environ['REPLICATE_MODEL']}")


def one_of_two(url, premium):
    return train(url, f"{OWNER}/portraits-{'premium' if premium else 'basic'}")


def generated_for_something_else(url):
    batch = uuid.uuid4().hex
    started = time.time()
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": f"https://cdn.example.com/sets/{batch}.zip", "trigger_word": "NWPTR"},
        destination="northwind/portraits",
        webhook=f"https://hooks.example.com/replicate?batch={batch}",
    )
    log.info("batch %s: %s after %.1f s", batch, training.id, time.time() - started)
    return training.id


class Styles:
    names = ("ink", "oil", "chalk")

    def train_all(self, url):
        return {name: train(url, f"{OWNER}/style-{name}") for name in self.names}
# trap: RPL105
