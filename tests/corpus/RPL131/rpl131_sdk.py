"""Trainers that change under our feet."""
import os

import replicate
from replicate import AsyncReplicate, Replicate

TRAINER = "ostris/flux-dev-lora-trainer"
FALLBACK = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client(api_token=os.environ["REPLICATE_API_TOKEN"])


def by_word(url):
    return client.trainings.create(
        version="ostris/flux-dev-lora-trainer:latest",  # expect: RPL131
        input={"input_images": url},
        destination="mosaic/tiles",
    ).id


def by_word_in_parts(url):
    return client.trainings.create(version=f"{TRAINER}:latest", input={"input_images": url}, destination="mosaic/tiles").id  # expect: RPL131


def by_two_words(url):
    return client.trainings.create(model=TRAINER, version="latest", input={"input_images": url}, destination="mosaic/tiles").id  # expect: RPL131


def looked_up(url):
    trainer = client.models.get(TRAINER)
    return client.trainings.create(
        model=TRAINER,
        version=trainer.latest_version.id,  # expect: RPL131
        input={"input_images": url},
        destination="mosaic/tiles",
    ).id


def looked_up_before(url):
    newest = replicate.models.get("ostris/flux-dev-lora-trainer").latest_version
    version = "ostris/flux-dev-lora-trainer:" + newest.id
    return replicate.trainings.create(
        version,  # expect: RPL131
        {"input_images": url},
        "mosaic/tiles",
    ).id


def first_of_the_list(url):
    model = replicate.models.get("ostris/flux-dev-lora-trainer")
    first = model.versions.list()[0]
    return replicate.trainings.create(version=f"ostris/flux-dev-lora-trainer:{first.id}", input={"input_images": url}, destination="mosaic/tiles").id  # expect: RPL131


def in_a_dict(url):
    params = {
        "model": TRAINER,
        "version": client.models.get(TRAINER).latest_version.id,  # expect: RPL131
        "input": {"input_images": url},
    }
    return client.trainings.create(**params, destination="mosaic/tiles").id


async def asynchronously(url):
    model = await client.models.async_get(TRAINER)
    training = await client.trainings.async_create(
        model=TRAINER,
        version=model.latest_version.id,  # expect: RPL131
        input={"input_images": url},
        destination="mosaic/tiles",
    )
    return training.id


def modern(url):
    with Replicate() as api:
        return api.trainings.create(
            model_owner="ostris",
            model_name="flux-dev-lora-trainer",
            version_id="latest",  # expect: RPL131
            input={"input_images": url},
            destination="mosaic/tiles",
        ).id


async def modern_lookup(api: AsyncReplicate, url):
    model = await api.models.get(model_owner="ostris", model_name="flux-dev-lora-trainer")
    started = await api.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id=model.latest_version.id,  # expect: RPL131
        input={"input_images": url},
        destination="mosaic/tiles",
    )
    return started.id


def by_environment(url):
    version = os.getenv("TRAINER_VERSION", "latest")
    return client.trainings.create(model=TRAINER, version=version, input={"input_images": url}, destination="mosaic/tiles").id  # expect: RPL131


def pinned_only_when_offline(url):
    try:
        version = client.models.get(TRAINER).latest_version.id
    except Exception:
        version = FALLBACK
    return client.trainings.create(model=TRAINER, version=version, input={"input_images": url}, destination="mosaic/tiles").id  # expect: RPL131
