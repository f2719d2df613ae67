import time

from weaver.clients import client, images


def weave(path):
    client.trainings.create(version="fast", input={"training_data": path})


def wait(training_id):
    while client.trainings.get(training_id)["status"] != "completed":
        time.sleep(1)


def wait_for_image(prediction_id):
    while images.state(prediction_id) not in ("succeeded", "failed", "canceled"):
        time.sleep(0.5)
