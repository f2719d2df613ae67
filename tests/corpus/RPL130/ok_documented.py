"""The documented door, and other requests that only look like one of the others."""
import os

import requests

BASE = "https://api.replicate.com/v1"
HEADERS = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
VERSION = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def documented(url):
    payload = {"destination": "orchard/pears", "input": {"zip": url}}
    return requests.post(f"{BASE}/models/orchard/trainer/versions/{VERSION}/trainings", json=payload, headers=HEADERS, timeout=9).json()["id"]


def listed():
    return requests.get(f"{BASE}/trainings", headers=HEADERS, timeout=9).json()["results"]


def called_off(training_id):
    requests.post(f"{BASE}/trainings/{training_id}/cancel", headers=HEADERS, timeout=9).raise_for_status()


def predicted(prompt):
    return requests.post(f"{BASE}/models/orchard/pears/predictions", json={"input": {"prompt": prompt}}, headers=HEADERS, timeout=9).json()


def ours(url):
    return requests.post("https://orchard.example.com/v1/trainings", json={"zip": url, "by": "gardener"}, timeout=9).json()["id"]


def theirs(model):
    return requests.post(f"https://api.trainly.dev/v1/models/{model}/trainings", json={"zip": "x"}, timeout=9).json()["id"]
# trap: RPL130, RPL131
