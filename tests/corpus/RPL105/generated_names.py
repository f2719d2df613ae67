"""Each customer gets a model of their own. Nobody creates it."""
import itertools
import random
import secrets
import time
import uuid
from datetime import datetime, timezone

import replicate
from fastapi import Depends, FastAPI

app = FastAPI()
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWNER = "northwind"
batches = itertools.count(1)


def make_client() -> replicate.Client:
    return replicate.Client()


def by_uuid(url):
    return make_client().trainings.create(version=VERSION, input={"input_images": url}, destination=f"northwind/{uuid.uuid4().hex}").id  # expect: RPL105


def by_clock(url):
    name = "portrait-%d" % int(time.time())
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=f"{OWNER}/{name}").id  # expect: RPL105


def by_date(url):
    stamp = datetime.now(timezone.utc).strftime("%Y%m%d-%H%M%S")
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": url},
        destination="/".join([OWNER, "run-" + stamp]),  # expect: RPL105
        webhook="https://hooks.example.com/portraits",
    )
    return training.id


def by_chance(url):
    target = "northwind/set-{:04d}".format(random.randint(0, 9999))
    return replicate.trainings.create(VERSION, {"input_images": url}, target).id  # expect: RPL105


def by_secret(url):
    target = OWNER + "/" + secrets.token_hex(6)
    return replicate.trainings.create(VERSION, {"input_images": url}, target).id  # expect: RPL105


def by_counter(url):
    return replicate.trainings.create(VERSION, {"input_images": url}, f"northwind/batch-{next(batches)}").id  # expect: RPL105


def by_position(urls):
    ids = []
    for number, url in enumerate(urls, start=1):
        training = replicate.trainings.create(VERSION, {"input_images": url}, f"northwind/part-{number}")  # expect: RPL105
        ids.append(training.id)
    return ids


@app.post("/users/{user_id}/portraits")
def by_user(user_id: int, url: str, client: replicate.Client = Depends(make_client)):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination=f"northwind/user-{user_id}")  # expect: RPL105
    return {"training": training.id}


def by_order(order):
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": order.archive_url},
        destination=f"northwind/order-{order.id}",  # expect: RPL105
    )
    order.training_id = training.id
    order.save()


def by_letters(url):
    letters = "".join(random.choices("abcdefgh", k=6))
    return replicate.trainings.create(VERSION, {"input_images": url}, "/".join([OWNER, letters])).id  # expect: RPL105
