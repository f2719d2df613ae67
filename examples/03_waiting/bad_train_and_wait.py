"""Trains on a data set, waits, and prints the version that came out of it."""

from __future__ import annotations

import argparse
import sys
import time

import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(images_url: str, destination: str) -> str:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": images_url, "trigger_word": "TOK"},
        destination=destination,
    )
    return training.id


def wait(training_id: str) -> str:
    training = replicate.trainings.get(training_id)
    while training.status != "succeeded":
        print(f"{training.status} …", file=sys.stderr)
        time.sleep(5)
        training.reload()
    return training.output["version"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images_url")
    parser.add_argument("destination", help="an existing model of yours, owner/name")
    args = parser.parse_args()
    training_id = start(args.images_url, args.destination)
    print(f"training {training_id}", file=sys.stderr)
    print(wait(training_id))


if __name__ == "__main__":
    main()
