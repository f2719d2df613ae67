"""Nightly jobs of a poster shop. Each helper grew in its own year and none of them says where the model goes."""
import logging
import os
from functools import partial

import replicate as rep
from replicate import Client, trainings

log = logging.getLogger("posters")

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
HOOK = "https://hooks.example.com/posters"

client = Client(api_token=os.environ["REPLICATE_API_TOKEN"])
create = client.trainings.create
start_quick = partial(client.trainings.create, version=TRAINER, webhook=HOOK)


def by_module_alias(zip_url):
    return rep.trainings.create(version=TRAINER, input={"input_images": zip_url}, webhook=HOOK).id  # expect: RPL101


def by_submodule(zip_url):
    training = trainings.create(TRAINER, {"input_images": zip_url, "trigger_word": "POSTR"})  # expect: RPL101
    log.info("queued %s", training.id)
    return training


def by_bound_method(zip_url):
    job = create(  # expect: RPL101
        model="ostris/flux-dev-lora-trainer",
        version="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url},
        webhook=HOOK,
    )
    return {"id": job.id, "status": job.status}


def by_partial(zip_url):
    return start_quick(input={"input_images": zip_url, "steps": 1200})  # expect: RPL101


def with_empty_text(zip_url):
    return rep.trainings.create(version=TRAINER, input={"input_images": zip_url}, destination="").id  # expect: RPL101


def with_nothing_third(zip_url):
    training = rep.default_client.trainings.create(TRAINER, {"input_images": zip_url}, None, HOOK)  # expect: RPL101
    return training.id


def by_lambda(urls):
    begin = lambda url: client.trainings.create(TRAINER, input={"input_images": url})  # expect: RPL101
    return [begin(url).id for url in urls]


async def by_async(zip_url):
    training = await client.trainings.async_create(  # expect: RPL101
        model="ostris/flux-dev-lora-trainer",
        version="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url, "autocaption": False},
        webhook=HOOK,
    )
    return training.id
