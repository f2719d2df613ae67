"""Strings that name a file on this machine. The client sends strings as they are."""
import glob
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

import click
import replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HERE = Path(__file__).resolve().parent
DATA_DIR = "data"
DEST = "northwind/moths"


def begin(archive):
    return replicate.trainings.create(version=FLUX, input={"input_images": archive, "trigger_word": "MOTH"}, destination=DEST).id


def literals():
    yield begin("./moths")  # expect: RPL116
    yield begin("moths.zip")  # expect: RPL116
    yield begin("/srv/data/moths.zip")  # expect: RPL116
    yield begin("../exports/moths.tar.gz")  # expect: RPL116
    yield begin("~/Pictures/moths.zip")  # expect: RPL116
    yield begin(r"C:\Users\ana\moths.zip")  # expect: RPL116


def text_of_a_path():
    archive = HERE / DATA_DIR / "moths.zip"
    return replicate.trainings.create(
        version=FLUX,
        input={
            "input_images": str(archive),  # expect: RPL116
            "trigger_word": "MOTH",
        },
        destination=DEST,
    ).id


def joined(name):
    return begin(os.path.join(DATA_DIR, name))  # expect: RPL116


def absolute(name):
    return begin(os.path.abspath(name))  # expect: RPL116


def temporary(images):
    with tempfile.NamedTemporaryFile(suffix=".zip") as archive:
        with zipfile.ZipFile(archive, "w") as bundle:
            for image in images:
                bundle.write(image)
        training = replicate.trainings.create(FLUX, {"input_images": archive.name}, DEST)  # expect: RPL116
    return training.id


def in_a_temporary_folder(folder):
    with tempfile.TemporaryDirectory() as work:
        target = f"{work}/moths.zip"
        with zipfile.ZipFile(target, "w") as bundle:
            for path in Path(folder).glob("*.jpg"):
                bundle.write(path)
        return begin(target)  # expect: RPL116


def packed(folder):
    return begin(shutil.make_archive("moths", "zip", root_dir=folder))  # expect: RPL116


def a_list():
    inputs = {"images": ["data/1.jpg", "data/2.jpg"]}  # expect: RPL116
    return replicate.trainings.create(version=OWN, input=inputs, destination=DEST).id


def found():
    return replicate.trainings.create(version=OWN, input={"images": glob.glob("data/*.jpg")}, destination=DEST).id  # expect: RPL116


def as_posix():
    return replicate.trainings.create(OWN, {"train_data": (HERE / "train.jsonl").as_posix()}, DEST).id  # expect: RPL116


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
def cli(archive: Path):
    click.echo(begin(os.fspath(archive)))  # expect: RPL116
