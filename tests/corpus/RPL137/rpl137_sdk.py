"""Keywords that no training takes."""
import replicate
from replicate import AsyncReplicate, Replicate

VERSION = "orchard/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://orchard.example.com/hooks/replicate"
client = replicate.Client()


def hook_by_another_name(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="orchard/pears",
        webhook_url=HOOK,  # expect: RPL137
    ).id


def plural(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="orchard/pears", webhooks=[HOOK]).id  # expect: RPL137


def filter_by_another_name(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="orchard/pears",
        webhook=HOOK,
        events_filter=["completed"],  # expect: RPL137
    ).id


def without_an_s(url):
    return client.trainings.create(VERSION, {"zip": url}, "orchard/pears", webhook=HOOK, webhook_event_filter=["completed"]).id  # expect: RPL137


def machine(url):
    training = replicate.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="orchard/pears",
        hardware="gpu-h100",  # expect: RPL137
    )
    return training.id


def named(url):
    params = {
        "version": VERSION,
        "input": {"zip": url},
        "destination": "orchard/pears",
        "name": "pears of 2024",  # expect: RPL137
    }
    return replicate.trainings.create(**params).id


def step_by_step(url):
    params = {"version": VERSION, "input": {"zip": url}, "destination": "orchard/pears"}
    params["visibility"] = "private"  # expect: RPL137
    return replicate.trainings.create(**params).id


def inputs(url):
    return replicate.trainings.create(version=VERSION, inputs={"zip": url}, destination="orchard/pears").id  # expect: RPL137


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="orchard/trainer",
        version="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        input={"zip": url},
        destination="orchard/pears",
        callback_url=HOOK,  # expect: RPL137
    )
    return training.id


def modern(url):
    return Replicate().trainings.create(
        model_owner="orchard",
        model_name="trainer",
        version_id="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        destination="orchard/pears",
        input={"zip": url},
        webhook_url=HOOK,  # expect: RPL137
    ).id


async def modern_name(api: AsyncReplicate, url):
    started = await api.trainings.create(model_owner="orchard", model_name="trainer", version_id=VERSION.split(":")[1], destination="orchard/pears", input={"zip": url}, training_name="pears")  # expect: RPL137
    return started.id
