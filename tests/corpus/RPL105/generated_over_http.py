import json
import os
import urllib.request
from uuid import uuid4

import aiohttp
import httpx
import replicate

CREATE = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"], "Content-Type": "application/json"}


def new_name() -> str:
    return f"sketch-{str(uuid4())[:8]}"


def with_httpx(images):
    body = {"input": {"input_images": images}}
    body["destination"] = "northwind/" + new_name()  # expect: RPL105
    return httpx.post(CREATE, json=body, headers=AUTH).raise_for_status().json()["id"]


def with_urllib(images, job):
    body = {
        "destination": "northwind/job-{}".format(job.pk),  # expect: RPL105
        "input": {"input_images": images},
    }
    request = urllib.request.Request(CREATE, json.dumps(body).encode(), AUTH)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]


async def with_aiohttp(session: aiohttp.ClientSession, images: str):
    target = f"northwind/{uuid4()}"
    payload = {"destination": target, "input": {"input_images": images}}  # expect: RPL105
    async with session.post(CREATE, json=payload, headers=AUTH) as answer:
        data = await answer.json()
    return data["id"], target


def some_other_model_is_made(images):
    """The shared model does exist; the one that is named does not."""
    replicate.models.create(owner="northwind", name="sketches-shared", visibility="private", hardware="cpu")
    suffix = uuid4().hex[:6]
    destination = f"northwind/sketches-{suffix}"
    training = replicate.trainings.create(
        version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        input={"input_images": images},
        destination=destination,  # expect: RPL105
    )
    return {"training": training.id, "destination": destination}
