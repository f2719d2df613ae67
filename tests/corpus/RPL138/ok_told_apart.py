"""Reads that only a dict gets, or that are tried and may fail."""
# trap: RPL138
import replicate
import requests


def demo_or_real(training_id, demo):
    training = {"id": training_id, "status": "succeeded"} if demo else replicate.trainings.get(training_id)
    if isinstance(training, dict):
        return training["id"]
    return training.id


def not_a_dict(training_id, demo):
    training = {"id": training_id, "status": "succeeded"} if demo else replicate.trainings.get(training_id)
    if not isinstance(training, dict):
        training = training.dict()
    return training["id"]


def tried_as_dict(training_id):
    training = replicate.trainings.get(training_id)
    try:
        return training["id"]
    except (KeyError, TypeError):
        return training.id


def tried_as_newer(training_id):
    training = replicate.trainings.get(training_id)
    try:
        return training.metrics
    except AttributeError:
        return None


def whole(training_id):
    training = replicate.trainings.get(training_id)
    return training.model_dump()


def over_http(training_id):
    training = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", timeout=10).json()
    if isinstance(training, dict):
        return training["id"]
    return None
