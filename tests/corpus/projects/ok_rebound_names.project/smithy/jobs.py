import time

import replicate

from smithy import local
from smithy.local import DATA, DESTINATION, EVENTS, LONGEST, TRAINER


def start():
    training = replicate.trainings.create(
        version=TRAINER,
        input={"input_images": DATA},
        destination=DESTINATION,
        webhook="https://smithy.example.com/hooks",
        webhook_events_filter=EVENTS,
    )
    return training.id


def wait(training_id):
    pause = local.PAUSE
    for _ in range(99):
        status = replicate.trainings.get(training_id).status
        if status in ("succeeded", "failed", "canceled"):
            return status
        time.sleep(pause)
        pause = min(pause * 2, LONGEST)
    raise TimeoutError(training_id)
