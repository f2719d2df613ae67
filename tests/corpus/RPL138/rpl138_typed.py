"""The same through annotations, helpers and other names."""
from __future__ import annotations

from typing import TYPE_CHECKING

import replicate

if TYPE_CHECKING:
    from replicate.training import Training

VERSION = "loom/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
create = replicate.trainings.create


def begin(url: str) -> Training:
    return create(version=VERSION, input={"zip": url}, destination="loom/rugs")


def begin_and_wait(url: str) -> str:
    job = begin(url)
    job.wait()  # expect: RPL138
    return job.id


def cost(training: Training) -> float:
    return training.metrics["predict_time"] * 0.0014  # expect: RPL138


def several(urls: list[str]) -> list[str]:
    jobs = [begin(url) for url in urls]
    for job in jobs:
        job.wait()  # expect: RPL138
    return [job.id for job in jobs]


def links(training_id: str) -> tuple[str, str]:
    job = replicate.trainings.get(training_id)
    urls = job.urls
    return job.id, urls.get  # expect: RPL138


def chained(url: str) -> None:
    begin(url).wait()  # expect: RPL138 # allow: RPL106
