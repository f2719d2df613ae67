"""The parameter of 2022."""
import json
import os
from urllib.request import Request, urlopen

import aiohttp
import httpx
import replicate as rep
import requests
from replicate import Replicate, trainings

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/mill/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
HEADERS = {"Authorization": f"Token {os.environ['REPLICATE_API_TOKEN']}"}
HOOK = "https://mill.example.com/hooks/replicate"
client = rep.Client()


def by_keyword(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook_completed=HOOK,  # expect: RPL144
    ).id


def by_module(url):
    return rep.trainings.create(VERSION, {"zip": url}, "mill/flour", webhook_completed=HOOK).id  # expect: RPL144


def by_submodule(url, hook):
    return trainings.create(VERSION, {"zip": url}, "mill/flour", webhook=HOOK, webhook_completed=hook).id  # expect: RPL144


def in_a_dict(url):
    params = {"version": VERSION, "input": {"zip": url}, "destination": "mill/flour"}
    params["webhook_completed"] = HOOK  # expect: RPL144
    return client.trainings.create(**params).id


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="mill/trainer",
        version=VERSION.split(":")[1],
        input={"zip": url},
        destination="mill/flour",
        webhook_completed=f"{HOOK}?done=1",  # expect: RPL144
    )
    return training.id


def modern(url):
    return Replicate().trainings.create(
        model_owner="mill",
        model_name="trainer",
        version_id=VERSION.split(":")[1],
        destination="mill/flour",
        input={"zip": url},
        webhook_completed=HOOK,  # expect: RPL144 # allow: RPL137
    ).id


def over_http(url):
    body = {
        "destination": "mill/flour",
        "input": {"zip": url},
        "webhook_completed": HOOK,  # expect: RPL144
    }
    return requests.post(URL, json=body, headers=HEADERS, timeout=9).json()["id"]


def over_httpx(url):
    with httpx.Client(headers=HEADERS) as http:
        return http.post(URL, json={"destination": "mill/flour", "input": {"zip": url}, "webhook_completed": HOOK}).json()["id"]  # expect: RPL144


async def over_aiohttp(url):
    body = {"destination": "mill/flour", "input": {"zip": url}} | {"webhook_completed": HOOK}  # expect: RPL144
    async with aiohttp.ClientSession(headers=HEADERS) as session, session.post(URL, json=body) as answer:
        return (await answer.json())["id"]


def over_urllib(url):
    body = dict(destination="mill/flour", input={"zip": url}, webhook_completed=HOOK)  # expect: RPL144
    with urlopen(Request(URL, json.dumps(body).encode(), HEADERS)) as answer:
        return json.load(answer)["id"]
