"""Where a pace may come from: none of the sleeping lines shows a number."""
import os
import random
import time
from dataclasses import dataclass
from datetime import timedelta

import replicate
from pydantic_settings import BaseSettings

FINAL = ("succeeded", "failed", "canceled")
TENTH_OF_A_MINUTE = 60 / 10
PACES = {"fast": 4, "slow": 120}
EVERY = timedelta(minutes=0.25)
LOOKS = 600


class Settings(BaseSettings):
    replicate_poll_seconds: float = 5.0
    model_owner: str = "acme"


@dataclass(frozen=True)
class Watch:
    seconds: int = 10
    looks: int = 400


settings = Settings()


def from_module():
    return TENTH_OF_A_MINUTE


def by_constant(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(TENTH_OF_A_MINUTE)  # expect: RPL121


def by_environment(training_id):
    pause = int(os.getenv("REPLICATE_POLL", "5"))
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(pause)  # expect: RPL121


def by_environ_get(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(float(os.environ.get("POLL_MINUTES", 0.1)) * 60)  # expect: RPL121


def by_settings(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(settings.replicate_poll_seconds)  # expect: RPL121


def by_dataclass(training_id):
    watch = Watch()
    for _ in range(watch.looks):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(watch.seconds)  # expect: RPL121


def by_table(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(PACES["fast"])  # expect: RPL121


def by_timedelta(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(EVERY / timedelta(seconds=1))  # expect: RPL121


def by_default_argument(training_id, every=8):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(every)  # expect: RPL121


def by_function(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(from_module())  # expect: RPL121


def by_jitter(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(30 + random.uniform(-10, 10))  # expect: RPL121


def by_whole_jitter(training_id):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(random.randint(5, 40))  # expect: RPL121


def by_bound(training_id, asked):
    for _ in range(LOOKS):
        if (training := replicate.trainings.get(training_id)).status in FINAL:
            return training
        time.sleep(min(asked, 10))  # expect: RPL121
