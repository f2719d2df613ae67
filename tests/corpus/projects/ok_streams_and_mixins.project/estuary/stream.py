import itertools
import time

import replicate


def pauses(first=30, longest=300):
    yield first
    for number in itertools.count(1):
        yield min(first * 2**number, longest)


def trainings(training_id, looks=100):
    for _, pause in zip(range(looks), pauses()):
        yield replicate.trainings.get(training_id)
        time.sleep(pause)
