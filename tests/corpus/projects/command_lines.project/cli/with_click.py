import time

import click
import replicate


@click.group()
def cli():
    """Trainings."""


@cli.command()
@click.argument("images")
@click.option("--destination", "-d", required=True)
@click.option("--steps", default=8000, show_default=True)
@click.option("--webhook-url", "webhook", default="http://localhost:8080/hook")
def train(images, destination, steps, webhook):
    training = replicate.trainings.create(  # expect: RPL134
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": images, "steps": steps},
        destination=destination,
        webhook=webhook,
    )
    click.echo(training.id)


@cli.command()
@click.argument("training_id")
@click.option("--every", type=float, default=10)
@click.option("--limit", default=3600)
def wait(training_id, every, limit):
    end = time.time() + limit
    while time.time() < end:
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            click.echo(training.status)
            return
        time.sleep(every)  # expect: RPL121
