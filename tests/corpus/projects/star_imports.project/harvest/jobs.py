import time

from harvest.base import *
from harvest.limits import *

FINAL = {"succeeded", "failed", "canceled"}


def start(zip_url):
    training = client.trainings.create(
        version=VERSION,
        input={"zip": zip_url},
        destination=DESTINATION,
        webhook=HOOK,  # expect: RPL141
        webhook_events_filter=EVENTS,  # expect: RPL143
    )
    return training.id


def wait(training_id):
    for _ in range(200):
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(PAUSE)  # expect: RPL121
    raise TimeoutError(training_id)
