"""Each of these keeps what it needs to find the training again."""
import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import redis
import replicate
import requests

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DEST = "northwind/orchids"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
queue = redis.Redis()
started = []


def create(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=DEST)


def returned_by_helper(url):
    return create(url)


def appended(url):
    started.append(create(url))


def printed(url):
    training = create(url)
    print(training)


def interpolated(url):
    training = create(url)
    print(f"follow it at https://replicate.com/p/{training.id}")


def by_link(url):
    training = create(url)
    return training.urls["get"]


def walrus(url):
    if (training := create(url)).status == "failed":
        return None
    return training.id


def queued(url):
    training = create(url)
    queue.rpush("trainings", json.dumps({"id": training.id, "url": url}))


def in_table(url):
    training = create(url)
    with sqlite3.connect("jobs.db") as db:
        db.execute("insert into jobs values (?, ?)", (training.id, training.status))


def all_of_them(urls):
    with ThreadPoolExecutor(4) as pool:
        return {training.id: training for training in pool.map(create, urls)}


def closure(url):
    training = create(url)

    def remember():
        started.append(training)

    return remember


def generated(urls):
    for url in urls:
        yield create(url)


class Keeper:
    def __init__(self):
        self.training = None
        self.by_url = {}

    def start(self, url):
        self.training = create(url)

    def start_keyed(self, url):
        self.by_url[url] = create(url)


def over_http(url, callback):
    body = {"destination": DEST, "input": {"input_images": url}}
    answer = requests.post(URL, json=body, headers=AUTH)
    callback(answer)


def text_logged(url):
    body = {"destination": DEST, "input": {"input_images": url}}
    answer = requests.post(URL, json=body, headers=AUTH)
    answer.raise_for_status()
    print(answer.text)
# trap: RPL106
