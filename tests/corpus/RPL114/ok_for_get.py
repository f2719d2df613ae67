"""Links to read with, and links to write with that only the uploader gets."""
import os
from datetime import timedelta

import boto3
import replicate
import requests
from azure.storage.blob import BlobSasPermissions, generate_blob_sas
from fastapi import FastAPI
from google.cloud import storage

from .clock import tomorrow

app = FastAPI()
BUCKET = os.environ["BUCKET"]
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
s3 = boto3.client("s3")


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/quilts").id


def link(key, operation="get_object"):
    return s3.generate_presigned_url(operation, Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=86400)


@app.post("/uploads")
def upload_link(key: str):
    return {"put": link(key, "put_object"), "form": s3.generate_presigned_post(BUCKET, key)}


@app.post("/trainings")
def train(key: str):
    return {"id": begin(link(key))}


def uploaded_then_read(data: bytes, key: str):
    put_url = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=300)
    requests.put(put_url, data=data, timeout=60).raise_for_status()
    get_url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=86400)
    return begin(get_url)


def google(key):
    blob = storage.Client().bucket(BUCKET).blob(key)
    return [
        begin(blob.generate_signed_url(version="v4", expiration=timedelta(hours=12), method="GET")),
        begin(blob.generate_signed_url(expiration=timedelta(hours=12))),
    ]


def azure(account, key):
    permission = BlobSasPermissions(read=True, write=True)
    sas = generate_blob_sas(account, "quilts", key, account_key=os.environ["AZURE_KEY"], permission=permission, expiry=tomorrow())
    letters = generate_blob_sas(account, "quilts", key, account_key=os.environ["AZURE_KEY"], permission="rw", expiry=tomorrow())
    base = f"https://{account}.blob.core.windows.net/quilts/{key}"
    return begin(f"{base}?{sas}"), begin(f"{base}?{letters}")


def unknown_operation(key, operation):
    return begin(s3.generate_presigned_url(operation, Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=86400))


def for_results(training_id, key):
    requests.post("https://exporter.northwind.io/jobs", json={"training": training_id, "target": link(key, "put_object")}, timeout=10)
# trap: RPL114, RPL115, RPL111
