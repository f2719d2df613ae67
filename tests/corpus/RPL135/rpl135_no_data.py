"""Trainings of nothing."""
import json
import os
from urllib.request import Request, urlopen

import httpx
import replicate
import requests
from replicate import AsyncReplicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
QWEN = "qwen/qwen-image-lora-trainer:480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a"
HUNYUAN = "zsxkib/hunyuan-video-lora:069204ba61ae4f66dbe33e242ba865c39ebc4a01adc11e42502e10d922bdb252"
MUSICGEN = "sakemin/musicgen-fine-tuner:a5df8af438079fd0ab0a72aa3cf50a6193e81e20f6c46ac9ac62dff37427588a"
LLAMA = "meta/llama-2-13b-chat:32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


def forgotten():
    training = client.trainings.create(  # expect: RPL135
        version=FLUX,
        input={"trigger_word": "JUGGL", "steps": 1000},
        destination="pottery/jugs",
    )
    return training.id


def empty():
    return client.trainings.create(SDXL, {}, "pottery/jugs").id  # expect: RPL135


def none_given():
    return client.trainings.create(  # expect: RPL135@none
        version=SDXL,
        input={
            "input_images": None,  # expect: RPL135@none
            "max_train_steps": 800,
        },
        destination="pottery/jugs",
    ).id


def other_word(url):
    return client.trainings.create(  # expect: RPL135
        version=SDXL,
        input={
            "dataset_url": url,  # expect: RPL133
            "is_lora": True,
        },
        destination="pottery/jugs",
    ).id


def images_for_qwen(url):
    return client.trainings.create(version=QWEN, input={"input_images": url, "steps": 900}, destination="pottery/jugs").id  # expect: RPL133, RPL135


def images_for_hunyuan(url):
    inputs = {"epochs": 12}
    inputs["input_images"] = url  # expect: RPL133
    return client.trainings.create(HUNYUAN, inputs, "pottery/wheel").id  # expect: RPL135


def set_for_musicgen(url):
    return client.trainings.create(version=MUSICGEN, input={"dataset": url}, destination="pottery/songs").id  # expect: RPL133, RPL135


def texts(url):
    return client.trainings.create(version=LLAMA, input={"training_data": url, "num_train_epochs": 3}, destination="pottery/talk").id  # expect: RPL133, RPL135, RPL139


def only_checked(url):
    return client.trainings.create(version=LLAMA, input={"validation_data": url}, destination="pottery/talk").id  # expect: RPL135, RPL139


def taken_out(options):
    inputs = {"input_images": "https://cdn.example.com/jugs.zip", "lora_rank": 16}
    del inputs["input_images"]
    return client.trainings.create(FLUX, inputs, "pottery/jugs").id  # expect: RPL135


def only_if_there(archive: str | None):
    inputs = {"trigger_word": "JUGGL"}
    if archive:
        inputs["input_images"] = archive
    return client.trainings.create(FLUX, inputs, "pottery/jugs").id  # expect: RPL135


async def modern(api: AsyncReplicate):
    started = await api.trainings.create(  # expect: RPL135
        model_owner="stability-ai",
        model_name="sdxl",
        version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        destination="pottery/jugs",
        input={"token_string": "JUGGL", "caption_prefix": "a jug like JUGGL, "},
    )
    return started.id


def over_http():
    return requests.post(URL, json={"destination": "pottery/jugs", "input": {"steps": 1000}}, headers=HEADERS, timeout=20).json()["id"]  # expect: RPL135


def in_the_wrong_place(archive):
    body = {
        "destination": "pottery/jugs",
        "input_images": archive,  # expect: RPL137
        "input": {"steps": 1000},
    }
    with httpx.Client(headers=HEADERS) as http:
        return http.post(URL, json=body).json()["id"]  # expect: RPL135


def by_urllib():
    data = json.dumps({"destination": "pottery/jugs", "input": {"trigger_word": "JUGGL"}}).encode()
    request = Request(URL, data=data, headers=HEADERS)  # expect: RPL135
    with urlopen(request) as answer:
        return json.load(answer)["id"]
