"""The loop tests a word that it was given once; the training's own status is only shown."""
import time

import replicate


def shown_only(training_id):
    training = replicate.trainings.get(training_id)
    status = "starting"
    while status not in ("succeeded", "failed", "canceled"):  # expect: RPL126, RPL151
        time.sleep(30)  # expect: RPL122
        training.reload()
        print(f"now {training.status}")
    return training


def kept_under_another_name(training_id):
    state = "starting"
    delay, left = 30, 60
    while state != "succeeded" and left:  # expect: RPL151  # allow: RPL127
        time.sleep(delay)
        delay, left = min(delay * 2, 300), left - 1
        now = replicate.trainings.get(training_id).status
        print(now)


def kept(training_id):
    status = "starting"
    while status in ("starting", "processing"):  # expect: RPL126
        time.sleep(30)  # expect: RPL122
        status = replicate.trainings.get(training_id).status
    return status


def of_another_thing(job, training_id):
    phase = "starting"
    while phase != "failed":
        print(replicate.trainings.get(training_id).id)
        phase = job.next_phase()
        time.sleep(60)  # allow: RPL122
