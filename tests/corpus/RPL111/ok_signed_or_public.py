import os
from datetime import timedelta

import boto3
import replicate
from azure.storage.blob import BlobSasPermissions, generate_blob_sas
from google.cloud import storage
from minio import Minio

from .clock import in_twelve_hours

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
BUCKET = "northwind-private"
s3 = boto3.client("s3")
minio = Minio("minio.northwind.io", os.environ["MINIO_KEY"], os.environ["MINIO_SECRET"])


def start(url):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/tapestry")
    print(training.id)


def presigned(key):
    start(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=24 * 3600))
    start(minio.presigned_get_object(BUCKET, key, expires=timedelta(hours=24)))
    start(storage.Client().bucket(BUCKET).blob(key).generate_signed_url(version="v4", expiration=timedelta(days=1)))


def with_sas(account, key):
    sas = generate_blob_sas(
        account, "private", key, account_key=os.environ["AZURE_KEY"], permission=BlobSasPermissions(read=True), expiry=in_twelve_hours()
    )
    start(f"https://{account}.blob.core.windows.net/private/{key}?{sas}")


def signed_by_someone(key, signature, expires, token):
    start(f"https://{BUCKET}.s3.amazonaws.com/{key}?AWSAccessKeyId=AKIA&Signature={signature}&Expires={expires}")
    start(f"https://{BUCKET}.s3.amazonaws.com/{key}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature={signature}")
    start(f"https://firebasestorage.googleapis.com/v0/b/{BUCKET}/o/{key}?alt=media&token={token}")
    start(f"https://storage.googleapis.com/{BUCKET}/{key}?X-Goog-Signature={signature}")
    start("https://{}.s3.amazonaws.com/{}?{}".format(BUCKET, key, signature))


def put_for_everybody(path, key):
    s3.upload_file(path, "northwind-open", key, ExtraArgs={"ACL": "public-read"})
    start(f"https://northwind-open.s3.amazonaws.com/{key}")


def put_bytes_for_everybody(data, key):
    s3.put_object(Bucket="northwind-open", Key=key, Body=data, ACL="public-read", ContentType="application/zip")
    url = f"https://s3.eu-west-1.amazonaws.com/northwind-open/{key}"
    start(url)


def made_public(path, key):
    blob = storage.Client().bucket("northwind-open").blob(key)
    blob.upload_from_filename(path)
    blob.make_public()
    start(blob.public_url)
# trap: RPL111, RPL114, RPL115
