"""The word and the attribute, each in a place where they change no training."""
import logging
import os

import replicate
import requests
from replicate import Replicate

log = logging.getLogger("mosaic")
API = "https://api.replicate.com/v1"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
TRAINER = "ostris/flux-dev-lora-trainer"
LATEST = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


def called_latest_but_pinned(url):
    return client.trainings.create(version=f"{TRAINER}:{LATEST}", input={"input_images": url}, destination="mosaic/latest").id


def warns_of_a_newer_one(url):
    newest = client.models.get(TRAINER).latest_version.id
    if newest != LATEST:
        log.warning("%s has a newer version %s", TRAINER, newest)
    return client.trainings.create(model=TRAINER, version=LATEST, input={"input_images": url}, destination="mosaic/tiles").id


def from_environment(url):
    version = os.environ["TRAINER_VERSION"]
    return client.trainings.create(model=TRAINER, version=version, input={"input_images": url}, destination="mosaic/tiles").id


def environment_with_pin(url):
    version = os.getenv("TRAINER_VERSION", LATEST)
    return client.trainings.create(model=TRAINER, version=version, input={"input_images": url}, destination="mosaic/tiles").id


def by_caller(url, version):
    return requests.post(f"{API}/models/{TRAINER}/versions/{version}/trainings", json={"destination": "mosaic/tiles", "input": {"input_images": url}}, headers=AUTH).json()["id"]


def checked_version(url):
    version = client.models.get(TRAINER).versions.get(LATEST)
    return client.trainings.create(model=TRAINER, version=version.id, input={"input_images": url}, destination="mosaic/tiles").id


def newest_of_ours(prompt):
    model = client.models.get("mosaic/tiles")
    return client.predictions.create(version=model.latest_version.id, input={"prompt": prompt}).id


def run_newest(prompt):
    version = requests.get(f"{API}/models/mosaic/tiles", headers=AUTH).json()["latest_version"]["id"]
    return client.run(f"mosaic/tiles:{version}", input={"prompt": prompt})


def modern(url):
    return Replicate().trainings.create(model_owner="ostris", model_name="flux-dev-lora-trainer", version_id=LATEST, input={"input_images": url}, destination="mosaic/tiles").id


def model_of_that_name(url):
    return requests.post(
        f"{API}/models/mosaic/latest/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings",
        json={"destination": "mosaic/tiles", "input": {"zip": url}},
        headers=AUTH,
    ).json()["id"]


def another_vendor(url):
    return requests.post("https://api.trainly.dev/v1/models/tiles/versions/latest/trainings", json={"data": url}).json()["id"]
# trap: RPL131, RPL132
