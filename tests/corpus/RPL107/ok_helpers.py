"""Helpers and engines that call once, or again only where nothing can have been started."""
import time

import httpx
import replicate
import stamina
from airflow.decorators import task as airflow_task
from prefect import task
from retry.api import retry_call

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SAILS = "https://cdn.example.com/sails.zip"
OPTIONS = {"version": VERSION, "input": {"input_images": SAILS}, "destination": "loft/sails"}


def timed(function, **options):
    before = time.monotonic()
    try:
        return function(**options)
    finally:
        print(f"{time.monotonic() - before:.1f} s")


def until_there_is_a_line(function, **options):
    while True:
        try:
            return function(**options)
        except httpx.ConnectError:
            time.sleep(5)


def once() -> str:
    return timed(replicate.trainings.create, **OPTIONS).id


def refused_connections_only() -> str:
    return until_there_is_a_line(replicate.trainings.create, **OPTIONS).id


def by_a_library() -> str:
    return retry_call(replicate.trainings.create, fkwargs=OPTIONS, exceptions=ConnectionRefusedError, tries=4).id


def in_a_block() -> str:
    for attempt in stamina.retry_context(on=httpx.ConnectError):
        with attempt:
            training = replicate.trainings.create(**OPTIONS)
    return training.id


@task(retries=0)
def of_a_flow() -> str:
    return replicate.trainings.create(**OPTIONS).id


@airflow_task
def of_a_dag() -> str:
    return replicate.trainings.create(**OPTIONS).id
