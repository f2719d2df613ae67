import os
from datetime import datetime, timedelta, timezone

import boto3
import replicate
from django.conf import settings
from flask import Flask, render_template
from google.cloud import storage

app = Flask(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
BUCKET = "northwind-private"
OLD = "https://northwind-private.s3.amazonaws.com/lace.zip?X-Amz-Date=20260301T101500Z&X-Amz-Expires=60&X-Amz-Signature=9f1c0de2"
s3 = boto3.client("s3")
blob = storage.Client().bucket(BUCKET).blob("lace.zip")


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lace").id


def link(key, **options):
    return s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, **options)


def one_hour(key):
    return begin(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=3600))


def by_default(key):
    return begin(link(key))


def a_day(key):
    return begin(link(key, ExpiresIn=60 * 60 * 24))


def at_least(key, wanted):
    return begin(link(key, ExpiresIn=max(wanted, 7200)))


def unknown(key, ttl):
    first = begin(link(key, ExpiresIn=ttl))
    second = begin(link(key, ExpiresIn=settings.LINK_TTL))
    third = begin(link(key, ExpiresIn=int(os.environ["LINK_TTL"])))
    return first, second, third


def google():
    return begin(blob.generate_signed_url(version="v4", expiration=timedelta(hours=6)))


def google_until():
    return begin(blob.generate_signed_url(expiration=datetime.now(timezone.utc) + timedelta(days=2)))


@app.get("/preview/<key>")
def preview(key):
    thumbnail = link(key, ExpiresIn=60)
    return render_template("preview.html", src=thumbnail)


def signed_again(key):
    print("the old link was", OLD)
    return begin(link(key, ExpiresIn=43200))


def signature_from_elsewhere(key, signature, lifetime):
    return begin(f"https://{BUCKET}.s3.amazonaws.com/{key}?X-Amz-Expires={lifetime}&X-Amz-Signature={signature}")
# trap: RPL115, RPL111
