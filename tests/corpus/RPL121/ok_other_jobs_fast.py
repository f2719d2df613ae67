"""Fast polls of things that aren't trainings; the training itself reports through its webhook."""
import os
import time

import boto3
import httpx
import openai
import replicate
import requests
from celery.result import AsyncResult

AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
OPENAI = openai.OpenAI()
SAGEMAKER = boto3.client("sagemaker")


def tune_elsewhere(file_id):
    job = OPENAI.fine_tuning.jobs.create(training_file=file_id, model="gpt-4o-mini-2024-07-18")
    while job.status not in ("succeeded", "failed", "cancelled"):
        time.sleep(5)
        job = OPENAI.fine_tuning.jobs.retrieve(job.id)
    return job.fine_tuned_model


def sagemaker_training(name):
    while True:
        status = SAGEMAKER.describe_training_job(TrainingJobName=name)["TrainingJobStatus"]
        if status == "Completed":
            return name
        time.sleep(10)


def own_trainings_api(training_id):
    while requests.get(f"https://ml.acme.io/v1/trainings/{training_id}", timeout=5).json()["status"] != "done":
        time.sleep(2)


def other_vendor(job_id):
    with httpx.Client(base_url="https://api.together.xyz/v1") as http:
        while http.get(f"/fine-tunes/{job_id}").json()["status"] not in ("completed", "error", "cancelled"):
            time.sleep(3)


def own_queue(task_id):
    result = AsyncResult(task_id)
    while result.status in ("PENDING", "STARTED"):
        time.sleep(0.5)
    return result.get()


def preview(training, prompt):
    """A finished fine-tune is tried with a prediction, and that takes seconds."""
    if training.status != "succeeded":
        return None
    version = training.output["version"].split(":")[1]
    prediction = replicate.predictions.create(version=version, input={"prompt": prompt})
    while prediction.status not in ("succeeded", "failed", "canceled"):
        time.sleep(1)
        prediction.reload()
    return prediction


def preview_http(prediction_id):
    url = f"https://api.replicate.com/v1/predictions/{prediction_id}"
    while (state := requests.get(url, headers=AUTH, timeout=9).json())["status"] in ("starting", "processing"):
        time.sleep(0.5)
    return state


def train(zip_url):
    training = replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url, "trigger_word": "ELSEW"},
        destination="acme/flux-elsewhere",
        webhook="https://hooks.acme.io/replicate",
    )
    return training.id
# trap: RPL121, RPL124, RPL126, RPL127, RPL128, RPL129
