"""The three words, put together in all kinds of ways."""
import operator
import time
from typing import Literal, get_args

import replicate

LADDER = (30, 60, 120, 240, 300, 300, 300)
End = Literal["succeeded", "failed", "canceled"]
SPLIT = "succeeded failed canceled".split()
GOOD = {"succeeded"}
UNION = GOOD.union({"failed", "canceled"})
ADDED = ["succeeded"] + ["failed", "canceled"]
WEIGHTS = dict(succeeded=1, failed=0, canceled=0)
UNPACKED = (*GOOD, *("failed", "canceled"))
FROZEN = frozenset(("starting", "processing"))


class Ended:
    OK, BAD, OFF = "succeeded", "failed", "canceled"
    ALL = {OK, BAD, OFF}


def split(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in SPLIT:
            return training
        time.sleep(delay)


def union(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in UNION:
            return training
        time.sleep(delay)


def added(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in ADDED:
            return training
        time.sleep(delay)


def literal(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in get_args(End):
            return training
        time.sleep(delay)


def keys(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in WEIGHTS:
            return training
        time.sleep(delay)


def unpacked(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in UNPACKED:
            return training
        time.sleep(delay)


def of_a_class(training_id):
    for delay in LADDER:
        if (training := replicate.trainings.get(training_id)).status in Ended.ALL:
            return training
        time.sleep(delay)


def negated(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if not (training.status == "starting" or training.status == "processing"):
            return training
        time.sleep(delay)


def by_any(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if any(training.status == word for word in SPLIT):
            return training
        time.sleep(delay)


def by_operator(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if operator.contains(UNION, training.status):
            return training
        time.sleep(delay)


def frozen(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        still_open = training.status in FROZEN
        if not still_open:
            return training
        time.sleep(delay)


def three_ifs(training_id):
    for delay in LADDER:
        status = replicate.trainings.get(training_id).status
        if status == "succeeded":
            return True
        if status == "failed":
            return False
        if status == "canceled":
            return None
        time.sleep(delay)
# trap: RPL127
