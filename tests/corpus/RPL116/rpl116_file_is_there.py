"""That a path names a file makes it no file object."""
import os
import sys
from pathlib import Path

import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(data):
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": data, "trigger_word": "HERBS"}, destination="northwind/herbs"
    )
    return training.id


def made_sure_of():
    archive = "herbs.zip"
    if not os.path.isfile(archive):
        sys.exit("no herbs")
    return start(archive)  # expect: RPL116


def built_if_missing(build):
    archive = "herbs.zip"
    if not os.path.exists(archive):
        build(archive)
    return start(archive)  # expect: RPL116


def no_folder():
    data = "herbs.zip"
    if os.path.isdir(data):
        raise ValueError("pack it first")
    return start(data)  # expect: RPL116


def path_as_text():
    path = Path("herbs.zip")
    if path.is_file():
        return start(str(path))  # expect: RPL116
    return None


def scheme_is_file():
    data = "herbs.zip"
    if "://" in data:
        return start(open(data, "rb"))
    return start(data)  # expect: RPL116


def by_wrong_kind(data):
    if isinstance(data, Path):
        return start(open(data, "rb"))
    return start(data)


def kinds():
    return by_wrong_kind(Path("herbs.zip")), by_wrong_kind("herbs.zip")  # expect: RPL116
