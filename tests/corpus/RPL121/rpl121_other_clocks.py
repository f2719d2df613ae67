"""Sleeps of other libraries, and events that are waited for instead of sleeping."""
import asyncio
import queue
import threading
import time
from threading import Event

import anyio
import gevent
import replicate
import trio
from replicate import AsyncReplicate

FINAL = ("succeeded", "failed", "canceled")


async def under_asyncio(training_id):
    async with asyncio.timeout(4 * 3600):
        while True:
            training = await replicate.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            await asyncio.sleep(3)  # expect: RPL121


async def under_trio(training_id):
    with trio.fail_after(4 * 3600):
        while True:
            training = await replicate.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            await trio.sleep(5)  # expect: RPL121


async def under_anyio(training_id, client: AsyncReplicate):
    with anyio.move_on_after(4 * 3600):
        while True:
            training = await client.trainings.get(training_id=training_id)
            if training.status in FINAL:
                return training
            await anyio.sleep(5)  # expect: RPL121


def under_gevent(training_id):
    with gevent.Timeout(4 * 3600):
        while (training := replicate.trainings.get(training_id)).status not in FINAL:
            gevent.sleep(seconds=6)  # expect: RPL121
    return training


def with_stop_event(training_id, stop: threading.Event):
    while not stop.wait(10):  # expect: RPL121
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
    return None


def with_own_event(training_id):
    ticker = Event()
    for _ in range(800):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        ticker.wait(timeout=7)  # expect: RPL121
    return None


def in_a_thread(training_id, results: queue.Queue):
    def work():
        for _ in range(5000):
            training = replicate.trainings.get(training_id)
            if training.status in FINAL:
                results.put(training)
                return
            time.sleep(2)  # expect: RPL121

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


async def as_tasks(ids):
    async def follow(one):
        for _ in range(1000):
            training = await replicate.trainings.async_get(one)
            if training.status in FINAL:
                return training
            await asyncio.sleep(10)  # expect: RPL121

    return await asyncio.gather(*(follow(one) for one in ids))
