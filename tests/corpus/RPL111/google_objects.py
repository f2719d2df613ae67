"""An archive's scans in Google's store: the address of an object is not a way in."""
import replicate
from firebase_admin import storage as firebase
from google.cloud import storage

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
store = storage.Client(project="archive")


def scans(path: str) -> str:
    blob = store.bucket("archive-scans").blob("scans.zip")
    blob.upload_from_filename(path)
    return replicate.trainings.create(VERSION, {"input_images": blob.public_url}, "archive/scans").id  # expect: RPL111


def prints(name: str) -> str:
    bucket = store.get_bucket("archive-prints")
    url = bucket.blob(name).public_url
    return replicate.trainings.create(VERSION, {"input_images": url}, "archive/prints").id  # expect: RPL111


def from_the_app(name: str) -> str:
    blob = firebase.bucket().blob(name)
    return replicate.trainings.create(VERSION, {"input_images": blob.public_url}, "archive/app").id  # expect: RPL111


def stored_for_a_while(inputs: dict) -> str:
    """The rest of the input comes from outside; what is set here is known all the same."""
    inputs["input_images"] = "gs://archive-scans/scans.zip"  # expect: RPL111
    return replicate.trainings.create(VERSION, {**inputs, "steps": 1200}, "archive/scans").id
