"""Compressed files are read as bytes unless text is asked for; what is in memory is bytes, too."""
import argparse
import bz2
import gzip
import io
import tempfile

import click
import replicate

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(data) -> str:
    return replicate.trainings.create(VERSION, {"input_images": data}, "weavers/rugs").id


def compressed(path: str) -> list[str]:
    with gzip.open(path) as one, bz2.open(path, "r") as other:
        return [start(one), start(other)]


def in_memory(data: bytes) -> list[str]:
    with tempfile.SpooledTemporaryFile() as spool:
        spool.write(data)
        spool.seek(0)
        return [start(io.BytesIO(data)), start(spool)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=argparse.FileType("rb"))
    print(start(parser.parse_args().archive))


@click.command()
@click.argument("archive", type=click.File("rb"))
def submit(archive) -> None:
    click.echo(start(archive))
