"""How fast these poll can't be told from here."""
import os
import sys
import time

import replicate
import yaml

from studio.pacing import next_delay, rest

FINAL = ("succeeded", "failed", "canceled")
CONFIG = yaml.safe_load(open("/etc/studio/watch.yml"))
MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else None


def by_parameter(training_id, seconds):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(seconds)


def by_environment(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(float(os.environ["POLL_SECONDS"]))


def by_optional_environment(training_id):
    pause = os.getenv("POLL_SECONDS")
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(int(pause))


def by_file(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(CONFIG["watch"]["seconds"])


def by_library(training_id):
    for attempt in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(next_delay(attempt))


def by_unseen_function(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        rest()


def by_injected_sleep(training_id, pause, *, wait):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        wait(pause)


def by_command_line(training_id):
    for _ in range(300):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(MINUTES * 60)


class Poller:
    def __init__(self, **options):
        self.options = options
        self.every = options["every"]

    def run(self, training_id):
        for _ in range(self.options.get("looks", 100)):
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(self.every)
# trap: RPL121, RPL122, RPL124
