import json
import os

import aiohttp
import httpx
from replicate import Replicate

API = "https://api.replicate.com/v1"
CREATE = "/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
REPO = "https://github.com/northwind/fungi"
SOURCES = {
    "caps": "https://www.dropbox.com/s/zz9/caps.zip?dl=0",
    "gills": "https://cdn.northwind.io/gills.zip",
}


def to_body(url: str) -> dict:
    return {
        "destination": "northwind/fungi",
        "input": {"input_images": url, "autocaption": True},
    }


def caps():
    body = {"destination": "northwind/fungi", "input": {"input_images": SOURCES["caps"]}}  # expect: RPL117
    with httpx.Client(base_url=API, headers=AUTH) as http:
        return http.post(CREATE, json=body).json()["id"]


def gills():
    body = {"destination": "northwind/fungi", "input": {"input_images": SOURCES["gills"]}}
    with httpx.Client(base_url=API, headers=AUTH) as http:
        return http.post(CREATE, json=body).json()["id"]


async def repository(session: aiohttp.ClientSession, tag: str):
    body = to_body("/".join([REPO, "blob", tag, "fungi.zip"]))  # expect: RPL117
    async with session.post(API + CREATE, data=json.dumps(body), headers=AUTH) as answer:
        return (await answer.json())["id"]


def by_host(client: Replicate, host: str):
    match host:
        case "hub":
            url = "https://huggingface.co/datasets/northwind/fungi/blob/main/fungi.zip"
        case "lab":
            url = "https://gitlab.com/northwind/fungi/-/raw/main/fungi.zip"
        case _:
            url = "https://cdn.northwind.io/fungi.zip"
    started = client.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="northwind/fungi",
        input={"input_images": url},  # expect: RPL117
    )
    return started.id
