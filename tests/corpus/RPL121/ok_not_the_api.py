"""The words are there, the API isn't: dicts, fakes, other endpoints, unknown addresses."""
import os
import time
from dataclasses import dataclass, field

import replicate
import requests

from gym import trainings as gym_trainings
from ourlib.jobs import client as jobs

AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")


@dataclass
class Registry:
    trainings: dict = field(default_factory=dict)

    def wait(self, name):
        while self.trainings.get(name) is None:
            time.sleep(0.1)
        return self.trainings.get(name)


def in_a_dict(trainings: dict, training_id):
    while trainings.get(training_id, {}).get("status") != "succeeded":
        time.sleep(1)


def in_a_gym(session_id):
    while gym_trainings.get(session_id).status != "done":
        time.sleep(1)


def in_our_library(training_id):
    while jobs.trainings.get(training_id).status not in ("completed", "error"):
        time.sleep(2)


def at_an_unknown_address(url):
    while requests.get(url, headers=AUTH, timeout=5).json()["status"] != "succeeded":
        time.sleep(1)


def for_the_model(owner, name):
    """The destination's version shows up some time after the training's end."""
    for _ in range(30):
        model = requests.get(f"https://api.replicate.com/v1/models/{owner}/{name}", headers=AUTH, timeout=5).json()
        if model["latest_version"]:
            return model["latest_version"]["id"]
        time.sleep(2)


def for_an_account():
    while requests.get("https://api.replicate.com/v1/account", headers=AUTH, timeout=5).status_code != 200:
        time.sleep(1)


def cancel_stubbornly(training_id):
    for _ in range(5):
        reply = requests.post(f"https://api.replicate.com/v1/trainings/{training_id}/cancel", headers=AUTH, timeout=5)
        if reply.ok:
            return
        time.sleep(1)


def a_database_row(db, training_id):
    """The webhook's handler writes the row; this only waits for it."""
    while db.get("trainings", training_id).status not in FINAL:
        time.sleep(1)


def a_file(path):
    while not os.path.exists(path):
        time.sleep(0.5)


class Fake:
    """Stands in for the client in the demo."""

    class trainings:
        @staticmethod
        def get(training_id):
            return type("Training", (), {"id": training_id, "status": "succeeded"})


def demo(training_id):
    fake = Fake()
    while fake.trainings.get(training_id).status != "succeeded":
        time.sleep(0.01)


def one(training_id):
    return replicate.trainings.get(training_id).status
# trap: RPL121, RPL124, RPL126, RPL127, RPL128
