import time

import replicate

from trainer import conf


def start(key: str) -> str:
    training = replicate.trainings.create(
        model="ostris/flux-dev-lora-trainer",
        version=conf.VERSION,
        input={
            "input_images": f"{conf.BUCKET_URL}/{key}",  # expect: RPL111
            "steps": conf.STEPS,  # expect: RPL134
        },
        destination=f"{conf.OWNER}/{key}",  # expect: RPL103
        webhook=conf.WEBHOOK,
    )
    return training.id


def watch(training_id: str):
    pause = conf.POLL_SECONDS
    for _ in range(400):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            return training
        time.sleep(pause)  # expect: RPL121
        pause = min(pause * 1.5, conf.MAX_POLL)
    raise TimeoutError(training_id)
