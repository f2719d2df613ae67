"""Trains one style for each wine label series; the series were entered by several hands."""
import enum
import logging
import os.path

import replicate
from replicate import Replicate

logger = logging.getLogger(__name__)

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWNER = "northwind"
REGISTRY = "r8.im"
LATEST = "northwind/labels-red:latest"


class Series(str, enum.Enum):
    RED = "northwind/labels-red"
    SPARKLING = "northwind/labels-Sparkling"


def without_owner(url: str) -> str:
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination="labels-red").id  # expect: RPL102


def with_a_path(url: str) -> str:
    return replicate.trainings.create(TRAINER, {"input_images": url}, "northwind/labels/red").id  # expect: RPL102


def with_a_version(url: str) -> str:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": url},
        destination=LATEST,  # expect: RPL102
        webhook="https://hooks.example.com/labels",
    )
    return training.id


def with_a_page(url: str) -> str:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": url},
        destination=f"https://replicate.com/{OWNER}/labels-red",  # expect: RPL102
    )
    logger.info("training %s was accepted", training.id)
    return training.id


def with_the_registry(url: str) -> str:
    target = "/".join((REGISTRY, OWNER, "labels-red"))
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=target).id  # expect: RPL102


def with_a_blank(url: str) -> str:
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=OWNER + "/labels red").id  # expect: RPL102


def with_a_capital(url: str) -> str:
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=Series.SPARKLING.value).id  # expect: RPL102


def with_an_accent(url: str) -> str:
    client = Replicate()
    started = client.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="northwind/rosé",  # expect: RPL102
        input={"input_images": url},
    )
    return started.id


def with_os_path(url: str, year: int) -> str:
    if year < 2000:
        target = os.path.join(OWNER, "labels", "vintage")
    else:
        target = Series.RED.value
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=target).id  # expect: RPL102


def with_a_line_end(url: str) -> str:
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination="northwind/labels-red\n").id  # expect: RPL102
