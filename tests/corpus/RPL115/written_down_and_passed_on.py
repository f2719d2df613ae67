import json
import os

import boto3
import replicate
import requests
from replicate import Replicate

CREATE = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}
SIGNED = (
    "https://northwind-private.s3.amazonaws.com/lace.zip?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=EXAMPLE%2F20260301%2Feu-west-1"
    "&X-Amz-Date=20260301T101500Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=9f1c0de2"
)


def pasted():
    body = {
        "destination": "northwind/lace",
        "input": {"input_images": SIGNED},  # expect: RPL115
    }
    return requests.post(CREATE, data=json.dumps(body), headers=AUTH).json()["id"]


def pasted_from_google():
    training = replicate.trainings.create(
        version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        input={
            "input_images": "https://storage.googleapis.com/northwind/lace.zip?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20260301T101500Z&X-Goog-Expires=86400&X-Goog-SignedHeaders=host&X-Goog-Signature=5ab1",  # expect: RPL115
        },
        destination="northwind/lace",
    )
    return training.id


class Links:
    def __init__(self, bucket, ttl=600):
        self.bucket = bucket
        self.ttl = ttl
        self.s3 = boto3.client("s3")

    def read(self, key):
        return self.s3.generate_presigned_url("get_object", Params={"Bucket": self.bucket, "Key": key}, ExpiresIn=self.ttl)  # expect: RPL115


links = Links("northwind-private")


def by_class(client: Replicate, key):
    started = client.trainings.create(
        model_owner="stability-ai",
        model_name="sdxl",
        version_id="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b",
        destination="northwind/lace",
        input={"input_images": links.read(key)},
    )
    return started.id


def presign(key, expires_in=600):
    params = {"Bucket": "northwind-private", "Key": key}
    return boto3.client("s3").generate_presigned_url("get_object", Params=params, ExpiresIn=expires_in)  # expect: RPL115@default, RPL115@minutes


def by_default(key):
    training = replicate.trainings.create(version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"input_images": presign(key)}, destination="northwind/lace")  # expect: RPL115@default
    return training.id


def in_minutes(key):
    url = presign(key, expires_in=5 * 60)  # expect: RPL115@minutes
    training = replicate.trainings.create(version="stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"input_images": url}, destination="northwind/lace")
    return training.id
