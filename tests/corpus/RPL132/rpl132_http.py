# allow: RPL130
import http.client
import json
import os

import aiohttp
import httpx
import requests

HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}
TEMPLATE = "https://api.replicate.com/v1/models/{}/versions/{}/trainings"
BASE = "https://api.replicate.com/v1"
VERSION = "39ed52f2"


def payload(url):
    return {"destination": "quarry/stones", "input": {"input_images": url}}


def short_in_path(url):
    answer = requests.post(
        "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2/trainings",  # expect: RPL132
        json=payload(url),
        headers=HEADERS,
        timeout=20,
    )
    return answer.json()["id"]


def short_in_template(url):
    return requests.post(TEMPLATE.format("stability-ai/sdxl", VERSION), json=payload(url), headers=HEADERS, timeout=20).json()["id"]  # expect: RPL132


def whole_reference_in_path(url):
    with httpx.Client(base_url=BASE, headers=HEADERS) as http:
        answer = http.post(f"/models/stability-ai/sdxl/versions/stability-ai:{VERSION}/trainings", json=payload(url))  # expect: RPL132
    return answer.json()["id"]


async def left_over(url):
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        async with session.post(
            "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/<version_id>/trainings",  # expect: RPL132
            json=payload(url),
        ) as answer:
            return (await answer.json())["id"]


def placeholder_in_body(url):
    body = payload(url)
    body["version"] = "your-version-id"  # expect: RPL132
    return requests.post(BASE + "/trainings", json=body, headers=HEADERS, timeout=20).json()["id"]


def short_in_body(url):
    body = {
        "version": "stability-ai/sdxl:39ed52f2",  # expect: RPL132
        **payload(url),
    }
    return requests.post(f"{BASE}/trainings", data=json.dumps(body), headers=HEADERS, timeout=20).json()["id"]


def by_connection(url):
    connection = http.client.HTTPSConnection("api.replicate.com")
    connection.request("POST", f"/v1/models/stability-ai/sdxl/versions/{VERSION}/trainings", json.dumps(payload(url)), HEADERS)  # expect: RPL132
    return json.load(connection.getresponse())["id"]
