"""base64 for logins, checksums, predictions and decoding; the training gets a file or a link."""
import base64
import hashlib
import io
import os
from pathlib import Path

import boto3
import replicate
import requests

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


def begin(data, **options):
    training = client.trainings.create(version=VERSION, input={"input_images": data}, destination="northwind/tartan", **options)
    return training.id


def decoded(payload: str):
    archive = io.BytesIO(base64.b64decode(payload))
    return begin(archive)


def uploaded_with_login(path):
    login = base64.b64encode(f"{os.environ['DAV_USER']}:{os.environ['DAV_PASSWORD']}".encode()).decode()
    with open(path, "rb") as archive:
        requests.put("https://dav.northwind.io/tartan.zip", data=archive, headers={"Authorization": f"Basic {login}"})
    return begin("https://cdn.northwind.io/tartan.zip")


def with_checksum(path, bucket):
    body = Path(path).read_bytes()
    checksum = base64.b64encode(hashlib.md5(body).digest()).decode()
    s3 = boto3.client("s3")
    s3.put_object(Bucket=bucket, Key="tartan.zip", Body=body, ContentMD5=checksum)
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "tartan.zip"}, ExpiresIn=86400))


def as_links(path):
    return begin(Path(path), file_encoding_strategy="url")


def unknown_strategy(path, strategy):
    return begin(Path(path), file_encoding_strategy=strategy)


def preview(path):
    uri = "data:image/png;base64," + base64.b64encode(Path(path).read_bytes()).decode()
    prediction = client.predictions.create(version="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"image": uri, "prompt": "tartan"}, file_encoding_strategy="base64")
    return prediction.id


def link_id(name):
    key = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    return begin(f"https://cdn.northwind.io/sets/{key}.zip")


def from_request(body):
    return begin(body["archive"])


def looks_alike():
    return begin("https://data.northwind.io/application/zip;base64/tartan.zip")


def asked_with_a_mark(url):
    token = base64.b64encode(os.urandom(9)).decode()
    training = client.trainings.create(
        version=VERSION, input={"input_images": url, "autocaption_prefix": "data: tartan"}, destination="northwind/tartan"
    )
    return {"id": training.id, "token": token}
# trap: RPL119
