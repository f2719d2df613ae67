import time

import replicate

from flow.states import ENDED, Phase, phase_of


def wait(training_id, limit=4 * 3600):
    delay, end = 30, time.monotonic() + limit
    while time.monotonic() < end:
        training = replicate.trainings.get(training_id)
        phase = phase_of(training.status)
        if phase in ENDED:
            return phase
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def weights(training_id):
    training = replicate.trainings.get(training_id)
    if phase_of(training.status) is Phase.DONE:
        return training.output["weights"]
    return None
