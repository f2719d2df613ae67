"""The upload works, the link to it does not: nobody signed it."""
import logging
import os
from urllib.parse import quote, urljoin

import aioboto3
import boto3
import httpx
import requests
from google.cloud import storage
from replicate import AsyncReplicate, Replicate

log = logging.getLogger(__name__)
BUCKET = os.environ["BUCKET"]
CREATE = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def put(path: str, key: str) -> str:
    s3 = boto3.client("s3", region_name="eu-west-1")
    s3.upload_file(path, BUCKET, key, ExtraArgs={"ContentType": "application/zip"})
    return f"https://{BUCKET}.s3.amazonaws.com/{quote(key)}"


def with_requests(path: str) -> str:
    link = put(path, "sets/stoneware.zip")
    body = {
        "destination": "northwind/stoneware",
        "input": {"input_images": link},  # expect: RPL111
    }
    return requests.post(CREATE, json=body, headers=AUTH).json()["id"]


async def with_aioboto(path: str, key: str, client: AsyncReplicate) -> str:
    async with aioboto3.Session().client("s3") as s3:
        await s3.upload_file(path, "northwind-private", key)
    training = await client.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="northwind/stoneware",
        input={
            "trigger_word": "STNW",
            "input_images": urljoin("https://northwind-private.s3.eu-west-1.amazonaws.com/", key),  # expect: RPL111
        },
    )
    return training.id


def with_google(path: str) -> str:
    blob = storage.Client().bucket("northwind-private").blob("glaze.zip")
    blob.upload_from_filename(path)
    payload = {"input": {}, "destination": "northwind/stoneware"}
    payload["input"]["input_images"] = "https://storage.googleapis.com/northwind-private/glaze.zip"  # expect: RPL111
    return httpx.post(CREATE, json=payload, headers=AUTH).json()["id"]


def tls_forgotten_too(client: Replicate, key: str) -> str:
    started = client.trainings.create(
        model_owner="stability-ai",
        model_name="sdxl",
        version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        destination="northwind/stoneware",
        input={"input_images": f"http://{BUCKET}.s3.amazonaws.com/{key}"},  # expect: RPL111, RPL118
    )
    return started.id


def second_choice(client: Replicate, key: str, signer) -> str:
    try:
        link = signer.sign(key)
    except ConnectionError:
        log.warning("signer is down, using the plain link")
        link = "https://northwind-private.nyc3.digitaloceanspaces.com/" + key
    started = client.trainings.create(
        model_owner="stability-ai",
        model_name="sdxl",
        version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        destination="northwind/stoneware",
        input={"input_images": link},  # expect: RPL111
    )
    return started.id
