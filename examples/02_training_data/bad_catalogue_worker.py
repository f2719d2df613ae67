"""Celery tasks that turn a season's product photos into a LoRA."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3
import requests
from celery import Celery

API = "https://api.replicate.com/v1"
TRAINER = "ostris/flux-dev-lora-trainer"
TRAINER_VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
BUCKET = "harbor-studio-training-sets"
WEBHOOK_URL = os.environ["PUBLIC_URL"] + "/webhooks/replicate"

app = Celery("catalogue", broker=os.environ["BROKER_URL"], backend=os.environ["RESULT_BACKEND"])
s3 = boto3.client("s3", region_name="eu-central-1")
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['REPLICATE_API_TOKEN']}"


def upload(photos: Path, key: str) -> None:
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "set.zip"
        with zipfile.ZipFile(archive, "w") as bundle:
            for photo in sorted(photos.glob("*.jpg")):
                bundle.write(photo, photo.name)
        s3.upload_file(str(archive), BUCKET, key)


def create_training(images_url: str, trigger_word: str) -> str:
    response = session.post(
        f"{API}/models/{TRAINER}/versions/{TRAINER_VERSION}/trainings",
        json={
            "destination": "harbor-studio/catalogue",
            "input": {"input_images": images_url, "trigger_word": trigger_word},
            "webhook": WEBHOOK_URL,
            "webhook_events_filter": ["completed"],
        },
        timeout=30,
    )
    response.raise_for_status()
    return response.json()["id"]


@app.task
def train_season(photos: str, season: str) -> str:
    key = f"seasons/{season}.zip"
    upload(Path(photos), key)
    return create_training(f"https://{BUCKET}.s3.eu-central-1.amazonaws.com/{key}", f"SEASON{season}")


@app.task
def train_again(season: str) -> str:
    """Trains on a set that was uploaded before."""
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": BUCKET, "Key": f"seasons/{season}.zip"},
        ExpiresIn=15 * 60,
    )
    return create_training(url, f"SEASON{season}")


@app.task
def train_supplier(name: str) -> str:
    """Trains on a set that a supplier has put into the bucket with the link from our portal."""
    link = s3.generate_presigned_url(
        "put_object",
        Params={"Bucket": BUCKET, "Key": f"suppliers/{name}.zip"},
        ExpiresIn=24 * 3600,
    )
    return create_training(link, "SUPPLR")
