"""The snapshot travels through helpers and attributes, and stays the same."""
import logging
import time

import replicate

log = logging.getLogger("ferry")
FINAL = {"succeeded", "failed", "canceled"}
client = replicate.Client()


def fetch(training_id):
    return client.trainings.get(training_id)


def is_over(training) -> bool:
    return training.status in FINAL  # expect: RPL151@helper


def through_a_helper(training_id):
    training = fetch(training_id)
    for _ in range(60):  # expect: RPL151@helper
        if is_over(training):  # expect: RPL151@helper
            return training
        time.sleep(120)  # allow: RPL122
    return None


def flag_set_before(training_id):
    training = fetch(training_id)
    over = training.status in FINAL  # expect: RPL151@flag
    tries = 0
    while not over and tries < 90:  # expect: RPL151@flag
        time.sleep(60)  # allow: RPL122
        tries += 1
    return training


def result_thrown_away(training_id):
    training = fetch(training_id)
    for delay in (30, 60, 120, 240, 300, 300):  # expect: RPL151@thrown
        if training.status in FINAL:  # expect: RPL151@thrown
            return training
        time.sleep(delay)
        fetch(training_id)
    return None


def other_name_refreshed(training_id):
    training = fetch(training_id)
    for delay in (30, 60, 120, 240, 300, 300):  # expect: RPL151@other
        time.sleep(delay)
        current = fetch(training_id)
        log.info("now %s", current.logs)
        if training.status in FINAL:  # expect: RPL151@other
            return current
    return None


class Deck:
    def __init__(self, training_id):
        self.training = client.trainings.get(training_id)

    def wait(self):
        for _ in range(90):  # expect: RPL151@deck
            if self.training.status in FINAL:  # expect: RPL151@deck
                return self.training
            time.sleep(60)  # allow: RPL122
        raise TimeoutError
