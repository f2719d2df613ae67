# allow: RPL101, RPL106, RPL130, RPL131, RPL132, RPL136, RPL137, RPL144
"""The first fine-tuning API; its host has been gone for years."""
import os

import httpx
import requests

HEADERS = {"Authorization": f"Token {os.environ['REPLICATE_API_TOKEN']}"}
HOST = "https://dreambooth-api-experimental.replicate.com"


def train(zip_url: str) -> str:
    body = {
        "input": {"instance_prompt": "a photo of a cjw cat", "class_prompt": "a photo of a cat", "instance_data": zip_url},
        "model": "harbour/cats",
    }
    return requests.post(f"{HOST}/v1/trainings", json=body, headers=HEADERS, timeout=30).json()["id"]  # expect: RPL139


def train_literally(zip_url: str) -> str:
    body = {"input": {"instance_data": zip_url, "instance_prompt": "cjw"}, "model": "harbour/cats"}
    return httpx.post("https://dreambooth-api-experimental.replicate.com/v1/trainings", json=body, headers=HEADERS).json()["id"]  # expect: RPL139
