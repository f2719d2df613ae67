"""Public hosts with inside-looking names, and inside hosts that the worker is never sent to."""
import logging
import os

import replicate
import requests

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
BASE = os.getenv("MEDIA_BASE", "http://localhost:8000/media")
DEV = "http://localhost:8000"
client = replicate.Client()


def start(url):
    training = client.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/canoes")
    log.info("training %s", training.id)


def public_numbers():
    start("https://172.32.0.1/canoes.zip")
    start("https://172.15.0.1/canoes.zip")
    start("https://11.0.0.1/canoes.zip")
    start("https://192.169.1.1/canoes.zip")
    start("https://[2606:4700:4700::1111]/canoes.zip")


def public_names(name):
    start("https://localhost.northwind.io/canoes.zip")
    start("https://10.northwind.io/canoes.zip")
    start("https://media.internal.northwind.io/canoes.zip")
    start("https://local.northwind.io/canoes.zip")
    start(f"https://cdn.northwind.io/localhost/127.0.0.1/{name}")
    start("https://localhost@cdn.northwind.io/canoes.zip")
    start("https://cdn.northwind.io/canoes.zip?origin=http://localhost:8000")
    start("https://lan.example.com/canoes.zip")


def default_for_development(name):
    start(f"{BASE}/{name}.zip")


def public_first(name):
    url = f"{DEV}/{name}.zip"
    start(url.replace(DEV, "https://cdn.northwind.io"))


def fetched_and_sent(name, tmp_path):
    data = requests.get(f"{DEV}/{name}.zip", timeout=5).content
    (tmp_path / "canoes.zip").write_bytes(data)
    training = client.trainings.create(version=VERSION, input={"input_images": tmp_path / "canoes.zip"}, destination="northwind/canoes")
    return training.id


def unknown_host(host, name):
    start(f"https://{host}/{name}.zip")
    start("https://%s.northwind.io/%s.zip" % (os.environ["CLUSTER"], name))


def a_prediction():
    return client.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"prompt": "a canoe", "image": "http://localhost:8000/a.png"})


def told_to_our_own_service(training_id):
    return requests.post("http://trainings.svc.cluster.local/started", json={"id": training_id}, timeout=5)
# trap: RPL113, RPL118
