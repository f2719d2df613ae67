import boto3

from orrery.settings import settings

_s3 = boto3.client("s3")


def signed(key: str, hours: int = 12) -> str:
    return _s3.generate_presigned_url("get_object", Params={"Bucket": settings.bucket, "Key": key}, ExpiresIn=hours * 3600)
