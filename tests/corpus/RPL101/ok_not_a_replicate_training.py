"""Things that are called a training, or sit near one, and need no destination."""
import os
import unittest

import pytest
import replicate
import requests
from azure.cognitiveservices.vision.customvision.training import CustomVisionTrainingClient
from hr_portal import PortalClient

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}

portal = PortalClient(os.environ["PORTAL_URL"])
vision = CustomVisionTrainingClient(os.environ["VISION_URL"], None)


class Trainings:
    """Our own job table; it only happens to have the same method name."""

    def __init__(self):
        self.rows = []

    def create(self, version, input):
        self.rows.append((version, input))
        return len(self.rows)


class Local:
    trainings = Trainings()


def book_course():
    course = portal.trainings.create(version="fire-safety", input={"room": "2.14"})
    return course, Local().trainings.create(VERSION, {"input_images": "x"})


def other_vendor(project_id):
    iteration = vision.train_project(project_id)
    job = requests.post("https://api.trainly.dev/v1/trainings", json={"input": {"data": "set-12"}})
    return iteration, job.json()


def around_the_training(training_id):
    url = f"https://api.replicate.com/v1/trainings/{training_id}"
    requests.post(url + "/cancel", headers=AUTH).raise_for_status()
    return requests.get("https://api.replicate.com/v1/trainings", headers=AUTH).json()["results"]


def predict():
    return replicate.predictions.create(version="39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"prompt": "a vase"}).id


def test_destination_is_demanded():
    with pytest.raises(ValueError):
        replicate.trainings.create(version=VERSION, input={"input_images": "https://cdn.example.com/a.zip"})


class Contract(unittest.TestCase):
    def test_none(self):
        with self.assertRaises(ValueError):
            replicate.trainings.create(version=VERSION, input={}, destination=None)
# trap: RPL101, RPL106
