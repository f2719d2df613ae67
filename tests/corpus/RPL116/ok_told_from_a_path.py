"""Where a path turned out to be no file, or the text to be a URL, it is not sent as a path."""
# trap: RPL116
import os
import re
from pathlib import Path
from urllib.parse import urlparse

import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(data):
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": data, "trigger_word": "HERBS"}, destination="northwind/herbs"
    )
    return training.id


def file_or_address(data="herbs.zip"):
    if os.path.isfile(data):
        return start(open(data, "rb"))
    return start(data)


def opened_if_there(data="herbs.zip"):
    if Path(data).is_file():
        data = Path(data)
    return start(data)


def uploaded_if_there(data="herbs.zip"):
    path = Path(data)
    if path.exists():
        data = replicate.files.create(path).urls["get"]
    return start(data)


def in_one_line(data="herbs.zip"):
    return start(open(data, "rb") if os.path.exists(data) else data)


def by_scheme(data="herbs.zip"):
    if urlparse(data).scheme in ("http", "https"):
        return start(data)
    return start(open(data, "rb"))


def by_separator(data="herbs.zip"):
    if "://" not in data:
        data = open(data, "rb")
    return start(data)


def by_pattern(data="herbs.zip"):
    return start(data if re.match(r"https?://", data) else open(data, "rb"))


def by_first_part(data="herbs.zip"):
    if data.split(":")[0] == "https":
        return start(data)
    return start(Path(data))


def by_kind(data):
    if isinstance(data, (str, os.PathLike)):
        return start(open(data, "rb"))
    return start(data)


def kinds():
    return by_kind("herbs.zip"), by_kind(Path("herbs.zip")), by_kind(open("herbs.zip", "rb"))
