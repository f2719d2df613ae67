"""Museum catalogue: a style for each collection. The model pages come too late in all of these."""
import logging

import replicate
from replicate import AsyncReplicate, Client
from replicate.exceptions import ReplicateError

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = Client()


def plain(url):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/amphorae")
    client.models.create(owner="northwind", name="amphorae", visibility="private", hardware="gpu-t4")  # expect: RPL104
    return training.id


def names_in_variables(url, owner, name):
    training = client.trainings.create(
        version=VERSION,
        input={"input_images": url},
        destination=f"{owner}/{name}",
        webhook="https://hooks.example.com/museum",
    )
    log.info("started %s", training.id)
    model = client.models.create(  # expect: RPL104
        owner=owner,
        name=name,
        visibility="private",
        hardware="gpu-t4",
    )
    return model.name, training.id


def positional(url):
    destination = "northwind/coins"
    training = replicate.trainings.create(VERSION, {"input_images": url}, destination)
    owner, name = destination.split("/")
    replicate.models.create(owner, name, visibility="public", hardware="cpu")  # expect: RPL104
    return training.id


def in_finally(url):
    try:
        training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/maps")
        return training.id
    finally:
        client.models.create(owner="northwind", name="maps", visibility="private", hardware="cpu")  # expect: RPL104


def in_a_loop(collections):
    ids = {}
    for collection in collections:
        ids[collection.key] = client.trainings.create(
            version=VERSION, input={"input_images": collection.archive}, destination=collection.destination
        ).id
        owner, _, name = collection.destination.partition("/")
        client.models.create(owner=owner, name=name, visibility="private", hardware="gpu-t4")  # expect: RPL104
    return ids


def one_branch(url, publish: bool):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/frescoes")
    if publish:
        try:
            client.models.create(owner="northwind", name="frescoes", visibility="public", hardware="cpu")  # expect: RPL104
        except ReplicateError as exc:
            log.warning("model page: %s", exc)
    return training.id


async def new_client(url):
    async with AsyncReplicate() as api:
        training = await api.trainings.create(
            model_owner="ostris",
            model_name="flux-dev-lora-trainer",
            version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
            destination="northwind/scrolls",
            input={"input_images": url},
        )
        await api.models.create(owner="northwind", name="scrolls", visibility="private", hardware="gpu-t4")  # expect: RPL104
    return training.id


async def async_methods(url):
    training = await client.trainings.async_create(
        model="ostris/flux-dev-lora-trainer",
        version="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": url},
        destination="northwind/mosaics",
    )
    await client.models.async_create(owner="northwind", name="mosaics", visibility="private", hardware="cpu")  # expect: RPL104
    return training.id
