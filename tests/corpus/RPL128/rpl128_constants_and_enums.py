"""Children's books: the wrong words are written in one place and used in another."""
import enum
import time

import replicate

TERMINAL_STATES = ["succeeded", "failed", "cancelled"]  # expect: RPL128@states, RPL127@list
BROKEN = {
    "errored",  # expect: RPL128@errored
    "canceled",
}
LADDER = (30, 60, 120, 240, 300, 300, 300)


class Phase(str, enum.Enum):
    WAITING = "starting"
    WORKING = "training"  # expect: RPL128@phase
    GOOD = "succeeded"
    BAD = "failed"
    STOPPED = "canceled"


class Words:
    READY = "complete"  # expect: RPL128@words
    DEAD = ("failed", "canceled")


LABELS = {
    "starting": "In the queue",
    "processing": "Learning",
    "succeeded": "Ready",
    "failed": "Something went wrong",
    "cancelled": "Called off",  # allow: RPL128
}


def by_list(training_id):
    for delay in LADDER:  # expect: RPL127@list
        training = replicate.trainings.get(training_id)
        if training.status in TERMINAL_STATES:  # expect: RPL127@list, RPL128@states
            return training
        time.sleep(delay)


def by_set(training_id):
    for delay in LADDER:  # expect: RPL127@set
        training = replicate.trainings.get(training_id)
        if training.status in BROKEN:  # expect: RPL127@set, RPL128@errored
            raise RuntimeError(training.error)
        if training.status == "succeeded":  # expect: RPL127@set
            return training
        time.sleep(delay)


def by_enum(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status not in (Phase.WAITING.value, Phase.WORKING.value):  # expect: RPL128@phase
            return Phase(training.status)
        time.sleep(delay)


def by_class(training_id):
    for delay in LADDER:  # expect: RPL127@class
        training = replicate.trainings.get(training_id)
        if training.status == Words.READY:  # expect: RPL128@words, RPL127@class
            return training
        if training.status in Words.DEAD:  # expect: RPL127@class
            raise RuntimeError(training.error)
        time.sleep(delay)


def caption(training_id) -> str:
    training = replicate.trainings.get(training_id)
    return LABELS.get(training.status, "")  # allow: RPL128
