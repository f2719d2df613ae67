"""One look, one answer, and a word in it that never comes."""
import logging

import httpx
import replicate
from fastapi import FastAPI, HTTPException
from replicate import Replicate

app = FastAPI()
log = logging.getLogger(__name__)
modern = Replicate()
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


@app.get("/trainings/{training_id}/ready")
def ready(training_id: str) -> bool:
    training = replicate.trainings.get(training_id)
    return training.status == "complete"  # expect: RPL128


@app.get("/trainings/{training_id}")
async def show(training_id: str) -> dict:
    training = await replicate.trainings.async_get(training_id)
    if training.status == "cancelled":  # expect: RPL128
        raise HTTPException(410, "called off")
    return {"id": training.id, "status": training.status}


def percent(training_id: str) -> int:
    training = modern.trainings.get(training_id=training_id)
    match training.status:
        case "queued":  # expect: RPL128
            return 0
        case "processing":
            return 50
        case _:
            return 100


def open_ones() -> list[str]:
    return [t.id for t in replicate.trainings.list() if t.status == "running"]  # expect: RPL128


def begin(zip_url: str) -> str:
    training = replicate.trainings.create(
        version=VERSION,
        input={"input_images": zip_url},
        destination="acme/flux-books",
        webhook="https://hooks.example.com/replicate",
    )
    if training.status not in ("pending", "processing"):  # expect: RPL128
        log.warning("unusual first status of %s: %s", training.id, training.status)
    return training.id


def outcome(http: httpx.Client, training_id: str) -> str:
    data = http.get(f"https://api.replicate.com/v1/trainings/{training_id}").json()
    status = data["status"]
    word = "fine" if status == "finished" else "not so fine"  # expect: RPL128
    return f"{training_id}: {word}"


def cancel_if_open(training_id: str) -> None:
    training = replicate.trainings.get(training_id)
    if training.status in ("in_progress", "starting"):  # expect: RPL128
        training.cancel()
    assert training.status != "error"  # expect: RPL128
