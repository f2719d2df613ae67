import logging
from functools import partial
from pathlib import Path

from replicate import Client

log = logging.getLogger(__name__)
client = Client()
create = partial(client.trainings.create, version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497", destination="northwind/ferns")


def after_the_block(path):
    with open(path, "rb") as archive:
        size = Path(path).stat().st_size
        log.info("%d bytes", size)
    training = client.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={
            "input_images": archive,  # expect: RPL120
            "trigger_word": "FERN",
        },
        destination="northwind/ferns",
    )
    return training.id


def dict_outlives_the_block(path):
    with Path(path).open("rb") as archive:
        inputs = {"input_images": archive, "steps": 800}  # expect: RPL120
    return create(input=inputs).id


def closed_by_hand(path):
    archive = open(path, "rb")
    signature = archive.read(4)
    archive.close()
    if signature != b"PK\x03\x04":
        raise ValueError("no zip")
    return create(input={"input_images": archive}).id  # expect: RPL120
