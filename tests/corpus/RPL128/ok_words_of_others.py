"""`completed`, `cancelled` and `running` where they are the right words."""
import enum

import openai
import replicate
import requests
from sqlalchemy.orm import Session

from .models import Job

TRANSLATE = {"succeeded": "completed", "failed": "error", "canceled": "cancelled"}


class JobStatus(str, enum.Enum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


def remember(db: Session, job: Job) -> None:
    """The job's own status is translated from the training's."""
    training = replicate.trainings.get(job.training_id)
    if training.status == "succeeded":
        job.status = "completed"
    elif training.status == "canceled":
        job.status = JobStatus.CANCELLED
    elif training.status in ("starting", "processing"):
        job.status = "running"
    if job.status == "completed":
        job.notify()
    db.commit()


def translated(training_id: str) -> str:
    word = TRANSLATE.get(replicate.trainings.get(training_id).status, "running")
    return "Ready" if word == "completed" else word


def open_jobs(db: Session):
    return [job for job in db.query(Job) if job.status in ("queued", "running")]


def others(job_id: str) -> bool:
    job = openai.OpenAI().fine_tuning.jobs.retrieve(job_id)
    return job.status in ("succeeded", "cancelled")


def ours(run_id: str) -> bool:
    return requests.get(f"https://ml.acme.io/runs/{run_id}", timeout=5).json()["status"] == "completed"


def event(name: str, training_id: str) -> str:
    """`completed` is the name of a webhook event."""
    if name == "completed":
        return replicate.trainings.get(training_id).status
    return "pending"


def start(zip_url: str) -> tuple[str, str]:
    training = replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url},
        destination="acme/flux-books",
        webhook="https://hooks.example.com/replicate",
        webhook_events_filter=["completed"],
    )
    return training.id, "queued"


def prediction_words(prediction_id: str) -> bool:
    return replicate.predictions.get(prediction_id).status == "completed"


def logs_mention(training_id: str) -> bool:
    training = replicate.trainings.get(training_id)
    return "completed" in (training.logs or "") or training.error == "cancelled"
# trap: RPL128
