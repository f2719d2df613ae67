"""Webhooks that never arrive."""
import json
import os
from urllib.parse import urljoin

import aiohttp
import httpx
import replicate
import requests
from replicate import AsyncReplicate, Replicate

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/mill/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}
PUBLIC = "http://mill.example.com"
INSIDE = "https://trainer-api.default.svc.cluster.local"
client = replicate.Client()


def unencrypted(url):
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook="http://mill.example.com/hooks/replicate",  # expect: RPL141
    ).id


def from_constant(url, order):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", webhook=f"{PUBLIC}/hooks/{order}").id  # expect: RPL141


def on_this_machine(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook="https://localhost:8443/hooks").id  # expect: RPL141


def in_the_cluster(url):
    params = {
        "version": VERSION,
        "input": {"zip": url},
        "destination": "mill/flour",
        "webhook": urljoin(INSIDE, "/hooks/replicate"),  # expect: RPL141
    }
    return client.trainings.create(**params).id


def private_address(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", "https://10.1.2.3/hooks/replicate").id  # expect: RPL141


def one_label(url, order_id: int):
    hook = "https://{}/hooks/{}".format("backend", order_id)
    return client.trainings.create(
        version=VERSION,
        input={"zip": url},
        destination="mill/flour",
        webhook=hook,  # expect: RPL141
        webhook_events_filter=["completed"],
    ).id


async def asynchronously(url):
    training = await client.trainings.async_create(
        model="mill/trainer",
        version=VERSION.split(":")[1],
        input={"zip": url},
        destination="mill/flour",
        webhook="https://mill.local/hooks/replicate",  # expect: RPL141
    )
    return training.id


def modern(url):
    with Replicate() as api:
        return api.trainings.create(
            model_owner="mill",
            model_name="trainer",
            version_id="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
            destination="mill/flour",
            input={"zip": url},
            webhook="https://127.0.0.1/hooks/replicate",  # expect: RPL141
        ).id


async def modern_docker(api: AsyncReplicate, url):
    hook = "https://host.docker.internal:8000" + "/hooks"
    started = await api.trainings.create(model_owner="mill", model_name="trainer", version_id=VERSION.split(":")[1], destination="mill/flour", input={"zip": url}, webhook=hook)  # expect: RPL141
    return started.id


def over_http(url):
    body = {"destination": "mill/flour", "input": {"zip": url}}
    body["webhook"] = PUBLIC + "/hooks/replicate"  # expect: RPL141
    return requests.post(URL, json=body, headers=HEADERS, timeout=9).json()["id"]


def over_httpx(url):
    with httpx.Client(headers=HEADERS) as http:
        return http.post(URL, content=json.dumps({"destination": "mill/flour", "input": {"zip": url}, "webhook": "https://192.168.0.7/hooks"})).json()["id"]  # expect: RPL141


async def over_aiohttp(url):
    body = {
        "destination": "mill/flour",
        "input": {"zip": url},
        "webhook": "http://0.0.0.0:5000/hooks",  # expect: RPL141
    }
    async with aiohttp.ClientSession(headers=HEADERS) as session, session.post(URL, json=body) as answer:
        return (await answer.json())["id"]


def in_one_branch(url, debug: bool):
    hook = "http://localhost:5000/hooks" if debug else "https://mill.example.com/hooks"
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=hook).id  # expect: RPL141
