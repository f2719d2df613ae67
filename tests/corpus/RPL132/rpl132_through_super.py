"""Clients that inherit: from a dataclass, from a library's client, by properties and class methods."""
import os
from dataclasses import dataclass, field
from typing import Any

import httpx
import replicate
import requests

BODY = {"destination": "loom/cloth", "input": {"input_images": "https://cdn.loom.io/cloth.zip"}}
PATH = "/models/ostris/flux-dev-lora-trainer/versions/e440909d/trainings"


@dataclass
class Rest:
    base_url: str
    token: str
    _client: httpx.Client | None = field(default=None, init=False, repr=False)

    @property
    def client(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(base_url=self.base_url, headers={"Authorization": f"Bearer {self.token}"})
        return self._client


class Trainings(Rest):
    def __init__(self):
        super().__init__("https://api.replicate.com/v1", os.environ["REPLICATE_API_TOKEN"])

    def start(self) -> Any:
        return self.client.post(PATH, json=BODY).json()["id"]  # expect: RPL132


class Client(httpx.Client):
    def __init__(self, token):
        super().__init__(base_url="https://api.replicate.com/v1", headers={"Authorization": f"Bearer {token}"})

    def start(self):
        return self.post(PATH, json=BODY).json()["id"]  # expect: RPL132


class Session(requests.Session):
    def post(self, url, **options):
        return super().post("https://api.replicate.com/v1" + url, **options)  # expect: RPL132@session


def with_a_session():
    return Session().post(PATH, json=BODY).json()["id"]  # expect: RPL132@session


class Plain:
    @property
    def inputs(self):
        return {"steps": 1000}

    @classmethod
    def request(cls, destination):
        return {"destination": destination, "version": "ostris/flux-dev-lora-trainer:e440909d"}  # expect: RPL132


class Fancy(Plain):
    @property
    def inputs(self):
        return {**super().inputs, "lora_rank": 300}  # expect: RPL134

    @classmethod
    def request(cls, destination):
        return {**super().request(destination), "name": "cloth"}  # expect: RPL137

    def start(self, url):
        return replicate.trainings.create(**self.request("loom/cloth"), input=self.inputs | {"input_images": url}).id
