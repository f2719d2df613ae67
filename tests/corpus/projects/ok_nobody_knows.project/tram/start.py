import time

import replicate

from tram import config
from tram.external import options
from tram.models import Line

client = replicate.Client()


def start(url):
    return client.trainings.create(version=config.TRAINER, input={"zip": url}, destination=config.DESTINATION, webhook=config.HOOK).id


def start_line(line: Line):
    training = client.trainings.create(version=config.TRAINER, input={"zip": line.archive}, destination=line.destination, webhook=config.HOOK)
    line.training_id = training.id
    line.save()


def start_with_options(url):
    return client.trainings.create(input={"zip": url}, **options(url)).id


def wait(line: Line):
    for _ in range(500):
        status = client.trainings.get(line.training_id).status
        if status in ("succeeded", "failed", "canceled"):
            return status
        time.sleep(config.PAUSE)
    return None
