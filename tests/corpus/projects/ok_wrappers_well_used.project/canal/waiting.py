import time


def wait(fetch, training_id, pauses):
    for pause in pauses:
        training = fetch(training_id)
        if training.status in ("succeeded", "failed", "canceled"):
            return training
        time.sleep(pause)
    raise TimeoutError(training_id)
