"""Pet portraits: every way in which somebody here has waited for a LoRA."""
import itertools
import logging
import time

import replicate
from replicate import trainings

log = logging.getLogger("portraits")
OVER = frozenset({"succeeded", "failed", "canceled", "aborted"})


def while_true(training_id: str):
    give_up = time.monotonic() + 3 * 3600
    while True:
        training = replicate.trainings.get(training_id)
        if training.status in OVER:
            return training
        if time.monotonic() > give_up:
            raise TimeoutError(training_id)
        time.sleep(5)  # expect: RPL121


def reload_until(training, limit: int = 400):
    seen = 0
    while training.status not in OVER and seen < limit:
        time.sleep(1.5)  # expect: RPL121
        training.reload()
        seen += 1
    return training


def with_a_flag(training_id: str):
    done, rounds = False, 0
    while not done:
        rounds += 1
        status = trainings.get(training_id).status
        log.info("round %d: %s", rounds, status)
        done = status in OVER or rounds > 2000
        time.sleep(3)  # expect: RPL121
    return status


def for_else(training_id: str):
    for _ in range(1200):
        training = trainings.get(training_id)
        if training.status == "succeeded":
            break
        if training.status in {"failed", "canceled"}:
            raise RuntimeError(training.error or training.status)
        time.sleep(9.5)  # expect: RPL121
    else:
        raise TimeoutError("twelve hundred looks and still not ready")
    return training


def walrus(training_id: str):
    stop_at = time.time() + 7200
    while (training := replicate.trainings.get(training_id)).status in ("starting", "processing"):
        if time.time() >= stop_at:
            replicate.trainings.cancel(training_id)
            break
        time.sleep(20)  # expect: RPL121
    return training


def counted(training_id: str):
    for number in itertools.count(1):
        training = replicate.trainings.get(training_id)
        if training.status in OVER:
            return training
        if number == 500:
            return None
        time.sleep(2)  # expect: RPL121


def matched(training_id: str):
    for _ in range(600):
        match replicate.trainings.get(training_id).status:
            case "succeeded":
                return True
            case "failed" | "canceled":
                return False
            case other:
                log.debug("still %s", other)
        time.sleep(12)  # expect: RPL121
    return None
