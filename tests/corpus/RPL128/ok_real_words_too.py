"""Unknown words beside the real one, as a belt with braces."""
import time

import replicate

LADDER = (30, 60, 120, 240, 300, 300, 300)
ANY_END = {"succeeded", "success", "completed", "failed", "error", "canceled", "cancelled", "aborted"}


def both_spellings(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "cancelled"):
            return training
        time.sleep(delay)


def every_word(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in ANY_END:
            return training
        time.sleep(delay)


def success(training_id):
    return replicate.trainings.get(training_id).status in ("succeeded", "completed")


def two_comparisons(training_id):
    training = replicate.trainings.get(training_id)
    return training.status == "canceled" or training.status == "cancelled"


def open_words(training_id):
    return replicate.trainings.get(training_id).status in ["starting", "queued", "processing", "running"]


def in_a_pattern(training_id):
    match replicate.trainings.get(training_id).status:
        case "succeeded" | "completed":
            return 1
        case "canceled" | "cancelled":
            return 0
        case "failed":
            return -1
    return None


def aborted(training_id):
    return replicate.trainings.get(training_id).status == "aborted"
# trap: RPL127, RPL128
