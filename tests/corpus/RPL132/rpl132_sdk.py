"""Versions that are none, in every call form of the SDK."""
import replicate
from replicate import AsyncReplicate, Replicate

OWNER_AND_NAME = "ostris/flux-dev-lora-trainer"
SHORT = "e440909d"
HASH = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


class Trainers:
    FLUX = "ostris/flux-dev-lora-trainer:YOUR_VERSION_ID"
    SDXL = "stability-ai/sdxl"


def only_a_name(url):
    return client.trainings.create(
        version="ostris/flux-dev-lora-trainer",  # expect: RPL132
        input={"input_images": url},
        destination="quarry/stones",
    ).id


def short(url):
    return client.trainings.create(version=f"{OWNER_AND_NAME}:{SHORT}", input={"input_images": url}, destination="quarry/stones").id  # expect: RPL132


def only_an_id(url):
    return client.trainings.create(
        version=HASH,  # expect: RPL132
        input={"input_images": url},
        destination="quarry/stones",
    ).id


def both_twice(url):
    return client.trainings.create(
        model=OWNER_AND_NAME,
        version=f"{OWNER_AND_NAME}:{HASH}",  # expect: RPL132
        input={"input_images": url},
        destination="quarry/stones",
    ).id


def only_a_model(url):
    return client.trainings.create(model=OWNER_AND_NAME, input={"input_images": url}, destination="quarry/stones").id  # expect: RPL132


def left_over(url):
    return client.trainings.create(Trainers.FLUX, {"input_images": url}, "quarry/stones").id  # expect: RPL132


def name_first(url):
    return client.trainings.create(
        Trainers.SDXL,  # expect: RPL132
        {"input_images": url},
        "quarry/stones",
    ).id


def in_pointed_brackets(url):
    options = {
        "version": "stability-ai/sdxl:<version>",  # expect: RPL132
        "input": {"input_images": url},
        "destination": "quarry/stones",
    }
    return client.trainings.create(**options).id


def one_digit_less(url):
    return client.trainings.create(version="quarry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df22", input={"zip": url}, destination="quarry/stones").id  # expect: RPL132


def a_uuid(url):
    return client.trainings.create(version="quarry/trainer:3f2b8a52-54a1-4b56-8e8c-5e0a86a2cf11", input={"zip": url}, destination="quarry/stones").id  # expect: RPL132


def a_number(url):
    return client.trainings.create(version="quarry/trainer:v2.1", input={"zip": url}, destination="quarry/stones").id  # expect: RPL132


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="stability-ai/sdxl",
        version="39ed52f2",  # expect: RPL132
        input={"input_images": url},
        destination="quarry/stones",
    )
    return training.id


def modern(url):
    return Replicate().trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",  # expect: RPL132
        input={"input_images": url},
        destination="quarry/stones",
    ).id


async def modern_short(api: AsyncReplicate, url):
    started = await api.trainings.create(model_owner="stability-ai", model_name="sdxl", version_id="39ed52f2a78e", input={"input_images": url}, destination="quarry/stones")  # expect: RPL132
    return started.id
