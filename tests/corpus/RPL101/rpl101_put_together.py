"""A print shop's trainings, sent by whatever was at hand; each request is put together before it goes."""
import json
import os
from string import Template
from typing import NotRequired, TypedDict
from urllib import request as web

import httpx
import requests

API = os.getenv("REPLICATE_API", "https://api.replicate.com/v1")
TRAINER = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
PATH = f"models/ostris/flux-dev-lora-trainer/versions/{TRAINER}/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
PAGE = Template("$api/models/ostris/flux-dev-lora-trainer/versions/${version}/trainings")


class Order(TypedDict):
    input: dict
    destination: NotRequired[str]


def with_a_request(zip_url: str) -> str:
    made = requests.Request(  # expect: RPL101
        "POST",
        f"{API}/{PATH}",
        json={"input": {"input_images": zip_url}},
        headers=AUTH,
    )
    with requests.Session() as session:
        return session.send(session.prepare_request(made)).json()["id"]


def with_a_body_set_later(zip_url: str) -> str:
    made = requests.Request("POST", f"{API}/{PATH}", headers=AUTH).prepare()  # expect: RPL101
    made.body = json.dumps({"input": {"input_images": zip_url}})
    return requests.Session().send(made, timeout=30).json()["id"]


async def with_a_built_request(zip_url: str) -> str:
    async with httpx.AsyncClient(base_url=API, headers=AUTH) as http:
        made = http.build_request("POST", PATH, json={"input": {"input_images": zip_url}})  # expect: RPL101
        answer = await http.send(made)
        return answer.json()["id"]


def with_an_opener(zip_url: str) -> str:
    body = bytes(json.dumps({"input": {"input_images": zip_url}}), "utf-8")
    opener = web.build_opener()
    made = web.Request(f"{API}/{PATH}", data=body, headers=AUTH, method="POST")  # expect: RPL101
    with opener.open(made) as answer:
        return json.load(answer)["id"]


def from_a_template(zip_url: str) -> str:
    url = PAGE.substitute(api=API, version=TRAINER)
    return requests.post(url, json={"input": {"input_images": zip_url}}, headers=AUTH).json()["id"]  # expect: RPL101


def from_a_typed_dict(zip_url: str) -> str:
    order = Order(input={"input_images": zip_url})
    return requests.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]  # expect: RPL101


def without_what_is_none(zip_url: str, webhook: str | None = None) -> str:
    order = {"input": {"input_images": zip_url}, "destination": None, "webhook": webhook}
    order = {key: value for key, value in order.items() if value is not None}
    return requests.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]  # expect: RPL101


def by_whoever_sends(session, zip_url: str) -> str:
    answer = session.post(f"{API}/{PATH}", json={"input": {"input_images": zip_url}}, headers=AUTH)  # expect: RPL101
    return answer.json()["id"]


class Press:
    def __init__(self, http):
        self.http = http

    async def start(self, zip_url: str) -> str:
        async with self.http.post(f"{API}/{PATH}", json={"input": {"input_images": zip_url}}) as answer:  # expect: RPL101
            return (await answer.json())["id"]

    async def in_short(self, zip_url: str) -> str:
        answer = await self.http.request("POST", f"{API}/{PATH}", json={"input": {"input_images": zip_url}})  # expect: RPL101
        return answer.json()["id"]
