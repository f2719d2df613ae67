"""Whatever happens in these loops, something rests before the next look."""
import asyncio
import contextlib
import logging
import queue
import select
import subprocess
import threading
import time

import httpx
import replicate

log = logging.getLogger(__name__)
FINAL = ("succeeded", "failed", "canceled")


def rests_first(training_id):
    for delay in (30, 60, 120, 240, 240, 240):
        time.sleep(delay)
        try:
            training = replicate.trainings.get(training_id)
        except httpx.HTTPError:
            continue
        if training.status in FINAL:
            return training
    raise TimeoutError(training_id)


def rests_in_finally(training_id):
    delay = 30
    for _ in range(100):
        try:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            if training.status == "starting":
                continue
            log.info("%s", training.logs)
        except httpx.HTTPError:
            log.warning("no answer")
        finally:
            time.sleep(delay)
            delay = min(delay + 30, 300)


def rests_in_each_branch(training_id):
    delay = 30
    for _ in range(100):
        try:
            training = replicate.trainings.get(training_id)
        except httpx.HTTPError:
            time.sleep(delay)
            continue
        delay = min(delay * 2, 300)
        if training.status == "starting":
            time.sleep(delay)
        elif training.status == "processing":
            time.sleep(delay + 1)
        else:
            return training


def rest(number: int) -> None:
    time.sleep(min(30 * number, 300))


def rests_in_a_helper(training_id):
    for number in range(1, 90):
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        rest(number)
    return False


def rests_on_a_queue(training_id, commands: queue.Queue):
    for number in range(1, 90):
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        with contextlib.suppress(queue.Empty):
            if commands.get(timeout=min(30 * number, 300)) == "stop":
                break
    return False


def rests_on_a_condition(training_id, woken: threading.Condition):
    for number in range(1, 90):
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        with woken:
            woken.wait(min(30 * number, 300))
    return False


def rests_in_select(training_id, sock):
    for number in range(1, 90):
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        select.select([sock], [], [], min(30 * number, 300))
    return False


def rests_in_a_child(training_id):
    for _ in range(90):
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        subprocess.run(["sleep", "60"], check=True)
    return False


async def rests_on_an_event(training_id, stop: asyncio.Event):
    for number in range(1, 90):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=min(30 * number, 300))
            return None
# trap: RPL121, RPL122, RPL124
