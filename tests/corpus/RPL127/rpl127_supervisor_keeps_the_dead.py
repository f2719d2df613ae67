"""A supervisor that forgets only what succeeded: the others are asked about for ever."""
import logging
import time

import replicate

log = logging.getLogger("supervisor")


def run(open_jobs: dict[str, str]) -> None:
    while True:  # expect: RPL127@keeps
        for training_id in list(open_jobs):  # expect: RPL127@keeps
            training = replicate.trainings.get(training_id)
            open_jobs[training_id] = training.status
            if training.status == "succeeded":  # expect: RPL127@keeps
                log.info("%s is ready", training_id)
                del open_jobs[training_id]
        time.sleep(60)


def run_once_more(client: replicate.Client, pending: set[str]) -> None:
    while pending:  # expect: RPL127@pending  # allow: RPL126
        for training_id in sorted(pending):  # expect: RPL127@pending
            state = client.trainings.get(training_id).status
            if state in ("succeeded", "failed"):  # expect: RPL127@pending
                pending.discard(training_id)
        time.sleep(45)  # allow: RPL122


def refresh_all(store, ids: list[str]) -> None:
    """Nothing is ever taken off the list."""
    while True:  # expect: RPL127@all
        for training_id in ids:  # expect: RPL127@all
            store.save(training_id, replicate.trainings.get(training_id).status)
        time.sleep(60)
