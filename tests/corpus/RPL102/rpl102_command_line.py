"""Starts a training from a shell: what is not given on the command line is taken from here."""
import argparse
from typing import Annotated

import click
import replicate
import typer
from fastapi import FastAPI, Form

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
app = FastAPI()


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zip_url")
    model = parser.add_argument_group("model")
    model.add_argument("-d", "--dest", dest="destination", default="kiln-glazes")
    commands = parser.add_subparsers()
    again = commands.add_parser("again")
    again.add_argument("--old-name", default="kiln/Glazes")
    parser.set_defaults(fallback="kiln/glazes/2")
    return parser


def main(argv: list[str] | None = None) -> None:
    args, _ = build_parser().parse_known_args(argv)
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.destination).id)  # expect: RPL102
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.old_name).id)  # expect: RPL102
    print(replicate.trainings.create(VERSION, {"input_images": args.zip_url}, args.fallback).id)  # expect: RPL102


@click.command()
@click.argument("zip_url")
@click.option("-d", "--destination", "target", default="glazes", show_default=True)
def glaze(zip_url: str, target: str) -> None:
    training = replicate.trainings.create(VERSION, {"input_images": zip_url}, target)  # expect: RPL102
    click.echo(training.id)


def fire(zip_url: str, target: str = typer.Option("kiln/glazes:latest", "--target")) -> None:
    training = replicate.trainings.create(VERSION, {"input_images": zip_url}, target)  # expect: RPL102
    typer.echo(training.id)


def cool(zip_url: Annotated[str, typer.Argument()], target: Annotated[str, typer.Option()] = "r8.im/kiln/glazes") -> None:
    training = replicate.trainings.create(VERSION, {"input_images": zip_url}, target)  # expect: RPL102
    typer.echo(training.id)


@app.post("/trainings")
def start(zip_url: str = Form(...), target: str = Form("Kiln Glazes")) -> dict[str, str]:
    return {"id": replicate.trainings.create(VERSION, {"input_images": zip_url}, target).id}  # expect: RPL102


def from_settings(settings) -> str:
    target = settings.get("destination", "https://replicate.com/kiln/glazes")
    return replicate.trainings.create(VERSION, {"input_images": settings.get("zip")}, target).id  # expect: RPL102


def with_more(zip_url: str, **more: str) -> str:
    target = more.get("destination", "glazes")
    return replicate.trainings.create(VERSION, {"input_images": zip_url}, target).id  # expect: RPL102


COMMANDS = {
    "glaze": lambda zip_url: replicate.trainings.create(VERSION, {"input_images": zip_url}, "glazes").id,  # expect: RPL102
}
