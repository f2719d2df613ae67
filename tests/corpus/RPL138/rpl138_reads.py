"""What a training of the 0.x and 1.x SDK does not have."""
import logging

import replicate
from replicate import Client

log = logging.getLogger("loom")
VERSION = "loom/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
client = Client()


def waits(url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="loom/rugs")
    training.wait()  # expect: RPL138
    return training.id


async def waits_asynchronously(url):
    training = await client.trainings.async_create(model="loom/trainer", version=VERSION.split(":")[1], input={"zip": url}, destination="loom/rugs")
    await training.async_wait()  # expect: RPL138
    return training.id


def seconds(training_id):
    training = replicate.trainings.get(training_id)
    return training.metrics["predict_time"]  # expect: RPL138


def source(training_id):
    return replicate.trainings.get(training_id).source  # expect: RPL138


def version(training_id):
    training = replicate.trainings.get(training_id)
    if training.status == "succeeded":
        return training.output.version  # expect: RPL138
    return None


def weights(training_id):
    training = replicate.trainings.get(training_id)
    if training.status != "succeeded":
        raise RuntimeError(training.status)
    output = training.output
    return output.weights  # expect: RPL138


def as_a_dict(url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="loom/rugs")
    return training["id"]  # expect: RPL138


def status_of_a_dict(training_id):
    training = client.trainings.get(training_id)
    log.info("%s is %s", training_id, training["status"])  # expect: RPL138
    return training


def get_of_a_dict(training_id):
    return client.trainings.get(training_id).get("status")  # expect: RPL138


def address(url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="loom/rugs")
    log.info("started %s", training.id)
    return training.urls.cancel  # expect: RPL138


class Loom:
    def __init__(self, client: replicate.Client):
        self.client = client

    def fetch(self, training_id):
        return self.client.trainings.get(training_id)

    def removed(self, training_id) -> bool:
        return self.fetch(training_id).data_removed  # expect: RPL138

    def sources(self):
        return {training.id: training.source for training in self.client.trainings.list()}  # expect: RPL138
