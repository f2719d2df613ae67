"""An order that is read from a file, and given an empty destination."""

import json

import requests

API = "https://api.replicate.com/v1/trainings"
AUTH = {"Authorization": "Token from-the-vault"}


def from_a_file(path: str) -> str:
    with open(path) as file:
        order = json.load(file)
    order["destination"] = ""  # expect: RPL101
    return requests.post(API, json=order, headers=AUTH).json()["id"]
