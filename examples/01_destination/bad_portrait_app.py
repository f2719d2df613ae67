"""Portrait orders: a customer's photos become a model, and a webhook says when it is ready."""

from __future__ import annotations

import os
from typing import Any

import replicate
from fastapi import BackgroundTasks, FastAPI, HTTPException, Request
from pydantic import BaseModel, HttpUrl
from replicate.webhook import Webhooks, WebhookValidationError

TRAINER = "ostris/flux-dev-lora-trainer"
TRAINER_VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
WEBHOOK_URL = os.environ["PUBLIC_URL"] + "/webhooks/replicate"

app = FastAPI()
client = replicate.Client(api_token=os.environ["REPLICATE_API_TOKEN"])
ready: dict[str, str] = {}


class Order(BaseModel):
    id: int
    photos: HttpUrl
    trigger_word: str = "PRTRT"


def training_input(order: Order, steps: int) -> dict[str, Any]:
    return {"input_images": str(order.photos), "trigger_word": order.trigger_word, "steps": steps}


@app.post("/orders", status_code=202)
async def place_order(order: Order) -> dict[str, int]:
    await client.trainings.async_create(
        model=TRAINER,
        version=TRAINER_VERSION,
        input=training_input(order, steps=1000),
        destination=f"lumen-labs/portrait-{order.id}",
        webhook=WEBHOOK_URL,
        webhook_events_filter=["completed"],
    )
    return {"order": order.id}


@app.post("/orders/preview", status_code=202)
async def preview(order: Order) -> dict[str, str]:
    """A quick look for the customer: nothing that we want to keep."""
    training = await client.trainings.async_create(
        model=TRAINER,
        version=TRAINER_VERSION,
        input=training_input(order, steps=200),
        webhook=WEBHOOK_URL,
        webhook_events_filter=["completed"],
    )
    return {"training": training.id}


def finish(event: dict[str, Any]) -> None:
    if event["status"] == "succeeded":
        ready[event["id"]] = event["output"]["version"]


@app.post("/webhooks/replicate")
async def training_ended(request: Request, background: BackgroundTasks) -> dict[str, bool]:
    body = (await request.body()).decode()
    secret = await client.webhooks.default.async_secret()
    try:
        Webhooks.validate(headers=dict(request.headers), body=body, secret=secret, tolerance=300)
    except WebhookValidationError:
        raise HTTPException(status_code=401) from None
    background.add_task(finish, await request.json())
    return {"ok": True}
