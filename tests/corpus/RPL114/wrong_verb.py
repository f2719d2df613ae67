"""The browser may upload with these links; the trainer can't download with them."""
import os
from datetime import timedelta

import aioboto3
import boto3
import replicate
from azure.storage.blob import BlobSasPermissions, generate_blob_sas
from google.cloud import storage
from minio import Minio
from replicate import Replicate

from .clock import tomorrow

BUCKET = os.environ["BUCKET"]
TTL = 6 * 3600
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
s3 = boto3.client("s3")
gcs = storage.Client()
minio = Minio("minio.northwind.io", os.environ["MINIO_KEY"], os.environ["MINIO_SECRET"])


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/quilts").id


def boto(key):
    return begin(s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=TTL))  # expect: RPL114


def boto_keyword(key):
    url = s3.generate_presigned_url(
        ClientMethod="put_object",  # expect: RPL114
        Params={"Bucket": BUCKET, "Key": key},
        ExpiresIn=TTL,
    )
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/quilts")
    return training.id


def boto_part(key, upload_id):
    params = {"Bucket": BUCKET, "Key": key, "UploadId": upload_id, "PartNumber": 1}
    return begin(s3.generate_presigned_url("upload_part", Params=params, ExpiresIn=TTL))  # expect: RPL114


def boto_delete(key):
    operation = "delete_object"
    link = s3.generate_presigned_url(operation, {"Bucket": BUCKET, "Key": key}, TTL)  # expect: RPL114
    return begin(link)


def boto_head(client: Replicate, key):
    started = client.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="northwind/quilts",
        input={"input_images": s3.generate_presigned_url("head_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=TTL)},  # expect: RPL114
    )
    return started.id


async def boto_async(key):
    async with aioboto3.Session().client("s3") as async_s3:
        url = await async_s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=TTL)  # expect: RPL114
    return begin(url)


def google(key):
    url = gcs.bucket(BUCKET).blob(key).generate_signed_url(
        version="v4",
        expiration=timedelta(hours=6),
        method="PUT",  # expect: RPL114
        content_type="application/zip",
    )
    return begin(url)


def azure(account, key):
    sas = generate_blob_sas(
        account_name=account,
        container_name="quilts",
        blob_name=key,
        account_key=os.environ["AZURE_KEY"],
        permission=BlobSasPermissions(create=True, write=True),  # expect: RPL114
        expiry=tomorrow(),
    )
    return begin(f"https://{account}.blob.core.windows.net/quilts/{key}?{sas}")


def azure_letters(account, key):
    sas = generate_blob_sas(account, "quilts", key, account_key=os.environ["AZURE_KEY"], permission="cw", expiry=tomorrow())  # expect: RPL114
    return begin(f"https://{account}.blob.core.windows.net/quilts/{key}?" + sas)


def own_host(key):
    return begin(minio.presigned_put_object(BUCKET, key, expires=timedelta(hours=6)))  # expect: RPL114
