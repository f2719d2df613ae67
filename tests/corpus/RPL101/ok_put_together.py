"""The same shop, and all is there, or nobody can tell."""
import json
import os

import pytest
import requests
import requests_mock
import responses
import respx
from httpx import Response

API = "https://api.replicate.com/v1"
PATH = "models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def without_what_is_empty(zip_url: str, destination: str, webhook: str | None = None) -> str:
    order = dict(input={"input_images": zip_url}, destination=destination, webhook=webhook)
    order = {key: value for key, value in order.items() if value}
    return requests.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]


def set_if_known(row, destination: str | None) -> str:
    order = dict(row.order)
    if destination:
        order["destination"] = destination
    return requests.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]


def from_a_file(path: str) -> str:
    with open(path) as file:
        order = json.load(file)
    order["input"]["steps"] = 1200
    return requests.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]


def with_a_body_set_later(zip_url: str) -> str:
    made = requests.Request("POST", f"{API}/{PATH}", headers=AUTH).prepare()
    made.body = json.dumps({"input": {"input_images": zip_url}, "destination": "press/posters"})
    return requests.Session().send(made, timeout=30).json()["id"]


def by_whoever_sends(session, order: dict) -> str:
    return session.post(f"{API}/{PATH}", json=order, headers=AUTH).json()["id"]


def elsewhere(session, zip_url: str) -> dict:
    return session.post("https://trainer.example.com/v1/trainings", json={"input": {"input_images": zip_url}}).json()


@respx.mock
def test_started() -> None:
    respx.post(f"{API}/{PATH}").mock(return_value=Response(201, json={"id": "t1", "status": "starting", "input": {}}))
    assert without_what_is_empty("https://cdn.example.com/a.zip", "press/posters") == "t1"


@responses.activate
def test_refused() -> None:
    responses.post(f"{API}/{PATH}", json={"detail": "no such destination"}, status=404)
    with pytest.raises(KeyError):
        without_what_is_empty("https://cdn.example.com/a.zip", "press/none")


def test_answered() -> None:
    with requests_mock.Mocker() as mocker:
        mocker.post(f"{API}/{PATH}", json={"id": "t2", "status": "starting", "input": {"steps": 1000}})
        assert set_if_known(object, None) == "t2"


def test_with_a_fixture(requests_mock, httpx_mock) -> None:
    requests_mock.post(f"{API}/{PATH}", json={"id": "t3", "status": "starting"})
    httpx_mock.add_response(url=f"{API}/{PATH}", json={"id": "t3"})
