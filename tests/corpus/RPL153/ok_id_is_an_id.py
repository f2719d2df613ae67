"""The id in other texts, and versions that are versions."""
import logging

import redis
import replicate

VERSION = "ferry/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
log = logging.getLogger("ferry")
client = replicate.Client()
cache = redis.Redis()


def start(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="ferry/decks", webhook="https://ferry.example.com/hooks")


def result(training_id, prompt):
    training = client.trainings.get(training_id)
    if training.status != "succeeded":
        return None
    return client.run(training.output["version"], input={"prompt": prompt})


def hash_of_the_result(training_id, prompt):
    training = client.trainings.get(training_id)
    if not training.output:
        return None
    version = training.output["version"].split(":")[1]
    return client.predictions.create(version=version, input={"prompt": prompt}).id


def version_of_the_trainer(training_id, prompt):
    training = client.trainings.get(training_id)
    return client.run(f"ferry/trainer:{training.version}", input={"prompt": prompt})


def cached(url):
    training = start(url)
    cache.set(f"training:{training.id}", url)
    cache.set(f"ferry/jobs:{training.id}", training.status)


def logged(url):
    training = start(url)
    log.info(f"training {training.model}: {training.id}")
    return f"https://replicate.com/p/{training.id}"


def in_the_prompt(url):
    training = start(url)
    return client.run(VERSION, input={"prompt": f"deck number {training.id}"})


def by_row(row, prompt):
    return client.run(f"ferry/decks:{row.version_id}", input={"prompt": prompt})


def of_a_prediction(prediction_id, prompt):
    prediction = client.predictions.get(prediction_id)
    return client.predictions.create(version=prediction.version, input={"prompt": prompt}).id


def newest(prompt):
    model = client.models.get("ferry/decks")
    return client.run(f"ferry/decks:{model.latest_version.id}", input={"prompt": prompt})
# trap: RPL131, RPL136, RPL153
