import time

import replicate

from lib import conf


def start():
    return replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={
            "input_images": conf.ARCHIVE,
            "steps": conf.STEPS,
            "lora_rank": conf.RANK,  # expect: RPL134
        },
        destination=conf.DESTINATION,
        webhook=conf.WEBHOOK,
    ).id


def start_str():
    return replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": str(conf.ARCHIVE), "steps": conf.STEPS},  # expect: RPL116
        destination=conf.DESTINATION,
        webhook=conf.WEBHOOK,
    ).id


def wait(training_id):
    for _ in range(500):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            return training
        time.sleep(conf.INTERVAL)  # expect: RPL121
