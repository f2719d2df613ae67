"""One request per storage vendor; none of the links is signed."""
import os

import replicate
from replicate import Client

client = Client(api_token=os.environ["REPLICATE_API_TOKEN"])
VERSION = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
BUCKET = "northwind-private"
REGION = os.getenv("AWS_REGION", "eu-west-1")


class Store:
    S3 = "https://{bucket}.s3.amazonaws.com/{key}"
    GCS = "https://storage.googleapis.com/%s/%s"


def start(url):
    training = client.trainings.create(version=VERSION, input={"training_data": url}, destination="northwind/stoneware")
    print(training.id)


def amazon(key):
    start(Store.S3.format(bucket=BUCKET, key=key))  # expect: RPL111
    start(f"https://{BUCKET}.s3.{REGION}.amazonaws.com/{key}")  # expect: RPL111
    start(f"https://s3.eu-central-1.amazonaws.com/{BUCKET}/{key}")  # expect: RPL111
    start("https://s3.dualstack.us-west-2.amazonaws.com/northwind-private/sets/glaze.zip")  # expect: RPL111
    start("https://northwind-private.s3-accelerate.amazonaws.com/" + key)  # expect: RPL111
    start("https://northwind-private.s3-fips.us-gov-west-1.amazonaws.com/glaze.tar.gz")  # expect: RPL111
    start("https://northwind-private.s3.cn-north-1.amazonaws.com.cn/glaze.zip")  # expect: RPL111
    start("s3://" + BUCKET + "/" + key)  # expect: RPL111
    start(f"https://{BUCKET}.s3.amazonaws.com/{key}?versionId=3sL4kqtJlcpXroDTDmJ")  # expect: RPL111


def google(key):
    start(Store.GCS % (BUCKET, key))  # expect: RPL111
    start(f"gs://{BUCKET}/{key}")  # expect: RPL111
    start(f"https://{BUCKET}.storage.googleapis.com/{key}")  # expect: RPL111
    start("https://storage.cloud.google.com/northwind-private/glaze.zip")  # expect: RPL111


def others(key, account):
    start(f"https://{account}.blob.core.windows.net/private/{key}")  # expect: RPL111
    start(f"https://{account}.r2.cloudflarestorage.com/{BUCKET}/{key}")  # expect: RPL111
    start("https://northwind-private.fra1.digitaloceanspaces.com/glaze.zip")  # expect: RPL111
    start("https://s3.eu-central-1.wasabisys.com/northwind-private/glaze.zip")  # expect: RPL111
    start("https://s3.us-west-004.backblazeb2.com/northwind-private/glaze.zip")  # expect: RPL111
    start("https://northwind-private.s3.us-east-1.amazonaws.com./glaze.zip")  # expect: RPL111
