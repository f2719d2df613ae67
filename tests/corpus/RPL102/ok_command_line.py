"""What a user has to give, or may give in place of something that is well formed."""
import argparse
import os
from configparser import ConfigParser

import click
import replicate
import typer

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SITE = (os.getenv("SITE_URL") or "").rstrip("/")
OWNER = os.getenv("REPLICATE_OWNER", "")
config = ConfigParser()
config.read("kiln.ini")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zip_url", help="https://…")
    parser.add_argument("--destination", required=True, default="ignored")
    parser.add_argument("--second", default="kiln/glazes")
    parser.add_argument("--third", nargs="+", default="glazes")
    parser.add_argument("--name")
    args = parser.parse_args(argv)
    if not args.name:
        parser.error("--name is missing")
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.destination).id)
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.second).id)
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.third[0]).id)
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.name).id)


@click.command()
@click.option("--zip-url", required=True)
@click.option("--destination", envvar="KILN_DESTINATION", required=True)
def glaze(zip_url: str, destination: str) -> None:
    click.echo(replicate.trainings.create(VERSION, {"input_images": zip_url}, destination).id)


def fire(zip_url: str = typer.Argument(...), destination: str = typer.Option(..., prompt=True)) -> None:
    typer.echo(replicate.trainings.create(VERSION, {"input_images": zip_url}, destination).id)


def from_an_ini_file() -> str:
    """The second argument of this ``get`` is no default."""
    data, target = config.get("kiln", "zip"), config.get("kiln", "destination")
    return replicate.trainings.create(VERSION, {"input_images": data}, target).id


def from_whatever(settings) -> str:
    data, target = settings.get("kiln", "zip"), settings.get("kiln", "destination")
    return replicate.trainings.create(VERSION, {"input_images": data}, target).id


def on_a_site_that_may_not_be_set(name: str) -> str:
    """An empty default says that nothing is set; the address is no path for that."""
    return replicate.trainings.create(VERSION, {"input_images": f"{SITE}/uploads/kiln.zip"}, f"{OWNER}/glazes").id
