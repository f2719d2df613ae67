"""Every training here has somewhere to go, or nobody can tell from the source."""
import json
import os
from pathlib import Path

import click
import replicate
import requests
from flask import Flask, jsonify, request

app = Flask(__name__)
client = replicate.Client()
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
DEFAULT = "northwind/ceramics"


def third_positional(images):
    return client.trainings.create(VERSION, {"input_images": images}, "northwind/ceramics").id


def pair(images):
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=("northwind", "ceramics")).id


def from_env(images):
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=os.environ["DESTINATION"]).id


def falls_back(images, destination=None):
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=destination or DEFAULT).id


def refuses(images, destination=None):
    if not destination:
        raise ValueError("where should the model go?")
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=destination).id


def refuses_in_body(images, extra: dict):
    body = {"input": {"input_images": images}}
    body.update(extra)
    return requests.post(URL, json=body, headers=AUTH).json()["id"]


def spread(*args, **kwargs):
    return client.trainings.create(*args, **kwargs).id


def from_file(path):
    payload = json.loads(Path(path).read_text())
    return requests.post(URL, json=payload, headers=AUTH).json()["id"]


@app.post("/trainings")
def proxy():
    answer = requests.post(URL, data=request.get_data(), headers={**AUTH, "Content-Type": "application/json"})
    return jsonify(answer.json()), answer.status_code


def set_late(images):
    destination = None
    try:
        destination = Path("destination.txt").read_text().strip()
    except FileNotFoundError:
        destination = DEFAULT
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=destination).id


def default_that_callers_replace(images, destination=None):
    return client.trainings.create(version=VERSION, input={"input_images": images}, destination=destination).id


@click.command()
@click.argument("images")
@click.option("--destination", required=True)
def cli(images, destination):
    click.echo(default_that_callers_replace(images, destination=destination))
# trap: RPL101
