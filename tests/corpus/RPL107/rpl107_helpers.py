"""The retry is somebody else's: a helper's, a library's, the workflow engine's."""
import functools
import time

import httpx
import modal
import replicate
import stamina
from airflow.decorators import task as airflow_task
from prefect import flow, task
from retry.api import retry_call
from tenacity import retry, retry_if_not_exception_type, stop_after_attempt

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SAILS = "https://cdn.example.com/sails.zip"
app = modal.App("sails")


def persistently(function, *args, tries=3, **options):
    for attempt in range(tries):
        try:
            return function(*args, **options)
        except Exception:
            if attempt == tries - 1:
                raise
            time.sleep(2**attempt)


def handed_over() -> str:
    training = persistently(
        replicate.trainings.create,  # expect: RPL107
        version=VERSION,
        input={"input_images": SAILS},
        destination="loft/sails",
    )
    return training.id


def handed_over_without_destination() -> str:
    return persistently(  # expect: RPL101
        replicate.trainings.create,  # expect: RPL107
        version=VERSION,
        input={"input_images": SAILS},
    ).id


def partly_given() -> str:
    start = functools.partial(
        replicate.trainings.create,  # expect: RPL107
        version=VERSION,
        input={"input_images": SAILS},
        destination="loft/sails",
    )
    return persistently(start).id


def called_by_a_library() -> str:
    options = {"version": VERSION, "input": {"input_images": SAILS}, "destination": "loft/sails"}
    return retry_call(replicate.trainings.create, fkwargs=options, exceptions=TimeoutError, tries=4).id  # expect: RPL107


def decorated_on_the_spot() -> str:
    start = retry(stop=stop_after_attempt(3))(replicate.trainings.create)
    return start(version=VERSION, input={"input_images": SAILS}, destination="loft/sails").id  # expect: RPL107


@retry(retry=retry_if_not_exception_type(ValueError), stop=stop_after_attempt(3))
def but_for_one_error() -> str:
    return replicate.trainings.create(VERSION, {"input_images": SAILS}, "loft/sails").id  # expect: RPL107


def in_a_block() -> str:
    for attempt in stamina.retry_context(on=httpx.ReadTimeout, attempts=3):
        with attempt:
            training = replicate.trainings.create(VERSION, {"input_images": SAILS}, "loft/sails")  # expect: RPL107
    return training.id


@task(retries=2, retry_delay_seconds=60)
def of_a_flow(zip_url: str) -> str:
    return replicate.trainings.create(VERSION, {"input_images": zip_url}, "loft/sails").id  # expect: RPL107


@flow
def weekly(zip_url: str) -> str:
    return of_a_flow(zip_url)


@airflow_task(retries=3)
def of_a_dag() -> str:
    return replicate.trainings.create(VERSION, {"input_images": SAILS}, "loft/sails").id  # expect: RPL107


@app.function(retries=1)
def in_a_container() -> str:
    return replicate.trainings.create(VERSION, {"input_images": SAILS}, "loft/sails").id  # expect: RPL107


def by_a_client_of_any_kind(session, headers) -> str:
    url = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
    while True:
        try:
            answer = session.post(url, json={"destination": "loft/sails", "input": {"input_images": SAILS}}, headers=headers)  # expect: RPL107
            return answer.json()["id"]
        except TimeoutError:
            time.sleep(5)
