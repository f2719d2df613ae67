"""Endless loops, as they should be: servers, consumers, supervisors."""
import asyncio
import time

import replicate
import requests

FINAL = ("succeeded", "failed", "canceled")


async def consumer(ids: asyncio.Queue):
    """One look at each id that comes in; whoever put it there puts it again."""
    while True:
        training_id = await ids.get()
        training = await replicate.trainings.async_get(training_id)
        print(training_id, training.status)
        ids.task_done()


def supervisor(open_jobs: set):
    while True:
        for training_id in sorted(open_jobs):
            status = replicate.trainings.get(training_id).status
            if status in FINAL:
                open_jobs.discard(training_id)
        time.sleep(60)


def newest():
    """Watches the account's list, not one training."""
    seen = set()
    while True:
        for training in replicate.trainings.list():
            if training.id not in seen:
                seen.add(training.id)
                print(training.id, training.status)
        time.sleep(60)


def prediction_for_ever(prediction_id):
    while True:
        prediction = replicate.predictions.get(prediction_id)
        if prediction.status in FINAL:
            return prediction
        time.sleep(1)


def other_service(run_id, session: requests.Session):
    while True:
        run = session.get(f"https://api.wandb.ai/runs/{run_id}", timeout=10).json()
        if run["state"] in ("finished", "crashed"):
            return run
        time.sleep(30)


def heartbeat(db):
    while True:
        db.execute("update worker set seen = now()")
        time.sleep(10)


def train(zip_url):
    training = replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url},
        destination="acme/flux-gardens",
        webhook="https://hooks.example.com/replicate",
    )
    return training.id
# trap: RPL121, RPL122, RPL126, RPL127, RPL128
