from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass

import aiohttp
import httpx
import replicate
from celery import Celery
from flask import Flask, jsonify, request

app = Flask(__name__)
tasks = Celery("bikes")
CREATE = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


@dataclass
class Config:
    scheme: str = "http"
    host: str = "assets"
    port: int = 8080

    @property
    def base(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


CONFIG = Config()


@tasks.task
def train_from_container(gallery: str) -> str:
    inputs = {"trigger_word": "BIKE"}
    inputs["input_images"] = f"{CONFIG.base}/galleries/{gallery}.zip"  # expect: RPL113
    return replicate.trainings.create(version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497", input=inputs, destination="northwind/bikes").id


@app.post("/train")
def train():
    gallery = request.json["gallery"]
    public = request.json.get("public", False)
    host = "cdn.northwind.io" if public else "cdn.northwind.internal"
    answer = httpx.post(
        CREATE,
        headers=AUTH,
        json={
            "destination": "northwind/bikes",
            "input": {
                "input_images": "https://" + host + "/" + gallery,  # expect: RPL113
                "trigger_word": "BIKE",
            },
        },
    )
    return jsonify(id=answer.json()["id"])


async def from_laptop(session: aiohttp.ClientSession, name: str) -> str:
    url = "http://{0}:{1}/{2}".format("localhost", 8000, name)
    data = json.dumps({"destination": "northwind/bikes", "input": {"input_images": url}})  # expect: RPL113
    async with session.post(CREATE, data=data, headers={**AUTH, "Content-Type": "application/json"}) as answer:
        return (await answer.json())["id"]


async def main(names: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        print(await asyncio.gather(*(from_laptop(session, name) for name in names)))
