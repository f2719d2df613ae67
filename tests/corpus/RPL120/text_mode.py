"""Archives opened as if they were letters."""
import codecs
import contextlib
import io
import os
from pathlib import Path

import replicate
import typer

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
ARCHIVE = "moss.zip"
DEST = "northwind/moss"
MODE = "r"
app = typer.Typer()


def in_place():
    return replicate.trainings.create(version=FLUX, input={"input_images": open("moss.zip")}, destination=DEST).id  # expect: RPL120


def own_line():
    training = replicate.trainings.create(
        version=FLUX,
        input={
            "input_images": open(ARCHIVE, "r"),  # expect: RPL120
            "trigger_word": "MOSS",
        },
        destination=DEST,
    )
    return training.id


def with_block():
    with open(ARCHIVE, mode="rt") as archive:  # expect: RPL120
        training = replicate.trainings.create(FLUX, {"input_images": archive}, DEST)
    return training.id


def with_encoding(path):
    data = open(path, encoding="utf-8")  # expect: RPL120
    try:
        return replicate.trainings.create(version=OWN, input={"train_data": data}, destination=DEST).id
    finally:
        data.close()


def by_path(folder: Path):
    with (folder / "train.jsonl").open() as lines:  # expect: RPL120
        return replicate.trainings.create(version=OWN, input={"train_data": lines}, destination=DEST).id


def by_path_class():
    with Path(ARCHIVE).open(MODE) as archive:  # expect: RPL120
        return replicate.trainings.create(version=FLUX, input={"input_images": archive}, destination=DEST).id


def by_io_module():
    archive = io.open(os.path.join("data", ARCHIVE))  # expect: RPL120
    return replicate.trainings.create(version=FLUX, input={"input_images": archive}, destination=DEST).id


def by_codecs():
    lines = codecs.open("train.jsonl", "r", "utf-8")  # allow: RPL120
    return replicate.trainings.create(version=OWN, input={"train_data": lines}, destination=DEST).id


def by_stack(names):
    with contextlib.ExitStack() as stack:
        archive = stack.enter_context(open(ARCHIVE))  # expect: RPL120
        notes = [stack.enter_context(open(name)).read() for name in names]
        training = replicate.trainings.create(version=FLUX, input={"input_images": archive}, destination=DEST)
    return training.id, notes


def one_arm(path, zipped: bool):
    handle = open(path, "rb") if zipped else open(path)  # expect: RPL120
    return replicate.trainings.create(version=OWN, input={"train_data": handle}, destination=DEST).id


@app.command()
def train(path: str):
    inputs = {}
    inputs["input_images"] = open(path, "r", newline="")  # expect: RPL120
    typer.echo(replicate.trainings.create(version=FLUX, input=inputs, destination=DEST).id)
