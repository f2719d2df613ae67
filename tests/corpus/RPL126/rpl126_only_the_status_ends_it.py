"""Garden designs: loops that only a terminal status can end."""
import asyncio
import itertools
import logging
import os
import time

import httpx
import replicate
import requests

log = logging.getLogger(__name__)
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")


def endless(training_id):
    delay = 30
    while True:  # expect: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)


def on_status(training):
    delay = 30
    while training.status in ("starting", "processing"):  # expect: RPL126
        time.sleep(delay)
        delay = min(delay * 2, 300)
        training.reload()
    return training


def on_flag(training_id):
    done, delay = False, 30
    while not done:  # expect: RPL126
        training = replicate.trainings.get(training_id)
        done = training.status in FINAL
        if not done:
            time.sleep(delay)
            delay = min(delay * 2, 300)
    return training


def count_without_end(training_id):
    for number in itertools.count():  # expect: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        log.info("look %d: %s", number, training.status)
        time.sleep(min(300, 30 + 30 * number))


def paces():
    yield 30
    yield 60
    while True:
        yield 180


def generator_without_end(training_id):
    for delay in paces():  # expect: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)


def chain_without_end(training_id):
    for delay in itertools.chain((30, 60, 120), itertools.repeat(300)):  # expect: RPL126
        state = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=30).json()
        if state["status"] in FINAL:
            return state
        time.sleep(delay)


async def async_endless(training_id):
    delay = 30
    async with httpx.AsyncClient(headers=AUTH, timeout=httpx.Timeout(60)) as http:
        while True:  # expect: RPL126
            state = (await http.get(f"https://api.replicate.com/v1/trainings/{training_id}")).json()
            if state["status"] in FINAL:
                return state
            await asyncio.sleep(delay)
            delay = min(delay * 2, 300)


def recursion(training_id, delay=30):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL:
        return training
    time.sleep(delay)
    return recursion(training_id, min(2 * delay, 300))  # expect: RPL126


class Keeper:
    async def keep(self, training_id, delay=30):
        training = await replicate.trainings.async_get(training_id)
        if training.status not in FINAL:
            await asyncio.sleep(delay)
            return await self.keep(training_id, min(delay + 30, 300))  # expect: RPL126
        return training
