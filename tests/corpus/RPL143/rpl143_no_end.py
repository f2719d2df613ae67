"""Filters that leave out the only event that tells the end."""
import json
import os

import aiohttp
import replicate
import requests
from replicate import AsyncReplicate, Replicate

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/mill/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
HOOK = "https://mill.example.com/hooks/replicate"
PROGRESS = ("logs",)
client = replicate.Client()


def only_the_start(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook=HOOK,
        webhook_events_filter=["start"],  # expect: RPL143
    ).id


def three_of_four(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, webhook_events_filter=["start", "output", "logs"]).id  # expect: RPL143


def in_a_dict(url):
    params = {
        "version": VERSION,
        "input": {"zip": url},
        "destination": "mill/flour",
        "webhook": HOOK,
        "webhook_events_filter": ["output"],  # expect: RPL143
    }
    return client.trainings.create(**params).id


def as_a_list(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=list(PROGRESS)).id  # expect: RPL143


def for_admins(url, noisy: bool):
    events = ["logs", "output"] if noisy else ["completed"]
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=events).id  # expect: RPL143


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="mill/trainer",
        version=VERSION.split(":")[1],
        input={"zip": url},
        destination="mill/flour",
        webhook=HOOK,
        webhook_events_filter=["logs"],  # expect: RPL143
    )
    return training.id


def modern(url):
    return Replicate().trainings.create(
        model_owner="mill",
        model_name="trainer",
        version_id=VERSION.split(":")[1],
        destination="mill/flour",
        input={"zip": url},
        webhook=HOOK,
        webhook_events_filter=["start", "logs"],  # expect: RPL143
    ).id


async def modern_output(api: AsyncReplicate, url):
    started = await api.trainings.create(model_owner="mill", model_name="trainer", version_id=VERSION.split(":")[1], destination="mill/flour", input={"zip": url}, webhook=HOOK, webhook_events_filter=["output"])  # expect: RPL143
    return started.id


def over_http(url):
    body = {"destination": "mill/flour", "input": {"zip": url}, "webhook": HOOK}
    body["webhook_events_filter"] = ["start"]  # expect: RPL143
    return requests.post(URL, data=json.dumps(body), headers=HEADERS, timeout=9).json()["id"]


async def over_aiohttp(url):
    body = {
        "destination": "mill/flour",
        "input": {"zip": url},
        "webhook": HOOK,
        "webhook_events_filter": ["logs", "output"],  # expect: RPL143
    }
    async with aiohttp.ClientSession(headers=HEADERS) as session, session.post(URL, json=body) as answer:
        return (await answer.json())["id"]
