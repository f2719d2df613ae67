import time

from galley import config
from galley.api import fetch, status_of
from galley.config import EMBEDDED_POLL_SECONDS, FINAL, POLL


def wait_for(training_id: str):
    for _ in range(POLL.looks):
        training = fetch(training_id)
        if training.status in POLL.final:
            return training
        time.sleep(POLL.interval)  # expect: RPL121
    raise TimeoutError(training_id)


def wait_for_status(training_id: str) -> str:
    for _ in range(config.POLL.looks):
        status = status_of(training_id)
        if status in FINAL:
            return status
        time.sleep(EMBEDDED_POLL_SECONDS)  # expect: RPL121
    raise TimeoutError(training_id)


def wait_gently(training_id: str) -> str:
    for _ in range(200):
        status = status_of(training_id)
        if status in FINAL:
            return status
        time.sleep(config.EMBARGO_SECONDS)  # expect: RPL122
    raise TimeoutError(training_id)


def ask_everyone(ids: list[str]) -> dict[str, str]:
    """One look at each: that is no poll."""
    answers = {}
    for training_id in ids:
        answers[training_id] = status_of(training_id)
        time.sleep(0.2)
    return answers
