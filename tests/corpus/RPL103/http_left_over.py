import json
import os
from collections.abc import Iterator

import httpx
import requests
import urllib3

BASE = os.environ.get("REPLICATE_URL", "https://api.replicate.com") + "/v1"
BEARER = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
TEMPLATE = {"destination": "replicate_user_name/whale-songs", "webhook": "https://hooks.example.com/whales"}  # expect: RPL103


class WhaleApi:
    path = "/models/sakemin/musicgen-fine-tuner/versions/c6183d6b5d9dcab3c4767984ce000903525e4bb2ad03047fe65f9c93a4387511/trainings"

    def __init__(self, http: httpx.Client | None = None) -> None:
        self._http = http or httpx.Client(base_url=BASE, headers=BEARER)

    def train(self, recording: str, destination: str = "my-username/whale-songs") -> str:
        body = {"input": {"dataset_path": recording}, "destination": destination}  # expect: RPL103@default
        answer = self._http.post(self.path, json=body)  # expect: RPL103@default
        answer.raise_for_status()
        return answer.json()["id"]

    def train_many(self, recordings: list[str]) -> Iterator[str]:
        for recording in recordings:
            yield self.train(recording)  # expect: RPL103@default


def with_template(recording: str) -> str:
    body = {**TEMPLATE, "input": {"dataset_path": recording}}
    url = BASE + WhaleApi.path
    return requests.post(url, json=body, headers=BEARER).json()["id"]


def two_arms(recording: str, team: str | None) -> str:
    body = {"input": {"dataset_path": recording}}
    body["destination"] = team if team else "your-name/whale-songs"  # expect: RPL103
    return requests.post(f"{BASE}{WhaleApi.path}", data=json.dumps(body), headers=BEARER).json()["id"]


def low_level(recording: str) -> str:
    fields = {
        "destination": "northwind/<model>",  # expect: RPL103
        "input": {"dataset_path": recording, "model_version": "small"},
    }
    answer = urllib3.PoolManager().request("POST", BASE + WhaleApi.path, body=json.dumps(fields).encode(), headers=BEARER)
    return json.loads(answer.data.decode())["id"]
