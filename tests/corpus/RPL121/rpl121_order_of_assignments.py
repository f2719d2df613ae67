"""Which number holds when the loop runs."""
import os
import time

import replicate

FINAL = ("succeeded", "failed", "canceled")
PAUSE = 60
PAUSE = 6
SLOW = 5
SLOW = 50
EVERY = 20 if os.environ.get("STAGE") == "dev" else 120
JITTERLESS, LOOKS = 45, 800


def last_one_counts(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(PAUSE)  # expect: RPL121


def last_one_is_slow(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(SLOW)  # expect: RPL122


def one_of_two(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(EVERY)  # expect: RPL121  # allow: RPL122


def changed_before(training_id, patient):
    delay = 120
    if not patient:
        delay = 10
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL121  # allow: RPL122


def changed_afterwards(training_id):
    delay = 40
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            break
        time.sleep(delay)  # expect: RPL122
    delay = 2
    time.sleep(delay)
    return training


def slower_after_a_while(training_id):
    for number in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        delay = 5 if number < 10 else 60
        time.sleep(delay)  # expect: RPL121


def local_hides_global(training_id):
    PAUSE = JITTERLESS
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(PAUSE)  # expect: RPL122


def in_place(training_id):
    delay = 10
    delay += 5
    delay *= 3
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL122
