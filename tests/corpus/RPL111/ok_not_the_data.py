"""Storage links that no training is given, and hosts that only resemble a store."""
import logging

import boto3
import replicate
import requests

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
ARCHIVE = "https://northwind-private.s3.amazonaws.com/tapestry.zip"
MIRRORS = {"s3": "https://northwind-private.s3.amazonaws.com", "cdn": "https://cdn.northwind.io"}


def mirrored(key):
    log.info("original: %s/%s", MIRRORS["s3"], key)
    return replicate.trainings.create(VERSION, {"input_images": f"{MIRRORS['cdn']}/{key}"}, "northwind/tapestry").id


def copied_first(api, key):
    data = requests.get(ARCHIVE, timeout=60).content
    uploaded = api.files.create(data, filename="tapestry.zip")
    training = replicate.trainings.create(VERSION, {"input_images": uploaded.urls["get"]}, "northwind/tapestry")
    log.info("%s was copied from %s", training.id, ARCHIVE)
    return training.id


def downloaded_first(tmp_path):
    boto3.client("s3").download_file("northwind-private", "tapestry.zip", str(tmp_path))
    with open(tmp_path, "rb") as archive:
        training = replicate.trainings.create(VERSION, {"input_images": archive}, "northwind/tapestry")
    return training.id


def moved_behind_the_cdn():
    url = ARCHIVE.replace("northwind-private.s3.amazonaws.com", "cdn.northwind.io")
    return replicate.trainings.create(VERSION, {"input_images": url}, "northwind/tapestry").id


def overwritten(signer):
    url = ARCHIVE
    url = signer.sign(url)
    return replicate.trainings.create(VERSION, {"input_images": url}, "northwind/tapestry").id


def looks_alike(key):
    for host in ("s3.amazonaws.com.northwind.io", "amazonaws.northwind.io", "gs.northwind.io", "storage-googleapis.com"):
        training = replicate.trainings.create(VERSION, {"input_images": f"https://{host}/{key}"}, "northwind/tapestry")
        log.info("%s", training.id)


def by_cloudfront(key):
    return replicate.trainings.create(VERSION, {"input_images": f"https://d111111abcdef8.cloudfront.net/{key}"}, "northwind/tapestry").id


def a_prediction():
    return replicate.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"image": "https://northwind-private.s3.amazonaws.com/a.png", "prompt": "x"})


def other_vendor(client):
    return client.fine_tuning.jobs.create(training_file="s3://northwind-private/train.jsonl", model="small-1")
# trap: RPL111, RPL116
