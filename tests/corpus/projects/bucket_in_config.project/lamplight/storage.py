import boto3

from lamplight.config import BUCKET, CDN, REGION

s3 = boto3.client("s3", region_name=REGION)


def url_of(key: str) -> str:
    """Where a key lies in our bucket."""
    return f"https://{BUCKET}.s3.{REGION}.amazonaws.com/{key}"


def public_url_of(key: str) -> str:
    return f"{CDN}/{key}"


def signed_url_of(key: str, seconds: int = 6 * 3600) -> str:
    return s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=seconds)  # expect: RPL115@short


def put(path: str, key: str) -> str:
    """Uploads a file; gives its place as an s3 URL."""
    s3.upload_file(path, BUCKET, key)
    return f"s3://{BUCKET}/{key}"
