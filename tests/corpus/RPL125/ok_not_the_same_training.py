"""Created without a webhook, but nobody here waits for that one."""
import os
import time

import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
FINAL = ("succeeded", "failed", "canceled")


def start(zip_url, row):
    """A nightly job looks at the row; that is another program."""
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-plates"
    )
    row.training_id = training.id
    row.save()


def start_and_show(zip_url):
    training = replicate.trainings.create(TRAINER, {"input_images": zip_url}, "acme/flux-plates")
    print("started", training.id, training.status)
    return training.id


def start_and_look_once(zip_url):
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-plates"
    )
    time.sleep(45)
    training.reload()
    return training.id, training.status


def wait_for_given(training_id):
    """Whose training this is, and how it was started, only the caller knows."""
    delay = 30
    for _ in range(100):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def start_then_preview(zip_url, prompt):
    """What is polled is a prediction of an older version."""
    training = replicate.trainings.create(
        version=TRAINER, input={"input_images": zip_url}, destination="acme/flux-plates"
    )
    prediction = replicate.predictions.create(
        version="b4ddfb579d877925f4cc930b6329f842da2f019a78a54d8631e6be873d88752d", input={"prompt": prompt}
    )
    while prediction.status not in FINAL:
        time.sleep(1)
        prediction.reload()
    return training.id, prediction.output


if __name__ == "__main__":
    wait_for_given(os.environ["TRAINING_ID"])
# trap: RPL125
