import json
import os

import httpx
import requests
from urllib3 import PoolManager

API = "https://api.replicate.com/v1/models/{}/{}/versions/{}/trainings"
SDXL = API.format("stability-ai", "sdxl", "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b")
OWN = API.format("northwind", "house-style-trainer", "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223")
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def default_of_parameter(images: str = "<url of your zip>"):
    body = {"destination": "northwind/rugs", "input": {"input_images": images}}  # expect: RPL110@default
    return requests.post(SDXL, json=body, headers=AUTH).json()["id"]  # expect: RPL110@default


def two_keys():
    body = {
        "destination": "northwind/rugs",
        "input": {
            "instance_data": "https://cdn.example.com/rugs.zip",
            "class_data": "https://your-domain/regularization.zip",  # expect: RPL110
        },
    }
    with httpx.Client(headers=AUTH) as http:
        return http.post(OWN, json=body).json()["id"]


def in_a_list():
    payload = {
        "destination": "northwind/rugs",
        "input": {"images": ["https://cdn.example.com/1.jpg", "https://my-domain/2.jpg"]},  # expect: RPL110
    }
    answer = PoolManager().request("POST", OWN, body=json.dumps(payload), headers=AUTH)
    return json.loads(answer.data)["id"]


def upload(images: str) -> str:
    body = json.dumps({"destination": "northwind/rugs", "input": {"input_images": images}})
    return requests.post(SDXL, data=body, headers={**AUTH, "Content-Type": "application/json"}).json()["id"]


def main() -> None:
    print(upload("/path/to/rugs.zip"))  # expect: RPL110
