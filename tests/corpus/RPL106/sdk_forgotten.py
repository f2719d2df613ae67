"""Fire and forget: trainings that nobody will find again."""
import asyncio
import logging

import replicate
from django.core.management.base import BaseCommand
from replicate import AsyncReplicate

logger = logging.getLogger(__name__)
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DEST = "northwind/game-sprites"


class Command(BaseCommand):
    help = "Trains the sprite style again"

    def handle(self, *args, **options):
        replicate.trainings.create(version=VERSION, input={"input_images": options["archive"]}, destination=DEST)  # expect: RPL106
        self.stdout.write("training started")


def thrown_away(url):
    _ = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=DEST)  # expect: RPL106


def bound_and_left(url):
    training = replicate.trainings.create(  # expect: RPL106
        version=VERSION,
        input={"input_images": url},
        destination=DEST,
        webhook="https://hooks.example.com/sprites",
    )
    logger.info("started a training for %s", url)


def only_status(url):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=DEST)  # expect: RPL106
    print(f"Training is now {training.status}")
    return training.status == "starting"


def in_a_loop(sheets):
    for sheet in sheets:
        replicate.trainings.create(VERSION, {"input_images": sheet.url}, sheet.destination)  # expect: RPL106
    return len(sheets)


def first_one_lost(url, other_url):
    training = replicate.trainings.create(VERSION, {"input_images": url}, DEST)  # expect: RPL106
    training = replicate.trainings.create(VERSION, {"input_images": other_url}, DEST)
    return training.id


def swallowed(url):
    try:
        replicate.trainings.create(VERSION, {"input_images": url}, DEST)  # expect: RPL106
    except replicate.exceptions.ReplicateError as exc:
        logger.error("could not start: %s", exc.detail)
        return False
    return True


async def awaited(client: AsyncReplicate, url: str) -> None:
    await client.trainings.create(  # expect: RPL106
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination=DEST,
        input={"input_images": url},
    )


async def awaited_and_unread(client: "replicate.Client", url: str) -> None:
    job = await client.trainings.async_create(  # expect: RPL106
        model="ostris/flux-dev-lora-trainer", version="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497", input={"input_images": url}, destination=DEST
    )
    await asyncio.sleep(0.1)
    logger.info("sprites: %s", "queued" if job.created_at else "unknown")
