"""Links for the trainer that are dead before a cold machine has booted."""
import os
from datetime import datetime, timedelta, timezone

import boto3
import replicate
from azure.storage.blob import BlobSasPermissions, generate_blob_sas
from botocore.signers import CloudFrontSigner
from google.cloud import storage
from minio import Minio
from pydantic_settings import BaseSettings

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
BUCKET = "northwind-private"
MINUTE = 60
TEN_MINUTES = timedelta(minutes=10)
LINK_TTL = int(os.getenv("LINK_TTL", "900"))


class Settings(BaseSettings):
    presign_seconds: int = 1800


settings = Settings()
s3 = boto3.client("s3")
blob = storage.Client().bucket(BUCKET).blob("lace.zip")
minio = Minio("minio.northwind.io", os.environ["MINIO_KEY"], os.environ["MINIO_SECRET"])


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lace").id


def literal(key):
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": BUCKET, "Key": key},
        ExpiresIn=300,  # expect: RPL115
    )
    return begin(url)


def product(key):
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=15 * MINUTE))  # expect: RPL115


def positional(key):
    return begin(s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": key}, 3599))  # expect: RPL115


def from_environment(key):
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=LINK_TTL))  # expect: RPL115


def from_settings(key):
    seconds = settings.presign_seconds
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=seconds))  # expect: RPL115


def capped(key, wanted):
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=min(wanted, 600)))  # expect: RPL115


def google_delta():
    return begin(blob.generate_signed_url(version="v4", expiration=TEN_MINUTES, method="GET"))  # expect: RPL115


def google_seconds():
    return begin(blob.generate_signed_url(version="v4", expiration=900))  # expect: RPL115


def google_until():
    until = datetime.now(timezone.utc) + timedelta(minutes=30)
    return begin(blob.generate_signed_url(expiration=until))  # expect: RPL115


def azure(account, key):
    sas = generate_blob_sas(
        account_name=account,
        container_name="lace",
        blob_name=key,
        account_key=os.environ["AZURE_KEY"],
        permission=BlobSasPermissions(read=True),
        expiry=datetime.utcnow() + timedelta(minutes=20),  # expect: RPL115
    )
    return begin(f"https://{account}.blob.core.windows.net/lace/{key}?{sas}")


def own_host(key):
    return begin(minio.presigned_get_object(BUCKET, key, expires=timedelta(seconds=1200)))  # expect: RPL115


def over_the_network(signer: CloudFrontSigner):
    until = datetime.now(timezone.utc) + timedelta(minutes=15)
    return begin(signer.generate_presigned_url("https://d1lace.cloudfront.net/lace.zip", date_less_than=until))  # expect: RPL115
