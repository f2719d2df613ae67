"""Whole archives inside the request."""
import base64
import binascii
import io
import zipfile
from base64 import b64encode
from pathlib import Path

import replicate
from replicate import AsyncReplicate, Client

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
PREFIX = "data:application/zip;base64,"
client = Client()


def begin(data):
    return client.trainings.create(version=VERSION, input={"input_images": data}, destination="northwind/tartan").id


def to_data_uri(path):
    encoded = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    return f"data:application/zip;base64,{encoded}"


def uri_from_helper(path):
    return begin(to_data_uri(path))  # expect: RPL119


def uri_by_plus(path):
    with open(path, "rb") as archive:
        return begin(PREFIX + b64encode(archive.read()).decode())  # expect: RPL119


def uri_by_format(path):
    text = base64.standard_b64encode(Path(path).read_bytes()).decode()
    training = client.trainings.create(
        version=VERSION,
        input={
            "input_images": "data:{};base64,{}".format("application/zip", text),  # expect: RPL119
            "trigger_word": "TRTN",
        },
        destination="northwind/tartan",
    )
    return training.id


def text_alone(path):
    return begin(base64.b64encode(Path(path).read_bytes()).decode())  # expect: RPL119


def text_by_str(path):
    return begin(str(base64.urlsafe_b64encode(Path(path).read_bytes()), "ascii"))  # expect: RPL119


def text_by_binascii(path):
    return begin(binascii.b2a_base64(Path(path).read_bytes()).decode())  # expect: RPL119


def in_memory(images):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for image in images:
            bundle.write(image)
    data = {"input_images": PREFIX + base64.b64encode(buffer.getvalue()).decode()}  # expect: RPL119
    return client.trainings.create(VERSION, data, "northwind/tartan").id


def several(paths):
    images = [f"data:image/jpeg;base64,{b64encode(Path(p).read_bytes()).decode()}" for p in paths]
    training = client.trainings.create(
        version="northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        input={"images": images},  # expect: RPL119
        destination="northwind/tartan",
    )
    return training.id


def by_strategy(path):
    with open(path, "rb") as archive:
        training = client.trainings.create(
            version=VERSION,
            input={"input_images": archive},
            destination="northwind/tartan",
            file_encoding_strategy="base64",  # expect: RPL119
        )
    return training.id


def by_strategy_in_options(path):
    options = {"file_encoding_strategy": "base64"}  # expect: RPL119
    return replicate.trainings.create(version=VERSION, input={"input_images": Path(path)}, destination="northwind/tartan", **options).id


async def new_client(path):
    started = await AsyncReplicate().trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="northwind/tartan",
        input={"input_images": to_data_uri(path)},  # expect: RPL119
    )
    return started.id
