import time

from press.api import client

FINAL = ("succeeded", "failed", "canceled")


def until_over(training_id: str) -> str:
    delay = 30
    for _ in range(100):
        status = client.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)
