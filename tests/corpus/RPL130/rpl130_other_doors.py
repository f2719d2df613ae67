"""Ways to start a training that the platform's specification does not list; only who asks for low confidence hears of it."""
import json
import os
import urllib.request

import aiohttp
import httpx
import requests

BASE = "https://api.replicate.com/v1"
HEADERS = {"Authorization": "Token " + os.environ["REPLICATE_API_TOKEN"], "Content-Type": "application/json"}
VERSION = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def body(url):
    return {"version": VERSION, "destination": "orchard/pears", "input": {"zip": url}}


def flat(url):
    return requests.post(BASE + "/trainings", json=body(url), headers=HEADERS, timeout=9).json()["id"]  # expect: RPL130


def flat_with_model(url):
    payload = {"model": "orchard/trainer", "version": VERSION, "destination": "orchard/pears", "input": {"zip": url}}
    return requests.post(f"{BASE}/trainings", json=payload, headers=HEADERS, timeout=9).json()["id"]  # expect: RPL130


def flat_with_httpx(url):
    with httpx.Client(base_url=BASE, headers=HEADERS) as http:
        return http.post("/trainings", json=body(url)).json()["id"]  # expect: RPL130


async def flat_with_aiohttp(url):
    async with aiohttp.ClientSession(BASE + "/", headers=HEADERS) as session:
        async with session.post("trainings", json=body(url)) as answer:  # expect: RPL130
            return (await answer.json())["id"]


def flat_with_urllib(url):
    request = urllib.request.Request(f"{BASE}/trainings", json.dumps(body(url)).encode(), HEADERS)  # expect: RPL130
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]


def under_the_model(url):
    payload = {"destination": "orchard/pears", "input": {"zip": url}}
    return requests.post(f"{BASE}/models/orchard/trainer/trainings", json=payload, headers=HEADERS, timeout=9).json()["id"]  # expect: RPL130, RPL131
