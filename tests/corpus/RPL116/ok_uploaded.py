"""Files that the client uploads, links, and strings that could be either."""
import argparse
import io
import os
import zipfile
from pathlib import Path

import boto3
import replicate
import requests

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
DEST = "northwind/wasps"
ARCHIVE = "data/wasps.zip"
client = replicate.Client()


def begin(images):
    return client.trainings.create(version=FLUX, input={"input_images": images}, destination=DEST).id


def handle():
    with open(ARCHIVE, "rb") as archive:
        return begin(archive)


def path():
    return begin(Path(ARCHIVE)), begin(Path(__file__).parent / "wasps.zip"), begin(Path.home() / "wasps.zip")


def in_memory(folder):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for file in Path(folder).iterdir():
            bundle.write(file, file.name)
    buffer.seek(0)
    return begin(buffer)


def by_files_api():
    uploaded = client.files.create(ARCHIVE)
    return begin(uploaded.urls["get"])


def by_own_upload():
    with open(ARCHIVE, "rb") as archive:
        answer = requests.post("https://uploads.northwind.io/", files={"file": archive}, timeout=300)
    return begin(answer.json()["url"])


def by_bucket(bucket):
    s3 = boto3.client("s3")
    s3.upload_file(ARCHIVE, bucket, os.path.basename(ARCHIVE))
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": os.path.basename(ARCHIVE)}, ExpiresIn=43200))


def base_unknown(base, name):
    return begin(f"{base}/{name}.zip"), begin(base + "/wasps.zip")


def checked(images):
    if not images.startswith("https://"):
        raise ValueError("a link, please")
    return begin(images)


def opened_if_local(images):
    source = images if images.startswith("https://") else open(images, "rb")
    return begin(source)


def other_keys(url):
    training = client.trainings.create(
        version=OWN,
        input={"training_data": url, "config": "configs/wasps.yaml", "resume_from": "last", "output_name": "wasps.safetensors"},
        destination=DEST,
    )
    return training.id


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("images")
    parser.add_argument("--log", default="train.log")
    args = parser.parse_args()
    print(begin(args.images), file=open(args.log, "a"))


def a_prediction():
    return client.predictions.create(version="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"image": "./wasp.png", "prompt": "a wasp"})
# trap: RPL116, RPL120
