# allow: RPL130
"""Whole versions, unknown ones, and versions of other things."""
import os
from pathlib import Path

import replicate
import requests
from replicate import Replicate

REF = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
MODEL, VERSION = REF.split(":")
OWNER, NAME = MODEL.split("/")
BASE = "https://api.replicate.com/v1"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


def whole(url):
    return client.trainings.create(version=REF, input={"input_images": url}, destination="quarry/stones").id


def in_two(url):
    return client.trainings.create(model=MODEL, version=VERSION, input={"input_images": url}, destination="quarry/stones").id


def in_three(url):
    return Replicate().trainings.create(model_owner=OWNER, model_name=NAME, version_id=VERSION, input={"input_images": url}, destination="quarry/stones").id


def in_path(url):
    answer = requests.post(f"{BASE}/models/{OWNER}/{NAME}/versions/{VERSION}/trainings", json={"destination": "quarry/stones", "input": {"input_images": url}}, headers=HEADERS)
    return answer.json()["id"]


def in_body(url):
    answer = requests.post(f"{BASE}/trainings", json={"version": VERSION, "destination": "quarry/stones", "input": {"input_images": url}}, headers=HEADERS)
    return answer.json()["id"]


def whole_in_body(url):
    answer = requests.post(f"{BASE}/trainings", json={"version": REF, "destination": "quarry/stones", "input": {"input_images": url}}, headers=HEADERS)
    return answer.json()["id"]


def from_file(url):
    version = Path("trainer-version.txt").read_text().strip()
    return client.trainings.create(version=f"stability-ai/sdxl:{version}", input={"input_images": url}, destination="quarry/stones").id


def by_caller(url, trainer):
    return client.trainings.create(version=trainer, input={"input_images": url}, destination="quarry/stones").id


def by_row(row):
    return client.trainings.create(version="%s/%s:%s" % (row.owner, row.name, row.version), input={"zip": row.url}, destination="quarry/stones").id


def from_environment(url):
    return client.trainings.create(version=os.environ["TRAINER"], input={"input_images": url}, destination="quarry/stones").id


def run_without_version(prompt):
    return client.run("black-forest-labs/flux-schnell", input={"prompt": prompt})


def deployed(client: replicate.Client):
    return client.deployments.get("quarry/stones").predictions.create(input={"prompt": "a stone"})


def other_registry():
    return requests.post("https://registry.quarry.dev/v1/models/stones/versions/39ed52f2/trainings", json={"note": "x"}).json()["id"]
# trap: RPL131, RPL132
