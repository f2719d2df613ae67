import random
import time

from orrery.client import client
from orrery.settings import settings
from orrery.storage import signed

OVER = ("succeeded", "failed", "canceled")


def start(key: str) -> str:
    training = client.trainings.create(
        version=settings.trainer,
        input={"input_images": signed(key), "trigger_word": "PLNT"},
        destination=settings.destination,
        webhook=settings.hook,
        webhook_events_filter=["completed"],
    )
    return training.id


def wait(training_id: str) -> str:
    end = time.monotonic() + settings.patience.total_seconds()
    pause = settings.first_pause
    while time.monotonic() < end:
        training = client.trainings.get(training_id)
        if training.status in OVER:
            return training.status
        time.sleep(pause + random.random())
        pause = min(pause * 2, settings.longest_pause - 1)
    client.trainings.cancel(training_id)
    raise TimeoutError(training_id)
