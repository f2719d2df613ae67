"""Objects that everybody may read, or that come with a signature."""
from datetime import timedelta

import replicate
from botocore.signers import CloudFrontSigner
from google.cloud import storage

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
store = storage.Client(project="archive")


def opened(path: str) -> str:
    blob = store.bucket("archive-scans").blob("scans.zip")
    blob.upload_from_filename(path)
    blob.make_public()
    return replicate.trainings.create(VERSION, {"input_images": blob.public_url}, "archive/scans").id


def granted(path: str) -> str:
    blob = store.bucket("archive-scans").blob("scans.zip")
    blob.upload_from_filename(path)
    blob.acl.all().grant_read()
    return replicate.trainings.create(VERSION, {"input_images": blob.public_url}, "archive/scans").id


def signed(name: str) -> str:
    blob = store.bucket("archive-scans").blob(name)
    url = blob.generate_signed_url(version="v4", expiration=timedelta(hours=12))
    return replicate.trainings.create(VERSION, {"input_images": url}, "archive/scans").id


def signed_by_the_network(signer: CloudFrontSigner, until) -> str:
    url = signer.generate_presigned_url("https://d2scans.cloudfront.net/scans.zip", date_less_than=until)
    return replicate.trainings.create(VERSION, {"input_images": url}, "archive/scans").id
