"""Trainers that are run where they do nothing, trained where they predict, or gone."""
import os

import httpx
import replicate
import requests
from replicate import Client

FAST = "replicate/fast-flux-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed"
RVC = "replicate/train-rvc-model:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
LLAMA = "meta/llama-2-7b:32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = Client()


def run(url):
    return replicate.run(FAST, input={"input_images": url, "trigger_word": "SHIP", "lora_type": "style"})  # expect: RPL139


def run_literally(url):
    return replicate.run(
        "replicate/fast-flux-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed",  # expect: RPL139
        input={"input_images": url},
    )


async def run_asynchronously(url):
    return await client.async_run(FAST, input={"input_images": url})  # expect: RPL139


def trained_pro(url):
    training = client.trainings.create(
        model="black-forest-labs/flux-pro-trainer",  # expect: RPL139@pro
        version="102b666f7c0f998764f80a99b762a8934789ea79b971344be37146fb97527b72",  # expect: RPL139@pro
        input={"input_images": url, "trigger_word": "SHIP"},
        destination="harbour/ships",
    )
    return training.id


def trained_voice(url):
    return client.trainings.create(version=RVC, input={"dataset_zip": url, "sample_rate": "48k"}, destination="harbour/horns").id  # expect: RPL139


def trained_lora(url):
    return client.trainings.create(
        version="replicate/lora-training:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223",  # expect: RPL139
        input={"instance_data": url, "task": "object"},
        destination="harbour/ships",
    ).id


def trained_lora_over_http(url):
    return requests.post("https://api.replicate.com/v1/models/replicate/lora-training/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings", json={"destination": "harbour/ships", "input": {"instance_data": url}}, headers=HEADERS, timeout=9).json()["id"]  # expect: RPL139


def retired(url):
    return client.trainings.create(
        version="meta/llama-2-70b-chat:32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845",  # expect: RPL139
        input={"train_data": url, "num_train_epochs": 3},
        destination="harbour/parrot",
    ).id


def retired_by_constant(url):
    return client.trainings.create(LLAMA, {"train_data": url}, "harbour/parrot").id  # expect: RPL139


def retired_over_http(url):
    return httpx.post("https://api.replicate.com/v1/models/meta/llama-2-13b/versions/32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845/trainings", json={"destination": "harbour/parrot", "input": {"train_data": url}}, headers=HEADERS).json()["id"]  # expect: RPL139


def retired_in_three(api: replicate.Replicate, url):
    return api.trainings.create(
        model_owner="meta",  # expect: RPL139@three
        model_name="llama-2-7b-chat",  # expect: RPL139@three
        version_id="32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845",  # expect: RPL139@three
        input={"train_data": url},
        destination="harbour/parrot",
    ).id
