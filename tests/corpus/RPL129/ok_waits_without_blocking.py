"""Coroutines that let go of the loop, and blocking sleeps that are not in one."""
import asyncio
import functools
import time
from asyncio import sleep
from concurrent.futures import ThreadPoolExecutor

import anyio
import anyio.to_thread
import gevent
import replicate
import trio

FINAL = ("succeeded", "failed", "canceled")
LADDER = (30, 60, 120, 240, 300, 300, 300)


async def awaited(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await sleep(delay)


async def by_trio(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await trio.sleep(delay)


async def by_anyio(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await anyio.sleep(delay)


def blocking(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)


def by_gevent(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        gevent.sleep(delay)


async def in_a_thread(training_id):
    return await asyncio.to_thread(blocking, training_id)


async def in_an_executor(training_id):
    with ThreadPoolExecutor() as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, functools.partial(blocking, training_id))


async def in_an_anyio_thread(training_id):
    return await anyio.to_thread.run_sync(blocking, training_id)


async def nested_and_handed_over(training_id):
    def wait():
        for delay in LADDER:
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                return training
            time.sleep(delay)
        return None

    return await asyncio.to_thread(wait)


async def sleep_in_a_thread(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.to_thread(time.sleep, delay)
# trap: RPL121, RPL124, RPL129
