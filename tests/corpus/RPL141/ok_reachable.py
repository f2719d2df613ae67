"""Webhooks that arrive, that nobody knows here, or that are not a training's."""
import os

import replicate
import requests
from flask import url_for

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
PUBLIC_URL = os.environ["PUBLIC_URL"]
LOCAL = "http://localhost:8000"
client = replicate.Client()


def train(url, hook):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=hook).id


def encrypted(url):
    return train(url, "https://mill.example.com/hooks/replicate?order=17")


def by_environment(url):
    return train(url, f"{PUBLIC_URL}/hooks/replicate"), train(url, PUBLIC_URL.rstrip("/") + "/hooks")


def development_default(url):
    return train(url, os.getenv("HOOK_BASE", "https://localhost:8443") + "/hooks")


def tunnel(url):
    return train(url, "https://4f2a-81-12-9-3.ngrok-free.app/hooks/replicate")


def by_framework(url):
    return train(url, url_for("replicate_hook", _external=True, _scheme="https"))


def none_at_all(url):
    return train(url, None)


def public_address(url):
    return train(url, "https://203.0.114.9/hooks/replicate"), train(url, "https://hooks.internal-tools.example.com/r")


def upgraded(url):
    return train(url, "http://mill.example.com/hooks".replace("http://", "https://"))


def local_only_for_the_page(url):
    training_id = train(url, "https://mill.example.com/hooks")
    requests.post(f"{LOCAL}/refresh", json={"training": training_id, "webhook": f"{LOCAL}/hooks"}, timeout=3)
    return training_id


def of_a_prediction(prompt):
    return client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt}, webhook="http://localhost:8000/hooks").id


def data_beside_it(url):
    return client.trainings.create(
        version=VERSION, input={"zip": url, "callback_base": LOCAL}, destination="mill/flour", webhook="https://mill.example.com/hooks"
    ).id
# trap: RPL113, RPL141
