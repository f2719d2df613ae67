"""Output that may not be there yet, or never will be."""
import logging

import replicate
from fastapi import FastAPI
from replicate import Replicate

app = FastAPI()
log = logging.getLogger("glass")
TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


def weights(training_id: str) -> str:
    training = client.trainings.get(training_id)
    return training.output["weights"]  # expect: RPL136


def directly(training_id: str) -> str:
    return client.trainings.get(training_id).output["version"]  # expect: RPL136


def in_two_steps(training_id: str) -> str:
    output = replicate.trainings.get(training_id).output
    version = output["version"]  # expect: RPL136
    log.info("weights at %s", output["weights"])
    return version.split(":")[1]


def by_get(training_id: str):
    training = replicate.trainings.get(training_id)
    return training.output.get("version")  # expect: RPL136


def right_after_the_start(zip_url: str) -> dict:
    training = client.trainings.create(version=TRAINER, input={"input_images": zip_url}, destination="glass/panes")
    return {
        "id": training.id,
        "version": training.output["version"],  # expect: RPL136
    }


def only_failure(training_id: str):
    training = client.trainings.get(training_id)
    if training.status == "failed":
        raise RuntimeError(training.error)
    return training.output["weights"]  # expect: RPL136


def only_canceled_and_failed(training_id: str):
    training = client.trainings.get(training_id)
    if training.status in ("failed", "canceled"):
        return None
    return training.output["weights"]  # expect: RPL136


def after_a_reload(training):
    fresh = client.trainings.get(training)
    fresh.reload()
    log.info("it is %s", fresh.status)
    weights_url = fresh.output["weights"]  # expect: RPL136
    return weights_url


def in_one_branch(training_id: str, quick: bool):
    training = client.trainings.get(training_id)
    if not quick and training.status != "succeeded":
        return None
    return training.output["version"]  # expect: RPL136


@app.get("/panes/{training_id}")
async def version_of(training_id: str):
    training = await client.trainings.async_get(training_id)
    return {"version": training.output["version"]}  # expect: RPL136


def modern(training_id: str):
    training = Replicate().trainings.get(training_id=training_id)
    return training.output.version  # expect: RPL136


def unpacked(training_id: str):
    training = client.trainings.get(training_id)
    name, _, version = training.output["version"].partition(":")  # expect: RPL136
    return name, version


def all_of_them():
    return [training.output["version"] for training in client.trainings.list()]  # expect: RPL136
