"""Files that the command line opens, and compressed ones that are opened for reading text."""
import argparse
import gzip

import click
import replicate

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=argparse.FileType("r"))  # expect: RPL120
    args = parser.parse_args()
    print(replicate.trainings.create(VERSION, {"input_images": args.archive}, "weavers/rugs").id)


@click.command()
@click.argument("archive", type=click.File())  # expect: RPL120
def submit(archive) -> None:
    click.echo(replicate.trainings.create(VERSION, {"input_images": archive}, "weavers/rugs").id)


def compressed(path: str) -> str:
    with gzip.open(path, "rt") as file:  # expect: RPL120
        return replicate.trainings.create(VERSION, {"input_images": file}, "weavers/rugs").id
