import os
from dataclasses import dataclass

import replicate
import requests

client = replicate.Client()
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
CREATE = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"


@dataclass(frozen=True)
class Shelf:
    owner: str = "northwind"
    model: str = "shelves_2.1-oak"

    @property
    def destination(self) -> str:
        return f"{self.owner}/{self.model}"


def start(url: str, destination: str) -> str:
    return client.trainings.create(version=VERSION, input={"input_images": url}, destination=destination).id


def every_allowed_character(url):
    return [start(url, "northwind/oak-2.1_final"), start(url, "n0rth-wind/0ak"), start(url, "northwind/a")]


def from_property(url):
    return start(url, Shelf().destination)


def lowered(url):
    return start(url, "northwind/" + "Oak Shelf".lower().replace(" ", "-"))


def stripped(url):
    return start(url, " northwind/oak\n".strip())


def version_cut_off(url):
    return start(url, "northwind/oak:latest".split(":")[0])


def page_cut_off(url):
    page = "https://replicate.com/northwind/oak"
    return start(url, page.removeprefix("https://replicate.com/"))


def only_known_in_part(url):
    return start(url, f"{os.environ['REPLICATE_OWNER']}/oak")


def mended(url):
    destination = "oak"
    if "/" not in destination:
        destination = "northwind/" + destination
    return start(url, destination)


def read_elsewhere(url, row):
    body = {"input": {"input_images": url}, "destination": row["destination"]}
    return requests.post(CREATE, json=body, headers={"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"]}).json()["id"]


def other_places_take_other_forms(training):
    replicate.models.get("northwind/oak")
    output = replicate.run("northwind/oak:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223", input={"prompt": "a shelf"})
    page = "https://replicate.com/northwind/oak"
    return output, page, training.id
# trap: RPL102
