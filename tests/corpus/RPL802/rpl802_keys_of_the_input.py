"""Fine-tunes that are pushed to Hugging Face and watched in W&B: those keys are secrets, too."""
import json
import logging
import os
from pprint import pprint

import replicate

log = logging.getLogger("finetune")
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
HOOK = "https://hooks.example.com/replicate"


def push(zip_url: str, repo: str) -> str:
    hf_token = os.environ["HF_TOKEN"]
    print("pushing with", hf_token)  # expect: RPL802
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": zip_url, "hf_repo_id": repo, "hf_token": hf_token},
        destination="acme/flux-pushed",
        webhook=HOOK,
    )
    return training.id


def watch(zip_url: str) -> str:
    key = os.environ["WANDB_API_KEY"]
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": zip_url, "wandb_api_key": key, "wandb_project": "pushed"},
        destination="acme/flux-pushed",
        webhook=HOOK,
    )
    log.info("%s reports to W&B with %s", training.id, key)  # expect: RPL802
    return training.id


def whole_input(zip_url: str, repo: str) -> str:
    options = {
        "input_images": zip_url,
        "hf_repo_id": repo,
        "hf_token": os.environ["HF_TOKEN"],
        "steps": 1200,
    }
    log.debug("input: %s", options)  # expect: RPL802
    training = replicate.trainings.create(version=VERSION, input=options, destination="acme/flux-pushed", webhook=HOOK)
    return training.id


def as_json(zip_url: str) -> str:
    options = {"input_images": zip_url}
    options["wandb_api_key"] = os.getenv("WANDB_API_KEY")
    training = replicate.trainings.create(version=VERSION, input=options, destination="acme/flux-pushed", webhook=HOOK)
    print(training.id, json.dumps(options))  # expect: RPL802
    return training.id


def pretty(zip_url: str) -> str:
    options = dict(input_images=zip_url, hf_repo_id="acme/pushed", hf_token=os.environ["HF_TOKEN"])
    pprint(options)  # expect: RPL802
    training = replicate.trainings.create(version=VERSION, input=options, destination="acme/flux-pushed", webhook=HOOK)
    return training.id


def one_entry(zip_url: str) -> str:
    options = {"input_images": zip_url, "hf_repo_id": "acme/pushed", "hf_token": os.environ["HF_TOKEN"]}
    training = replicate.trainings.create(version=VERSION, input=options, destination="acme/flux-pushed", webhook=HOOK)
    log.info(f"{training.id}: {options['hf_token']}")  # expect: RPL802
    return training.id
