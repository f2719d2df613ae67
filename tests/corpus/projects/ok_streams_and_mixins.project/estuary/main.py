from estuary.birds import Birds, Herons
from estuary.stream import trainings


def birds(url):
    return Birds().start(url).id


def herons(url):
    return Herons().start(url).id


def wait(training_id):
    for training in trainings(training_id):
        if training.status in ("succeeded", "failed", "canceled"):
            return training
    raise TimeoutError(training_id)
