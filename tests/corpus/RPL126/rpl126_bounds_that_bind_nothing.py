"""Counters, clocks and timeouts that stand near the loop and never end it."""
import asyncio
import logging
import time

import httpx
import replicate

log = logging.getLogger(__name__)
FINAL = ("succeeded", "failed", "canceled")
LIMIT = 6 * 3600


def counted_for_the_log(training_id):
    tries, delay = 0, 30
    while True:  # expect: RPL126
        tries += 1
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        log.info("try %d", tries)
        time.sleep(delay)
        delay = min(delay + 30, 300)


def only_warns(training_id):
    started, delay = time.monotonic(), 30
    while True:  # expect: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        if time.monotonic() - started > LIMIT:
            log.warning("%s takes longer than usual", training_id)
        time.sleep(delay)
        delay = min(delay + 30, 300)


def keyboard_interrupt(training_id):
    delay = 30
    try:
        while True:  # expect: RPL126
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)
            delay = min(delay + 30, 300)
    except KeyboardInterrupt:
        print("stopped; the training goes on")
        return None


def errors_are_counted(training_id):
    errors, delay = 0, 30
    while True:  # expect: RPL126
        try:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
        except httpx.HTTPError:
            errors += 1
            if errors >= 5:
                raise
        time.sleep(delay)
        delay = min(delay + 30, 300)


async def each_look_is_timed(training_id):
    delay = 30
    while True:  # expect: RPL126
        training = await asyncio.wait_for(replicate.trainings.async_get(training_id), timeout=30)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
        delay = min(delay + 30, 300)


def deadline_moves(training_id):
    delay = 30
    while True:  # missed: RPL126
        deadline = time.time() + LIMIT
        training = replicate.trainings.get(training_id)
        if training.status in FINAL or time.time() > deadline:
            return training
        time.sleep(delay)
        delay = min(delay + 30, 300)


def tries_start_over(training_id):
    delay = 30
    while True:  # expect: RPL126
        for _ in range(20):
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)
            delay = min(delay + 30, 300)
        log.info("another twenty looks at %s", training_id)


def loop_left_for_the_next(rows):
    for row in rows:
        delay = 30
        while (training := replicate.trainings.get(row.training_id)).status not in FINAL:  # expect: RPL126
            time.sleep(delay)
            delay = min(delay + 30, 300)
        row.status = training.status
