"""Output that is there, or is passed on as it is."""
import logging
import os
import time

import httpx
import replicate
import requests
from flask import Flask, jsonify, request

app = Flask(__name__)
log = logging.getLogger("glass")
client = replicate.Client()
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def only_success(training_id):
    training = client.trainings.get(training_id)
    if training.status == "succeeded":
        return training.output["weights"]
    return None


def anything_else_raises(training_id):
    training = client.trainings.get(training_id)
    if training.status != "succeeded":
        raise RuntimeError(training.error or training.status)
    return training.output["weights"], training.output["version"]


def truth(training_id):
    training = client.trainings.get(training_id)
    if training.output:
        return training.output["version"]
    return ""


def not_none(training_id):
    output = client.trainings.get(training_id).output
    return None if output is None else output["version"]


def in_one_go(training_id):
    training = client.trainings.get(training_id)
    return training.output and training.output["version"]


def with_default(training_id):
    training = client.trainings.get(training_id)
    return (training.output or {}).get("version")


def of_a_dict(training_id):
    training = client.trainings.get(training_id)
    if isinstance(training.output, dict):
        return training.output.get("weights")
    return None


def passed_on(training_id):
    training = client.trainings.get(training_id)
    log.info("output so far: %s", training.output)
    return {"status": training.status, "output": training.output}


def waited_for(training_id):
    delay = 30
    for _ in range(90):
        training = client.trainings.get(training_id)
        if training.status == "succeeded":
            return training.output["version"]
        if training.status in ("failed", "canceled"):
            raise RuntimeError(training.error)
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def over_http(training_id):
    data = httpx.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH).json()
    if data["status"] != "succeeded":
        return None
    return data["output"]["weights"]


def over_http_with_default(training_id):
    data = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=9).json()
    return (data.get("output") or {}).get("weights")


def matched(training_id):
    training = client.trainings.get(training_id)
    match training.status:
        case "succeeded":
            return training.output["weights"]
        case other:
            return other


def asserted(training_id):
    training = client.trainings.get(training_id)
    assert training.status == "succeeded", training.error
    return training.output["version"]


@app.post("/hooks/replicate")
def hook():
    payload = request.get_json()
    return jsonify({"version": payload["output"]["version"]})


def of_a_prediction(prediction_id):
    prediction = client.predictions.get(prediction_id)
    return prediction.output[0]


def of_another_service(job_id):
    return requests.get(f"https://api.trainly.dev/v1/trainings/{job_id}", timeout=9).json()["output"]["weights"]


def finished_ones():
    return [training.output["version"] for training in client.trainings.list() if training.status == "succeeded"]


def after_the_last_status(training_id):
    delay = 30
    for _ in range(90):
        training = client.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            return training.output["version"]  # allow: RPL136
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)
# trap: RPL136
