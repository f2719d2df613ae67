"""https throughout, or an address that no training gets."""
import logging
import os

import replicate
import requests

log = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
OLD = "http://cdn.northwind.io/knots.zip"
BASE = os.environ["MEDIA_BASE"]
SECURE = True


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/knots").id


def upgraded():
    yield begin(OLD.replace("http://", "https://", 1))
    yield begin("https://" + OLD.split("://")[1])
    yield begin("https" + OLD.removeprefix("http"))


def chosen():
    scheme = "https" if SECURE else "http"
    return begin(f"{scheme}://cdn.northwind.io/knots.zip")


def unknown(name, scheme):
    yield begin(f"{BASE}/{name}")
    yield begin(f"{scheme}://cdn.northwind.io/{name}")


def inside_the_query():
    return begin("https://resize.northwind.io/?src=http://cdn.northwind.io/knots.zip")


def downloaded_by_us(tmp_path):
    (tmp_path / "knots.zip").write_bytes(requests.get(OLD, timeout=30).content)
    return begin(tmp_path / "knots.zip")


def behind_a_proxy(url):
    answer = requests.post(
        "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings",
        json={"destination": "northwind/knots", "input": {"input_images": url}},
        headers={"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"},
        proxies={"https": "http://proxy.northwind.io:3128"},
    )
    return answer.json()["id"]


def other_keys(url):
    training = replicate.trainings.create(
        version=OWN,
        input={"training_data": url, "license": "http://creativecommons.org/licenses/by/4.0/", "caption": "from http://northwind.io"},
        destination="northwind/knots",
    )
    log.info("%s replaces %s", training.id, OLD)
    return training.id


def a_prediction():
    return replicate.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"image": "http://cdn.northwind.io/knot.png", "prompt": "knots"})
# trap: RPL118, RPL113
