"""Trains a LoRA on a folder of pictures, a ready-made zip, or a language model on a file of prompts."""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from pathlib import Path

import replicate

IMAGE_TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
TEXT_TRAINER = "lumen-labs/phrasing-trainer:9f7caf424ca22890e9fe783cf9a2b15d09945e59f56edd7ec04c51795670247b"


def zipped(folder: Path) -> Path:
    archive = Path(tempfile.mkdtemp()) / f"{folder.name}.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for picture in sorted(folder.iterdir()):
            bundle.write(picture, picture.name)
    return archive


def train_pictures(folder: Path, destination: str) -> str:
    return train_zip(zipped(folder), destination)


def train_zip(archive: Path, destination: str) -> str:
    # The SDK uploads a Path or an open file; a string would go out as it is.
    training = replicate.trainings.create(
        version=IMAGE_TRAINER,
        input={"input_images": archive, "trigger_word": "TOK"},
        destination=destination,
    )
    return training.id


def train_prompts(prompts: str, destination: str) -> str:
    with open(prompts, "rb") as file:
        training = replicate.trainings.create(
            version=TEXT_TRAINER,
            input={"train_data": file, "num_train_epochs": 3},
            destination=destination,
        )
    return training.id


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="a folder, a .zip or a .jsonl")
    parser.add_argument("destination", help="an existing model of yours, owner/name")
    args = parser.parse_args()

    if args.data.is_dir():
        training_id = train_pictures(args.data, args.destination)
    elif args.data.suffix == ".zip":
        training_id = train_zip(args.data, args.destination)
    else:
        training_id = train_prompts(str(args.data), args.destination)
    print(f"training {training_id} has started")
    return 0


if __name__ == "__main__":
    sys.exit(main())
