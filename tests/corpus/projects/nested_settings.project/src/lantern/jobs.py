import time

import replicate

from lantern import config

FINAL = {"succeeded", "failed", "canceled"}


def start(url):
    return replicate.trainings.create(version=config.DEFAULT.trainer, input={"input_images": url}, destination=config.DEFAULT.target.path).id


def start_staging(url):
    return replicate.trainings.create(
        version=config.STAGING.trainer,
        input={"input_images": url},
        destination=config.STAGING.target.path,  # expect: RPL102
    ).id


def wait(training_id):
    pause = config.DEFAULT.poll.seconds
    for _ in range(config.DEFAULT.poll.looks):
        status = replicate.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(pause)
        pause = min(pause * config.DEFAULT.poll.growth, 300)
    raise TimeoutError(training_id)


def wait_in_staging(training_id):
    for _ in range(config.STAGING.poll.looks):
        status = replicate.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(config.STAGING.poll.seconds)  # expect: RPL121
    raise TimeoutError(training_id)


def wait_quietly(training_id):
    settings = config.QUIET.poll
    for _ in range(settings.looks):
        status = replicate.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(settings.seconds)  # expect: RPL122
    raise TimeoutError(training_id)
