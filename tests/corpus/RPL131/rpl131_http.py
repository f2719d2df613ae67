# allow: RPL130
import json
import os
import urllib.request

import httpx
import requests

API = "https://api.replicate.com/v1"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
TRAINER = "ostris/flux-dev-lora-trainer"
JSON = {"Content-Type": "application/json"}


def body(url):
    return {"destination": "mosaic/tiles", "input": {"input_images": url}}


def word_in_url(url):
    return requests.post(f"{API}/models/{TRAINER}/versions/latest/trainings", json=body(url), headers=AUTH, timeout=9).json()["id"]  # expect: RPL131


def no_version_in_path(url):
    answer = requests.post(  # expect: RPL131
        f"{API}/models/{TRAINER}/trainings",
        json=body(url),
        headers=AUTH,
        timeout=9,
    )
    return answer.json()["id"]


def no_version_in_body(url):
    answer = httpx.post(API + "/trainings", json={"model": TRAINER, **body(url)}, headers=AUTH)  # expect: RPL131
    return answer.json()["id"]


def word_in_body(url):
    payload = body(url)
    payload["version"] = "ostris/flux-dev-lora-trainer:latest"  # expect: RPL131
    return httpx.post(API + "/trainings", json=payload, headers=AUTH).json()["id"]


def asked_for(url):
    model = requests.get(f"{API}/models/{TRAINER}", headers=AUTH, timeout=9).json()
    version = model["latest_version"]["id"]
    return requests.post(f"{API}/models/{TRAINER}/versions/{version}/trainings", json=body(url), headers=AUTH, timeout=9).json()["id"]  # expect: RPL131


async def asked_for_the_list(url):
    async with httpx.AsyncClient(base_url=API, headers=AUTH) as http:
        versions = (await http.get(f"/models/{TRAINER}/versions")).json()["results"]
        answer = await http.post(f"/models/{TRAINER}/versions/{versions[0]['id']}/trainings", json=body(url))  # expect: RPL131
    return answer.json()["id"]


def plainly(url):
    request = urllib.request.Request(  # expect: RPL131
        f"{API}/models/{TRAINER}/trainings", data=json.dumps(body(url)).encode(), headers={**AUTH, **JSON}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]
