"""Models made first, found first, made for something else, or made only where no training stands before."""
import os

import replicate
import requests
from replicate.exceptions import ReplicateError

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()
MODELS = "https://api.replicate.com/v1/models"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def train(url, destination):
    return client.trainings.create(version=VERSION, input={"input_images": url}, destination=destination).id


def made_first(url):
    model = client.models.create(owner="northwind", name="plates", visibility="private", hardware="gpu-t4")
    return client.trainings.create(VERSION, {"input_images": url}, f"{model.owner}/{model.name}").id


def looked_up_first(url, owner, name):
    try:
        client.models.get(f"{owner}/{name}")
    except ReplicateError:
        client.models.create(owner=owner, name=name, visibility="private", hardware="gpu-t4")
    return train(url, f"{owner}/{name}")


def next_one_is_prepared(url):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/cups")
    client.models.create(owner="northwind", name="saucers", visibility="private", hardware="gpu-t4")
    return training.id


def same_name_other_owner(url):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/bowls")
    client.models.create(owner="northwind-labs", name="bowls", visibility="private", hardware="gpu-t4")
    return training.id


def either_or(url, fresh: bool):
    if not fresh:
        training_id = train(url, "northwind/jugs")
    else:
        client.models.create(owner="northwind", name="jugs", visibility="private", hardware="gpu-t4")
        training_id = train(url, "northwind/jugs")
    return training_id


def after_return(url, exists):
    if exists:
        return train(url, "northwind/vases")
    client.models.create(owner="northwind", name="vases", visibility="private", hardware="gpu-t4")
    return None


def both_in_time(url):
    answer = requests.post(MODELS, json={"owner": "northwind", "name": "tiles", "visibility": "private", "hardware": "cpu"}, headers=AUTH)
    if answer.status_code not in (201, 409):
        answer.raise_for_status()
    return train(url, "northwind/tiles")


def ensure(name):
    client.models.create(owner="northwind", name=name, visibility="private", hardware="cpu")


def every_style(styles):
    for style in styles:
        ensure(style.slug)
        yield train(style.archive, "northwind/" + style.slug)


def listed_only(url):
    training_id = train(url, "northwind/lamps")
    page = requests.get(MODELS, headers=AUTH).json()
    return training_id, page["results"]
# trap: RPL104, RPL105
