"""The same over HTTP, and with settings that travel."""
import json
import os
from dataclasses import dataclass
from urllib.request import Request, urlopen

import aiohttp
import httpx
import requests

API = "https://api.replicate.com/v1/models"
FLUX = f"{API}/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
SDXL = API + "/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
QWEN = f"{API}/qwen/qwen-image-lora-trainer/versions/480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}
COMMON = {
    "autocaption": True,
    "autocaptioning": True,  # expect: RPL133
}


@dataclass
class Plan:
    steps: int = 1000
    network_rank: int = 16


def with_requests(url):
    body = {"destination": "pottery/vases", "input": {"input_images": url, **COMMON}}
    return requests.post(FLUX, json=body, headers=HEADERS, timeout=20).json()["id"]


def with_httpx(url, plan=Plan()):
    return httpx.post(
        FLUX,
        json={
            "destination": "pottery/vases",
            "input": {
                "input_images": url,
                "steps": plan.steps,
                "network_rank": plan.network_rank,  # expect: RPL133
            },
        },
        headers=HEADERS,
    ).json()["id"]


async def with_aiohttp(url):
    body = {"destination": "pottery/vases", "input": {"input_images": url}}
    body["input"]["use_face_detection"] = True  # expect: RPL133
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        async with session.post(SDXL, json=body) as answer:
            return (await answer.json())["id"]


def with_urllib(url):
    body = {"destination": "pottery/vases", "input": {"input_images": url}}  # expect: RPL133
    request = Request(QWEN, data=json.dumps(body).encode(), headers=HEADERS, method="POST")  # expect: RPL135
    with urlopen(request) as answer:
        return json.load(answer)["id"]
