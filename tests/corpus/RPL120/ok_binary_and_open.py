"""Opened the right way, still open when it is used, or not the thing that is sent."""
import io
import json
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path

import replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DEST = "northwind/ferns"


def begin(data):
    return replicate.trainings.create(version=FLUX, input={"input_images": data}, destination=DEST).id


def binary(path):
    yield begin(open(path, "rb"))
    yield begin(open(path, mode="br"))
    yield begin(Path(path).open("rb"))
    yield begin(io.open(path, "rb"))
    with open(path, "r+b") as archive:
        yield begin(archive)


def unknown_mode(path, mode):
    with open(path, mode) as archive:
        return begin(archive)


def link_in_a_text_file():
    with open("latest-archive.txt") as note:
        url = note.read().strip()
    return begin(url)


def settings_in_a_text_file():
    with open("training.json", encoding="utf-8") as file:
        options = json.load(file)
    return begin(options["archive"])


def captions_are_text(folder, archive):
    with zipfile.ZipFile(archive, "w") as bundle, open(Path(folder) / "captions.txt") as captions:
        for line in captions:
            name, caption = line.rstrip().split("\t")
            bundle.writestr(name + ".txt", caption)
    with open(archive, "rb") as handle:
        return begin(handle)


def stacked(path):
    with ExitStack() as stack:
        return begin(stack.enter_context(open(path, "rb")))


def in_memory(images):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for image in images:
            bundle.write(image)
    return begin(io.BytesIO(buffer.getvalue()))


def temporary(data):
    with tempfile.TemporaryFile() as archive:
        archive.write(data)
        archive.seek(0)
        return begin(archive)


def opened_again(path):
    with open(path, "rb") as archive:
        magic = archive.read(2)
    archive = open(path, "rb")
    return begin(archive), magic


def logged_as_text(url):
    with open("trainings.log", "a") as log:
        training = replicate.trainings.create(version=FLUX, input={"input_images": url}, destination=DEST)
        print(training.id, file=log)


def a_prediction(path):
    return replicate.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"image": open(path), "prompt": "ferns"})
# trap: RPL120, RPL116
