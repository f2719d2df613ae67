import json
import os
from http.client import HTTPSConnection

import requests
from replicate import Client

PATH = "/v1/models/sakemin/musicgen-fine-tuner/versions/c6183d6b5d9dcab3c4767984ce000903525e4bb2ad03047fe65f9c93a4387511/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}


def connection(track: str) -> str:
    body = {"destination": "northwind/harbour", "input": {"dataset_path": f"http://audio.northwind.io/{track}.zip"}}  # expect: RPL118
    conn = HTTPSConnection("api.replicate.com", timeout=20)
    conn.request("POST", PATH, body=json.dumps(body).encode(), headers=AUTH)
    return json.loads(conn.getresponse().read())["id"]


def unknown_key(client: Client, link: str) -> str:
    training = client.trainings.create(
        "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",
        {
            "training_data": link,
            "regularization": "http://cdn.northwind.io/reg.zip",  # expect: RPL118
        },
        "northwind/harbour",
    )
    return training.id


def several() -> str:
    tracks = ["https://audio.northwind.io/1.wav", "http://audio.northwind.io/2.wav"]
    answer = requests.post(
        "https://api.replicate.com" + PATH.replace("sakemin/musicgen-fine-tuner", "northwind/house-style-trainer").replace("c6183d6b5d9dcab3c4767984ce000903525e4bb2ad03047fe65f9c93a4387511", "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"),
        headers=AUTH,
        json={"destination": "northwind/harbour", "input": {"audio_dataset": tracks}},  # expect: RPL118
    )
    return answer.json()["id"]
