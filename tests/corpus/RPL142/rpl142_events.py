"""Events that are statuses, or misspelt."""
import os
from enum import Enum

import httpx
import replicate
import requests
from replicate import AsyncReplicate, Replicate

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/mill/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
HOOK = "https://mill.example.com/hooks/replicate"
ENDS = ["completed", "failed"]  # expect: RPL142@ends
client = replicate.Client()


class Event(str, Enum):
    START = "started"  # expect: RPL142@enum
    END = "completed"


def a_status(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook=HOOK,
        webhook_events_filter=["start", "succeeded", "completed"],  # expect: RPL142
    ).id


def only_a_status(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook=HOOK,
        webhook_events_filter=["succeeded"],  # expect: RPL142, RPL143
    ).id


def singular(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, webhook_events_filter=["log", "completed"]).id  # expect: RPL142


def without_a_d(url):
    params = {"version": VERSION, "input": {"zip": url}, "destination": "mill/flour", "webhook": HOOK}
    params["webhook_events_filter"] = ["complete"]  # expect: RPL142, RPL143
    return client.trainings.create(**params).id


def by_constant(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=ENDS).id  # expect: RPL142@ends


def by_enum(url):
    events = [Event.START.value, Event.END.value]  # expect: RPL142@enum
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=events).id  # expect: RPL142@enum


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="mill/trainer",
        version=VERSION.split(":")[1],
        input={"zip": url},
        destination="mill/flour",
        webhook=HOOK,
        webhook_events_filter=["completed", "error"],  # expect: RPL142
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
        webhook_events_filter=["training.completed"],  # expect: RPL142, RPL143
    ).id


async def modern_capitals(api: AsyncReplicate, url):
    started = await api.trainings.create(
        model_owner="mill",
        model_name="trainer",
        version_id=VERSION.split(":")[1],
        destination="mill/flour",
        input={"zip": url},
        webhook=HOOK,
        webhook_events_filter=["Completed"],  # expect: RPL142, RPL143
    )
    return started.id


def over_http(url):
    body = {
        "destination": "mill/flour",
        "input": {"zip": url},
        "webhook": HOOK,
        "webhook_events_filter": ["completed", "canceled"],  # expect: RPL142
    }
    return requests.post(URL, json=body, headers=HEADERS, timeout=9).json()["id"]


def over_httpx(url):
    return httpx.post(URL, json={"destination": "mill/flour", "input": {"zip": url}, "webhook": HOOK, "webhook_events_filter": ["start", "finished"]}, headers=HEADERS).json()["id"]  # expect: RPL142, RPL143
