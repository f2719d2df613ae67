# allow: RPL130
"""Everything that a training takes, and keywords of other calls."""
import os

import httpx
import replicate
import requests
from replicate import Replicate

VERSION = "orchard/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HASH = VERSION.partition(":")[2]
HOOK = "https://orchard.example.com/hooks/replicate"
FLAT = "https://api.replicate.com/v1/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


def everything(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="orchard/pears",
        webhook=HOOK,
        webhook_events_filter=["completed"],
        file_encoding_strategy="url",
    ).id


def everything_modern(url):
    return Replicate().trainings.create(
        model_owner="orchard",
        model_name="trainer",
        version_id=HASH,
        destination="orchard/pears",
        input={"zip": url},
        webhook=HOOK,
        webhook_events_filter=["start", "completed"],
        extra_headers={"X-Order": "17"},
        timeout=30.0,
    ).id


def model_in_flat_body(url):
    body = {"model": "orchard/trainer", "version": HASH, "destination": "orchard/pears", "input": {"zip": url}}
    return requests.post(FLAT, json=body, headers=HEADERS, timeout=9).json()["id"]


def anything_inside(url):
    return client.trainings.create(version=VERSION, input={"zip": url, "webhook_url": HOOK, "hardware": "cpu", "name": "pears"}, destination="orchard/pears").id


def keywords_of_a_model():
    client.models.create(owner="orchard", name="pears", visibility="private", hardware="gpu-t4", description="pears")
    return client.models.get("orchard/pears").url


def keywords_of_a_deployment():
    return client.deployments.create(name="pears", model="orchard/pears", version=HASH, hardware="gpu-t4", min_instances=0, max_instances=1)


def ours(url):
    def create(version, input, webhook_url, name):
        return client.trainings.create(version=version, input=input, destination=f"orchard/{name}", webhook=webhook_url)

    return create(version=VERSION, input={"zip": url}, webhook_url=HOOK, name="pears").id


def unknown(options: dict):
    return client.trainings.create(**options).id


def of_the_request(url):
    return requests.post(
        FLAT, json={"version": HASH, "destination": "orchard/pears", "input": {"zip": url}}, headers=HEADERS, timeout=30, allow_redirects=False
    ).json()["id"]


def removed_again(url):
    body = {"version": HASH, "destination": "orchard/pears", "input": {"zip": url}, "name": "pears"}
    name = body.pop("name")
    return httpx.post(FLAT, json=body, headers=HEADERS).json()["id"], name
# trap: RPL137
