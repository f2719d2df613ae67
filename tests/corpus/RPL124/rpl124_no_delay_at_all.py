"""House interiors: loops that ask again the moment they have been answered."""
import asyncio
import logging
import os
import time
from time import sleep

import httpx
import replicate
import requests

log = logging.getLogger(__name__)
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
FINAL = ("succeeded", "failed", "canceled")


def reload_only(training):
    while training.status not in FINAL:  # expect: RPL124, RPL126
        training.reload()
    return training


def while_true(training_id):
    while True:  # expect: RPL124, RPL126
        training = replicate.trainings.get(training_id)
        log.info("%s", training.status)
        if training.status in FINAL:
            return training


def bounded_by_time(training_id):
    end = time.time() + 3600
    while time.time() < end:  # expect: RPL124
        state = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=5).json()
        if state["status"] in FINAL:
            return state


def bounded_by_count(training_id):
    for _ in range(100_000):  # expect: RPL124
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training


async def nothing_awaited_between(training_id):
    async with httpx.AsyncClient(base_url="https://api.replicate.com/v1", headers=AUTH) as http:
        while True:  # expect: RPL124, RPL126
            body = (await http.get(f"/trainings/{training_id}")).json()
            if body["status"] in FINAL:
                return body


async def sleep_zero(training_id):
    async with asyncio.timeout(7200):
        while (training := await replicate.trainings.async_get(training_id)).status not in FINAL:  # expect: RPL124
            await asyncio.sleep(0)
    return training


def sleep_zero_constant(training_id):
    pause = 0
    for _ in range(9000):  # expect: RPL124
        if replicate.trainings.get(training_id).status in FINAL:
            return True
        sleep(pause)
    return False


def only_afterwards(training_id):
    status = ""
    for _ in range(9000):  # expect: RPL124
        status = replicate.trainings.get(training_id).status
        if status in FINAL:
            break
    sleep(30)
    return status


def recursion(training_id, left=900):
    training = replicate.trainings.get(training_id)
    if training.status in FINAL or left <= 0:
        return training
    return recursion(training_id, left - 1)  # expect: RPL124
