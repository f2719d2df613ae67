"""Fine-tunes a tattoo artist's flash sheets. Several pieces came straight out of a tutorial."""
from __future__ import annotations

import os

import replicate
import typer
from replicate import AsyncReplicate

app = typer.Typer()
MODEL_OWNER = "your-username"
DESTINATION = os.getenv("FLASH_DESTINATION", "your-username/your-model")
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


class Defaults:
    owner = "username"
    name = "flash-sheets"


def from_tutorial(url: str):
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": url, "trigger_word": "FLSH"},
        destination="my-name/my-model",  # expect: RPL103
    )
    return training.id


def from_constant(url: str):
    return replicate.trainings.create(VERSION, {"input_images": url}, f"{MODEL_OWNER}/flash-sheets").id  # expect: RPL103


def from_class(url: str):
    target = Defaults.owner + "/" + Defaults.name
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=target).id  # expect: RPL103


def never_formatted(url: str):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="{username}/flash-sheets").id  # expect: RPL103


def in_brackets(url: str):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="<user>/flash-sheets").id  # expect: RPL103


def only_the_name(url: str):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/your-model").id  # expect: RPL103


def to_be_done(url: str):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/TODO").id  # expect: RPL103


@app.command()
def train(url: str):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=DESTINATION)  # expect: RPL103
    typer.echo(training.id)


async def new_client(url: str):
    async with AsyncReplicate() as client:
        started = await client.trainings.create(
            model_owner="ostris",
            model_name="flux-dev-lora-trainer",
            version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
            destination="owner/flash-sheets",  # expect: RPL103
            input={"input_images": url},
        )
    return started.id


if __name__ == "__main__":
    app()
