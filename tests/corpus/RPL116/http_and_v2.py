"""Raw requests upload nothing at all, and the 2.x client takes no files for a training."""
import json
import os
from pathlib import Path
from tempfile import mkstemp

import httpx
import requests
from replicate import AsyncReplicate, Replicate

URL = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
SDXL = {"model_owner": "stability-ai", "model_name": "sdxl", "version_id": "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"}


class Paths:
    root = "/var/lib/beetles"
    archive = root + "/beetles.zip"


def with_requests():
    body = {"destination": "northwind/beetles", "input": {"input_images": Paths.archive}}  # expect: RPL116
    return requests.post(URL, json=body, headers=AUTH).json()["id"]


def with_httpx():
    handle, name = mkstemp(suffix=".zip")
    os.close(handle)
    body = {"destination": "northwind/beetles"}
    body["input"] = {"input_images": name}  # expect: RPL116
    return httpx.post(URL, content=json.dumps(body), headers=AUTH).json()["id"]


def sometimes_local(url, local: bool):
    archive = "./beetles.zip" if local else url
    body = {"destination": "northwind/beetles", "input": {"input_images": archive}}  # expect: RPL116
    return requests.post(URL, json=body, headers=AUTH).json()["id"]


def handle_in_v2(client: Replicate):
    with open("beetles.zip", "rb") as archive:
        started = client.trainings.create(
            **SDXL,
            destination="northwind/beetles",
            input={"input_images": archive},  # expect: RPL116
        )
    return started.id


async def path_in_v2(path: str):
    async with AsyncReplicate() as client:
        started = await client.trainings.create(
            model_owner="stability-ai",
            model_name="sdxl",
            version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
            destination="northwind/beetles",
            input={"input_images": Path(path)},  # expect: RPL116
        )
    return started.id


def opened_in_place():
    return Replicate().trainings.create(
        model_owner="stability-ai",
        model_name="sdxl",
        version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        destination="northwind/beetles",
        input={"input_images": open(Paths.archive, "rb")},  # expect: RPL116
    ).id
