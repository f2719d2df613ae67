"""Voice clones: the loop calls helpers, and none of them rests."""
import logging

import replicate

log = logging.getLogger(__name__)


class VoiceTrainer:
    """Looks after one voice."""

    FINAL = ("succeeded", "failed", "canceled")
    LOOKS = 10_000

    def __init__(self) -> None:
        self.client = replicate.Client()

    def fetch(self, training_id):
        training = self.client.trainings.get(training_id)
        log.debug("%s", training.status)
        return training

    def done(self, training_id) -> bool:
        return self.fetch(training_id).status in self.FINAL

    def wait(self, training_id) -> bool:
        for _ in range(self.LOOKS):  # expect: RPL124
            if self.done(training_id):
                return True
            self.note(training_id)
        return False

    def wait_for_ever(self, training_id) -> None:
        while not self.done(training_id):  # expect: RPL124, RPL126
            pass

    def note(self, training_id) -> None:
        log.info("still waiting for %s", training_id)


def statuses(training_id):
    """Every status that is seen, until the last one."""
    while True:  # expect: RPL124@seen, RPL126@seen
        status = replicate.trainings.get(training_id).status
        yield status
        if status in ("succeeded", "failed", "canceled"):
            return


def last(training_id):
    for status in statuses(training_id):  # expect: RPL124@seen, RPL126@seen
        log.info(status)
    return status
