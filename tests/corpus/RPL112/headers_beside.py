"""The photo archive wants a login. None of these logins ever reaches the worker that fetches the data."""
import json
import os
from urllib.request import Request, urlopen

import httpx
import replicate
from replicate import AsyncReplicate

OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/northwind/house-style-trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
REPLICATE = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
ARCHIVE = "https://archive.northwind.io/export/2026.zip"


def archive_headers():
    return {"Authorization": f"Bearer {os.environ['ARCHIVE_TOKEN']}"}


def plain():
    training = replicate.trainings.create(
        version=OWN,
        input={
            "training_data": ARCHIVE,
            "headers": {"X-Api-Key": os.environ["ARCHIVE_KEY"]},  # expect: RPL112
        },
        destination="northwind/photos",
    )
    return training.id


def with_suffix():
    training = replicate.trainings.create(
        OWN,
        {
            "dataset_url": ARCHIVE,
            "download_headers": archive_headers(),  # expect: RPL112
            "epochs": 4,
        },
        "northwind/photos",
    )
    return training.id


def in_steps():
    params = dict(training_data=ARCHIVE)
    params["authorization"] = archive_headers()["Authorization"]  # expect: RPL112
    return replicate.trainings.create(version=OWN, input=params, destination="northwind/photos").id


def by_update(session_cookie):
    params = {"training_data": ARCHIVE}
    params.update({"cookies": {"session": session_cookie}})  # expect: RPL112
    return replicate.trainings.create(version=OWN, input=params, destination="northwind/photos").id


def merged():
    login = {"auth_header": "Basic " + os.environ["ARCHIVE_BASIC"]}  # expect: RPL112
    body = {"destination": "northwind/photos", "input": {"training_data": ARCHIVE} | login}
    return httpx.post(URL, json=body, headers=REPLICATE).json()["id"]


def over_urllib():
    inputs = {"images_zip": ARCHIVE, "http_headers": archive_headers()}  # expect: RPL112
    request = Request(URL, method="POST", headers=REPLICATE)
    request.data = json.dumps({"destination": "northwind/photos", "input": inputs}).encode()
    with urlopen(request) as answer:
        return json.load(answer)["id"]


async def new_client(url: str):
    client = AsyncReplicate()
    started = await client.trainings.create(
        model_owner="northwind",
        model_name="house-style-trainer",
        version_id="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        destination="northwind/photos",
        input={"training_data": url, "request_headers": [{"name": "X-Api-Key", "value": os.environ["ARCHIVE_KEY"]}]},  # expect: RPL112
    )
    return started.id
