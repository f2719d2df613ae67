"""A trainer service for estate agents; the destination travels through a few hands."""
import argparse
import sys
from enum import Enum

import replicate
from celery import shared_task

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"


class Target(Enum):
    HOMES = "northwind/homes"
    OFFICES = "northwind/offices"
    OTHER = ""


class BaseJob:
    destination = None

    def __init__(self, client: "replicate.Client"):
        self.client = client

    def run(self, archive: str) -> str:
        training = self.client.trainings.create(version=VERSION, input={"input_images": archive}, destination=self.destination)  # expect: RPL101
        return training.id


class HomesJob(BaseJob):
    def describe(self) -> str:
        return "photos of homes"


def pick(kind: str):
    if kind == "home":
        return Target.HOMES.value
    if kind == "office":
        return Target.OFFICES.value
    return None


@shared_task
def train_listing(archive: str, kind: str) -> str:
    target = pick(kind)
    return replicate.trainings.create(version=VERSION, input={"input_images": archive}, destination=target).id  # expect: RPL101


def train_member(archive: str) -> str:
    return replicate.trainings.create(VERSION, {"input_images": archive}, Target.OTHER.value).id  # expect: RPL101


def submit(archive: str, destination=None, **more) -> str:
    options = {}
    if destination:
        options["destination"] = destination
    training = replicate.trainings.create(version=VERSION, input={"input_images": archive}, **options)  # expect: RPL101@submit
    return training.id


def main(argv=None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("archive")
    args = parser.parse_args(argv)
    print(submit(args.archive))  # expect: RPL101@submit
    return 0


if __name__ == "__main__":
    sys.exit(main())
