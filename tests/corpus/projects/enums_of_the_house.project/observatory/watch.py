import time

import replicate

from .kinds import Pace, State


def ready(training_id) -> bool:
    return replicate.trainings.get(training_id).status == State.DONE  # expect: RPL128@done


def watch(training_id):
    for _ in range(3000):
        training = replicate.trainings.get(training_id)
        if State(training.status).is_over:
            return training
        time.sleep(Pace.QUICK.value)  # expect: RPL121
    raise TimeoutError(training_id)


def watch_slowly(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in (State.SUCCEEDED, State.FAILED, State.CANCELED):
            return training
        time.sleep(Pace.SLOW.value)  # expect: RPL122
    raise TimeoutError(training_id)
