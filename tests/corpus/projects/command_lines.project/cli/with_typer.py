import time
from typing import Annotated, Optional

import replicate
import typer

app = typer.Typer()


@app.command()
def train(
    images: str,
    destination: str = typer.Option("acme/typed", help="where to"),
    rank: int = typer.Option(256, "--rank"),
    steps: Annotated[int, typer.Option(help="how long")] = 9000,
    webhook: Optional[str] = None,
):
    training = replicate.trainings.create(  # expect: RPL134
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": images, "lora_rank": rank, "steps": steps},
        destination=destination,
        webhook=webhook,
    )
    typer.echo(training.id)


@app.command()
def wait(training_id: str, interval: float = typer.Option(2.0, "--interval", "-i")):
    for _ in range(9999):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            raise typer.Exit(training.status != "succeeded")
        time.sleep(interval)  # expect: RPL121
