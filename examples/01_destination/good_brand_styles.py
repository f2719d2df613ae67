"""Trains the house style and one style for each campaign in campaigns.toml."""

from __future__ import annotations

import argparse
import csv
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import replicate
import tomli
from replicate.exceptions import ReplicateError

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWNER = "fernway"
LEDGER = Path("trainings.csv")

log = logging.getLogger("brand_styles")


@dataclass(frozen=True)
class Campaign:
    title: str
    trigger_word: str
    archive: Path


def read_campaigns(path: Path) -> list[Campaign]:
    tables = tomli.loads(path.read_text(encoding="utf-8"))["campaign"]
    return [Campaign(table["title"], table["trigger"], path.parent / table["archive"]) for table in tables]


def ensure_model(name: str) -> None:
    try:
        replicate.models.create(owner=OWNER, name=name, visibility="private", hardware="gpu-t4")
    except ReplicateError as error:
        if error.status != 409:  # 409: it exists already
            raise


def record(title: str, destination: str, training_id: str) -> None:
    with LEDGER.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([datetime.now(timezone.utc).isoformat(), title, destination, training_id])
    log.info("%s: training %s into %s", title, training_id, destination)


def train_house_style(archive: Path, steps: int) -> None:
    ensure_model("house-style")
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": archive, "trigger_word": "FRNWY", "steps": steps},
        destination=f"{OWNER}/house-style",
    )
    record("house style", f"{OWNER}/house-style", training.id)


def train_campaign(campaign: Campaign, steps: int) -> None:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": campaign.archive, "trigger_word": campaign.trigger_word, "steps": steps},
        destination=f"{OWNER}/campaign-styles",
    )
    record(campaign.title, f"{OWNER}/campaign-styles", training.id)


def try_out(archive: Path, steps: int) -> None:
    destination = os.environ["EXPERIMENTS_MODEL"]
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": archive, "trigger_word": "TRYIT", "steps": steps},
        destination=destination,
    )
    record("try-out", destination, training.id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("campaigns", type=Path)
    parser.add_argument("--house-style", type=Path, metavar="ZIP")
    parser.add_argument("--try-out", type=Path, metavar="ZIP")
    parser.add_argument("--steps", type=int, default=1000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)

    if args.house_style:
        train_house_style(args.house_style, args.steps)
    if args.try_out:
        try_out(args.try_out, args.steps)
    ensure_model("campaign-styles")
    for campaign in read_campaigns(args.campaigns):
        train_campaign(campaign, args.steps)


if __name__ == "__main__":
    main()
