"""Each of these is used the way it works."""
import os

import httpx
import replicate
from replicate import Replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
FAST = "replicate/fast-flux-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed"
HASH = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def fast(url):
    return replicate.trainings.create(version=FAST, input={"input_images": url, "trigger_word": "SHIP", "training_steps": 900}, destination="harbour/ships").id


def with_sdxl(prompt):
    return replicate.run(SDXL, input={"prompt": prompt})


def with_flux_weights(prompt, weights):
    return replicate.run(FLUX, input={"prompt": prompt, "extra_lora": weights})


def pro(url):
    return replicate.predictions.create(model="black-forest-labs/flux-pro-trainer", input={"input_images": url, "trigger_word": "SHIP"}).id


def voice(url):
    return replicate.run(f"replicate/train-rvc-model:{HASH}", input={"dataset_zip": url, "sample_rate": "48k", "version": "v2"})


def lora(url):
    return replicate.run(f"cloneofsimo/lora-training:{HASH}", input={"instance_data": url, "task": "face"})


def llama_predicts(prompt):
    return replicate.run("meta/llama-2-70b-chat", input={"prompt": prompt})


def newer_llama(prompt):
    return Replicate().run("meta/meta-llama-3-8b-instruct", input={"prompt": prompt})


def our_copy(url):
    return replicate.trainings.create(version=f"harbour/fast-flux-trainer:{HASH}", input={"input_images": url}, destination="harbour/ships").id


def our_result(prompt):
    return replicate.run(f"harbour/ships:{HASH}", input={"prompt": prompt})


def read_about_it():
    page = httpx.get("https://replicate.com/replicate/fast-flux-trainer", timeout=9)
    model = replicate.models.get("replicate/fast-flux-trainer")
    return page.text, model.description, os.name
# trap: RPL133, RPL135, RPL139
