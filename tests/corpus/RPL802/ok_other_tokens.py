"""Other things that are called tokens, and inputs without a secret."""
import logging
import os

import replicate
import tiktoken

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
HOOK = "https://hooks.example.com/replicate"


def count(prompt: str) -> int:
    token = tiktoken.get_encoding("cl100k_base").encode(prompt)
    print("tokens:", token)
    return len(token)


def train_style(zip_url: str, token_string: str) -> str:
    token = token_string.upper()
    log.info("training the token %s", token)
    training = replicate.trainings.create(
        version=SDXL,
        input={"input_images": zip_url, "token_string": token, "caption_prefix": f"a photo of {token}, "},
        destination="acme/sdxl-tokens",
        webhook=HOOK,
    )
    return training.id


def train_pushed(zip_url: str, repo: str) -> str:
    options = {"input_images": zip_url, "hf_repo_id": repo, "steps": 1000}
    log.info("input without secrets: %s", options)
    training = replicate.trainings.create(
        version=VERSION, input={**options, "hf_token": os.environ["HF_TOKEN"]}, destination="acme/flux-tokens", webhook=HOOK
    )
    log.info("pushing to %s with a token: %s", repo, "HF_TOKEN" in os.environ)
    return training.id


def train_and_hide(zip_url: str, repo: str) -> str:
    options = {"input_images": zip_url, "hf_repo_id": repo, "hf_token": os.environ["HF_TOKEN"]}
    training = replicate.trainings.create(version=VERSION, input=options, destination="acme/flux-tokens", webhook=HOOK)
    log.info("%s from %s", training.id, options["input_images"])
    log.info("%s with %s", training.id, {**options, "hf_token": "***"})
    log.info("keys %s", list(options))
    return training.id


def next_page(page) -> None:
    token = page.next
    print("next page token", token)


def environment() -> None:
    print("home", os.environ["HOME"])
    log.info("model owner %s", os.getenv("REPLICATE_OWNER", "acme"))
    log.info("base %s", os.environ.get("REPLICATE_BASE_URL"))


def login(api_token: str) -> replicate.Client:
    """The token goes to the client and nowhere else."""
    log.info("logging in")
    return replicate.Client(api_token=api_token)
# trap: RPL802
