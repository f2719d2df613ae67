import os

import replicate
import requests

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
DRIVE = "https://www.googleapis.com/drive/v3/files/{}?alt=media"
GRAPH = "https://graph.microsoft.com/v1.0"


def from_drive(file_id):
    training = replicate.trainings.create(
        version=VERSION,
        input={
            "input_images": DRIVE.format(file_id),  # expect: RPL112
            "trigger_word": "PHOTO",
        },
        destination="northwind/drive-photos",
    )
    return training.id


def from_drive_fixed():
    images = "https://www.googleapis.com/drive/v2/files/1aZ09xKqT5bW/?alt=media"
    return replicate.trainings.create(VERSION, {"input_images": images}, "northwind/drive-photos").id  # expect: RPL112


def from_onedrive(item_id):
    body = {"destination": "northwind/drive-photos", "input": {}}
    body["input"]["input_images"] = f"{GRAPH}/me/drive/items/{item_id}/content"  # expect: RPL112
    answer = requests.post(URL, json=body, headers={"Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"]})
    answer.raise_for_status()
    return answer.json()["id"]


def from_sharepoint(site):
    images = GRAPH + "/sites/" + site + "/drive/root:/sets/photos.zip:/content"
    return replicate.trainings.create(VERSION, {"input_images": images}, "northwind/drive-photos").id  # expect: RPL112
