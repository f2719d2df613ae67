"""Attributes that are there, of a training or of something else."""
import json
import os

import httpx
import replicate
from replicate import AsyncReplicate, Replicate

VERSION = "loom/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def all_of_them(training_id):
    t = replicate.trainings.get(training_id)
    return [t.id, t.model, t.version, t.destination, t.status, t.input, t.output, t.logs, t.error, t.created_at, t.started_at, t.completed_at, t.urls]


def links(training_id):
    training = replicate.trainings.get(training_id)
    return training.urls["get"], training.urls.get("web"), training.urls.items()


def called_off(training_id):
    training = replicate.trainings.get(training_id)
    training.reload()
    training.cancel()
    return training.dict()


def prediction(prompt):
    prediction = replicate.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt})
    prediction.wait()
    return prediction.metrics["predict_time"], prediction.source


def modern(training_id):
    training = Replicate().trainings.get(training_id=training_id)
    if training.status == "succeeded":
        return training.output.version, training.metrics, training.source
    return None


async def modern_links(api: AsyncReplicate, training_id):
    training = await api.trainings.get(training_id=training_id)
    return training.urls.get, training.urls.cancel


def over_http(training_id):
    training = httpx.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH).json()
    return training["id"], training["metrics"], training["source"], training.get("status")


def carefully(training_id):
    training = replicate.trainings.get(training_id)
    metrics = getattr(training, "metrics", None)
    if hasattr(training, "wait"):
        training.wait()
    return metrics


def serialized(training_id):
    data = json.loads(replicate.trainings.get(training_id).json())
    return data["id"], data["status"]


def of_our_own(jobs):
    for training in jobs.all():
        training.wait()
        yield training["id"], training.metrics, training.source


def page():
    return replicate.trainings.list().results


def somebody_elses(trainer, training_id):
    training = trainer.trainings.get(training_id)
    training.wait()
    return training.metrics, training["id"]
# trap: RPL136, RPL138


def as_a_dict(training_id):
    training = replicate.trainings.get(training_id)
    told = {"status": training.status, "urls": training.urls if hasattr(training, "urls") else None}
    return told.get("urls", {}).get("get"), (training.urls or {}).get("cancel"), dict(training.urls).get("get")
