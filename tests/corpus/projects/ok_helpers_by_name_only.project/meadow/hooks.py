import replicate
import requests

from meadow.orders import Order, training_url, wait_for
from meadow.status import Status

WORDS = {"succeeded": Status.COMPLETED, "failed": Status.CANCELLED, "canceled": Status.CANCELLED}


def on_replicate(payload: dict, order: Order) -> None:
    order.status = WORDS.get(payload["status"], Status.RUNNING)
    if order.status == Status.COMPLETED:
        requests.post(training_url(payload["id"]), json={"output": payload["output"]["version"]}, timeout=3)


def finish(order: Order) -> str:
    wait_for(order)
    return replicate.models.get("meadow/hay").latest_version.id
