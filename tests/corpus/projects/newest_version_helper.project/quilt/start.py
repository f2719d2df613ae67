import httpx
import replicate

from quilt import registry
from quilt.registry import PINNED, newest, pinned

NAME = "ostris/flux-dev-lora-trainer"


def today(url):
    return replicate.trainings.create(version=newest(NAME), input={"input_images": url}, destination="quilt/squares").id  # expect: RPL131


def today_over_http(http: httpx.Client, url):
    version = registry.newest_over_http(http, NAME)
    return http.post(f"https://api.replicate.com/v1/models/{NAME}/versions/{version}/trainings", json={"destination": "quilt/squares", "input": {"input_images": url}}).json()["id"]  # expect: RPL131


def pinned_flux(url):
    return replicate.trainings.create(version=pinned("flux"), input={"input_images": url}, destination="quilt/squares").id


def quick(url):
    return replicate.trainings.create(version=PINNED["quick"], input={"input_images": url}, destination="quilt/squares").id  # expect: RPL132@quick


def pro(url):
    return replicate.trainings.create(version=PINNED["pro"], input={"input_images": url}, destination="quilt/squares").id  # expect: RPL139@pro


def talk(url):
    return replicate.trainings.create(version=pinned("talk"), input={"train_data": url}, destination="quilt/talk").id  # expect: RPL139@talk


def run_quick(url):
    return replicate.run(PINNED["quick"], input={"input_images": url})  # expect: RPL139@run


def run_newest(prompt):
    return replicate.run(newest("quilt/squares"), input={"prompt": prompt})
