import replicate

from svc.models import FluxOptions

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(options):
    return replicate.trainings.create(  # expect: RPL133
        version=VERSION, input=options, destination="acme/unset", webhook="https://svc.acme.io/h"
    ).id


def unset(url):
    return start(FluxOptions(input_images=url).model_dump(exclude_unset=True))


def excluded(url):
    return start(FluxOptions(input_images=url).model_dump(exclude={"steps", "note"}))


def included(url):
    return start(FluxOptions(input_images=url, lora_rank=300).model_dump(include={"input_images"}))


def whole(url):
    return start(FluxOptions(input_images=url, steps=4).model_dump())
