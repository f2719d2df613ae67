"""Paths from the command line and from settings, and files that the 2.x client can't send."""
import argparse
import io
import json
import threading
from pathlib import Path

import click
import replicate
import requests
from replicate import Replicate

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False))
def submit(archive: str) -> None:
    click.echo(replicate.trainings.create(VERSION, {"input_images": archive}, "weavers/rugs").id)  # expect: RPL116


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--archive", type=Path, required=True)
    args = parser.parse_args()
    print(replicate.trainings.create(VERSION, {"input_images": str(args.archive)}, "weavers/rugs").id)  # expect: RPL116


def from_a_file(settings: str) -> str:
    with open(settings) as file:
        body = json.load(file)
    body["input"]["input_images"] = "rugs.zip"  # expect: RPL116
    return requests.post(URL, json=body, headers={"Authorization": "Bearer x"}).json()["id"]


def in_memory(data: bytes) -> str:
    training = Replicate().trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="weavers/rugs",
        input={
            "trigger_word": "RUGS",
            "input_images": io.BytesIO(data),  # expect: RPL116
        },
    )
    return training.id


def unparsed() -> str:
    answer = Replicate().trainings.with_raw_response.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="weavers/rugs",
        input={"input_images": "/srv/rugs.zip"},  # expect: RPL116
    )
    return answer.parse().id


def aside() -> None:
    options = {"version": VERSION, "input": {"input_images": "/srv/rugs.zip"}, "destination": "weavers/rugs"}  # expect: RPL116
    threading.Thread(target=replicate.trainings.create, kwargs=options).start()  # expect: RPL106
