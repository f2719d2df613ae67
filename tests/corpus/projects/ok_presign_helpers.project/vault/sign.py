import boto3
from google.cloud import storage

from vault.config import A_DAY, BUCKET, TEN_MINUTES

s3 = boto3.client("s3")


def for_upload(key: str) -> str:
    """A browser uploads there; nobody trains on it."""
    return s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=TEN_MINUTES)


def for_download(key: str, seconds: int = A_DAY) -> str:
    return s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=seconds)


def for_thumbnail(key: str) -> str:
    return for_download(key, TEN_MINUTES)


def from_google(key: str) -> str:
    return storage.Client().bucket(BUCKET).blob(key).generate_signed_url(version="v4", expiration=A_DAY)
