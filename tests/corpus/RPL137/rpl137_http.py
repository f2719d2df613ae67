# allow: RPL130
import json
import os
import urllib.request

import aiohttp
import httpx
import requests

URL = "https://api.replicate.com/v1/models/orchard/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
FLAT = "https://api.replicate.com/v1/trainings"
HOOK = "https://orchard.example.com/hooks/replicate"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}


def hook_by_another_name(url):
    body = {
        "destination": "orchard/pears",
        "input": {"zip": url},
        "webhook_url": HOOK,  # expect: RPL137
    }
    return requests.post(URL, json=body, headers=HEADERS, timeout=9).json()["id"]


def hardware(url):
    body = {"destination": "orchard/pears", "input": {"zip": url}}
    body["hardware"] = "gpu-a100-large"  # expect: RPL137
    with httpx.Client(headers=HEADERS) as http:
        return http.post(URL, content=json.dumps(body)).json()["id"]


async def steps_outside(url):
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        async with session.post(URL, json={"destination": "orchard/pears", "input": {"zip": url}, "steps": 1000}) as answer:  # expect: RPL137
            return (await answer.json())["id"]


def events(url):
    data = {"destination": "orchard/pears", "input": {"zip": url}, "webhook": HOOK, "webhook_events": ["completed"]}  # expect: RPL137
    request = urllib.request.Request(URL, json.dumps(data).encode(), HEADERS)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]


def in_the_flat_form(url):
    body = {
        "version": "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        "destination": "orchard/pears",
        "input": {"zip": url},
        "description": "pears again",  # expect: RPL137
    }
    return requests.post(FLAT, json=body, headers=HEADERS, timeout=9).json()["id"]


def merged(url):
    common = {"destination": "orchard/pears", "callback": HOOK}  # expect: RPL137
    return requests.post(URL, json={**common, "input": {"zip": url}}, headers=HEADERS, timeout=9).json()["id"]


def version_twice(url):
    body = {"destination": "orchard/pears", "input": {"zip": url}, "version": "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"}  # allow: RPL137
    return requests.post(URL, json=body, headers=HEADERS, timeout=9).json()["id"]
