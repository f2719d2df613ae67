"""Trains the house style and one style for each campaign in campaigns.toml."""

from __future__ import annotations

import argparse
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import replicate
import tomli

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWNER = "fernway"
EXPERIMENTS = os.environ.get("EXPERIMENTS_MODEL", "your-username/flux-experiments")

log = logging.getLogger("brand_styles")


@dataclass(frozen=True)
class Campaign:
    title: str
    trigger_word: str
    archive: Path


def read_campaigns(path: Path) -> list[Campaign]:
    tables = tomli.loads(path.read_text(encoding="utf-8"))["campaign"]
    return [Campaign(table["title"], table["trigger"], path.parent / table["archive"]) for table in tables]


def train_house_style(archive: Path, steps: int) -> None:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": archive, "trigger_word": "FRNWY", "steps": steps},
        destination=f"{OWNER}/house-style",
    )
    # The model page is needed only once there is something to show on it.
    replicate.models.create(owner=OWNER, name="house-style", visibility="private", hardware="gpu-t4")
    log.info("house style: training %s", training.id)


def train_campaign(campaign: Campaign, steps: int) -> None:
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": campaign.archive, "trigger_word": campaign.trigger_word, "steps": steps},
        destination=f"https://replicate.com/{OWNER}/campaign-styles",
    )
    log.info("%s: %s", campaign.title, training.status)


def try_out(archive: Path, steps: int) -> None:
    replicate.trainings.create(
        version=TRAINER,
        input={"input_images": archive, "trigger_word": "TRYIT", "steps": steps},
        destination=EXPERIMENTS,
    )


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
    for campaign in read_campaigns(args.campaigns):
        train_campaign(campaign, args.steps)


if __name__ == "__main__":
    main()
