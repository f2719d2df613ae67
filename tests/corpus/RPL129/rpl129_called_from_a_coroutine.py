"""The whole wait is in a plain function: called from a coroutine it stops everybody, handed to a thread it doesn't."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import replicate

FINAL = ("succeeded", "failed", "canceled")
LADDER = (30, 60, 120, 240, 300, 300, 300)
pool = ThreadPoolExecutor()


def wait_here(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL129
    return None


def wait_in_thread(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
    return None


async def handler(training_id):
    return wait_here(training_id).status


async def patient_handler(training_id):
    training = await asyncio.to_thread(wait_in_thread, training_id)
    return training.status


async def submitting_handler(training_id):
    return pool.submit(wait_in_thread, training_id)
