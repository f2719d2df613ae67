"""The data is there, may be there, or is not needed."""
import json
from pathlib import Path

import replicate
import requests

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
OWN = "pottery/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
DEFAULTS = {"steps": 1000, "lora_rank": 16}


def handle_given(path):
    with open(path, "rb") as archive:
        return replicate.trainings.create(version=FLUX, input={"input_images": archive, **DEFAULTS}, destination="pottery/jugs").id


def merged(url):
    return replicate.trainings.create(version=FLUX, input=DEFAULTS | {"input_images": url}, destination="pottery/jugs").id


def unknown_rest(extra: dict):
    return replicate.trainings.create(version=FLUX, input={**DEFAULTS, **extra}, destination="pottery/jugs").id


def unknown_whole(inputs):
    return replicate.trainings.create(version=SDXL, input=inputs, destination="pottery/jugs").id


def unknown_key(key, url):
    return replicate.trainings.create(version=SDXL, input={key: url}, destination="pottery/jugs").id


def from_file(path):
    inputs = json.loads(Path(path).read_text())
    inputs.setdefault("steps", 900)
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/jugs").id


def pretrained():
    weights = "https://huggingface.co/pottery/jugs-lora/resolve/main/jugs.safetensors"
    return replicate.trainings.create(
        version=FLUX, input={"skip_training_and_use_pretrained_hf_lora_url": weights}, destination="pottery/jugs"
    ).id


def own_trainer():
    return replicate.trainings.create(version=OWN, input={"steps": 12}, destination="pottery/jugs").id


def updated(url):
    inputs = dict(DEFAULTS)
    inputs.update(input_images=url)
    return requests.post(URL, json={"destination": "pottery/jugs", "input": inputs}, timeout=20).json()["id"]


def filled_elsewhere(builder):
    inputs = {"steps": 1000}
    builder.add_data(inputs)
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/jugs").id


def refuses(archive=None):
    inputs = dict(DEFAULTS)
    if archive is None:
        raise ValueError("nothing to train on")
    inputs["input_images"] = archive
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/jugs").id


def predicting(prompt):
    return replicate.run(FLUX, input={"prompt": prompt})
# trap: RPL133, RPL135
