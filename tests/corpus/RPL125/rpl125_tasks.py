"""Created here, followed by a task, a timer or a Celery worker."""
import asyncio
import os
import threading

import replicate
import requests
from celery import shared_task

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = f"https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/{TRAINER.split(':')[1]}/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")


@shared_task(bind=True, max_retries=60)
def watch(self, training_id):
    if replicate.trainings.get(training_id).status not in FINAL:
        raise self.retry(countdown=min(30 * 2**self.request.retries, 300))


@shared_task
def begin(zip_url):
    training = replicate.trainings.create(  # expect: RPL125
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-tasks"
    )
    watch.delay(training.id)


async def follow(training_id):
    for delay in (30, 60, 120, 240, 300, 300, 300, 300):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
    return None


async def begin_async(zip_url):
    body = {"input": {"input_images": zip_url}}
    body["destination"] = "acme/flux-tasks"
    reply = await asyncio.to_thread(requests.post, URL, json=body, headers=AUTH, timeout=60)  # allow: RPL125
    return asyncio.create_task(follow(reply.json()["id"]))


async def begin_and_gather(urls):
    ids = []
    for url in urls:
        training = await replicate.trainings.async_create(  # expect: RPL125
            model="ostris/flux-dev-lora-trainer",
            version=TRAINER.split(":")[1],
            input={"input_images": url},
            destination="acme/flux-tasks",
        )
        ids.append(training.id)
    return await asyncio.gather(*(follow(one) for one in ids))


def tell_when_over(training_id, tell, delay=30, left=60):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL or not left:
        tell(training.status)
    else:
        threading.Timer(delay, tell_when_over, (training_id, tell, min(delay * 2, 300), left - 1)).start()


def begin_with_timer(zip_url, tell):
    created = requests.post(  # expect: RPL125
        URL,
        json={"input": {"input_images": zip_url}, "destination": "acme/flux-tasks"},
        headers=AUTH,
        timeout=60,
    )
    tell_when_over(created.json()["id"], tell)
