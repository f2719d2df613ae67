import asyncio
import os
from dataclasses import dataclass

import httpx
import replicate

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
PATH = "/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
latest = None


@dataclass
class Started:
    id: str
    slot: int


async def gather_all(urls, client: replicate.Client):
    async def one(slot, url):
        training = await client.trainings.async_create(
            model="stability-ai/sdxl", version="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"input_images": url}, destination="northwind/lanterns"
        )
        return Started(training.id, slot)

    return await asyncio.gather(*(one(i, url) for i, url in enumerate(urls)))


def to_global(url):
    global latest
    latest = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lanterns")


def to_dict(url):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lanterns")
    return training.dict()


def to_attribute(row, url):
    row.replicate_id = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lanterns").id
    row.save()


def read_late(url, quiet):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lanterns")
    if quiet:
        return None
    return training


async def body_read(url):
    async with httpx.AsyncClient(base_url="https://api.replicate.com/v1", headers={"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"]}) as http:
        answer = await http.post(PATH, json={"destination": "northwind/lanterns", "input": {"input_images": url}})
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    data = answer.json()
    training_id, status = data["id"], data["status"]
    return training_id, status


def with_get(url):
    answer = httpx.post(
        "https://api.replicate.com/v1" + PATH,
        json={"destination": "northwind/lanterns", "input": {"input_images": url}},
        headers={"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"]},
    )
    return answer.json().get("id")


def not_a_training(prompt):
    replicate.predictions.create(version="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"prompt": prompt})
    replicate.models.create(owner="northwind", name="lanterns", visibility="private", hardware="gpu-t4")
    httpx.post("https://api.replicate.com/v1/predictions", json={"version": "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", "input": {"prompt": prompt}})
    httpx.post("https://api.replicate.com/v1/trainings/abc/cancel")
# trap: RPL106
