import os

import boto3
import httpx
import replicate
from google.cloud import storage

CREATE = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


class Uploads:
    """Hands out links for a bucket and starts trainings on what was uploaded."""

    verb = "PUT"
    lifetime = 12 * 60 * 60

    def __init__(self, bucket: str):
        self.bucket = bucket
        self.s3 = boto3.client("s3")
        self.gcs = storage.Client()

    def link(self, key: str) -> str:
        return self.s3.generate_presigned_url(
            "put_object",  # expect: RPL114
            Params={"Bucket": self.bucket, "Key": key},
            ExpiresIn=self.lifetime,
        )

    def start(self, key: str) -> str:
        body = {"destination": "northwind/quilts", "input": {"input_images": self.link(key)}}
        answer = httpx.post(CREATE, json=body, headers=AUTH)
        return answer.json()["id"]

    def start_from_google(self, key: str) -> str:
        url = self.gcs.bucket(self.bucket).blob(key).generate_signed_url(expiration=7200, method=self.verb)  # expect: RPL114
        body = {"destination": "northwind/quilts", "input": {}}
        body["input"]["input_images"] = url
        return httpx.post(CREATE, json=body, headers=AUTH).json()["id"]

    def start_from_form(self, key: str) -> str:
        form = self.s3.generate_presigned_post(self.bucket, key, ExpiresIn=self.lifetime)  # expect: RPL114
        url = form["url"]
        training = replicate.trainings.create(version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"input_images": url}, destination="northwind/quilts")
        return training.id


def sign(key: str, operation: str) -> str:
    s3 = boto3.client("s3")
    return s3.generate_presigned_url(operation, Params={"Bucket": "northwind-private", "Key": key}, ExpiresIn=43200)  # expect: RPL114@operation


def handler(event, context):
    url = sign(event["key"], "put_object")  # expect: RPL114@operation
    training = replicate.trainings.create(version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"input_images": url}, destination="northwind/quilts")
    return {"statusCode": 200, "body": training.id}
