"""Headers for our own calls, keys that the trainers really read, and links that carry what they need."""
import os

import httpx
import replicate
import requests

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
headers = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
cookies = {"consent": "yes"}


def own_request_headers(url):
    body = {"destination": "northwind/moss", "input": {"input_images": url}}
    return requests.post(URL, json=body, headers=headers, cookies=cookies).json()["id"]


def client_headers(url):
    client = replicate.Client(headers={"User-Agent": "moss/1.0"})
    return client.trainings.create(version=FLUX, input={"input_images": url}, destination="northwind/moss").id


def trainer_keys(url):
    training = replicate.trainings.create(
        version=FLUX,
        input={
            "input_images": url,
            "hf_repo_id": "northwind/moss",
            "hf_token": os.environ["HF_TOKEN"],
            "wandb_api_key": os.environ["WANDB_API_KEY"],
        },
        destination="northwind/moss",
    )
    return training.id


def fetched_by_us(url):
    data = httpx.get(url, headers={"X-Api-Key": os.environ["ARCHIVE_KEY"]}).raise_for_status()
    with open("/tmp/moss.zip", "wb") as out:
        out.write(data.content)
    with open("/tmp/moss.zip", "rb") as archive:
        return replicate.trainings.create(version=FLUX, input={"input_images": archive}, destination="northwind/moss").id


def removed_again(url):
    params = {"training_data": url, "headers": headers}
    params.pop("headers")
    return replicate.trainings.create(version=OWN, input=params, destination="northwind/moss").id


def drive_with_key(file_id, key):
    url = f"https://www.googleapis.com/drive/v3/files/{file_id}?alt=media&key={key}"
    return replicate.trainings.create(version=FLUX, input={"input_images": url}, destination="northwind/moss").id


def drive_download(file_id):
    url = f"https://drive.google.com/uc?export=download&id={file_id}"
    return replicate.trainings.create(version=FLUX, input={"input_images": url}, destination="northwind/moss").id


def public_archives():
    for url in (
        "https://github.com/northwind/moss/archive/refs/tags/v3.zip",
        "https://gitlab.com/northwind/moss/-/archive/main/moss-main.zip",
        "https://codeload.github.com/northwind/moss/zip/refs/heads/main",
    ):
        yield replicate.trainings.create(version=FLUX, input={"input_images": url}, destination="northwind/moss")


def a_prediction(url):
    return replicate.predictions.create(version="6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223", input={"data_url": url, "headers": headers})
# trap: RPL112, RPL117
