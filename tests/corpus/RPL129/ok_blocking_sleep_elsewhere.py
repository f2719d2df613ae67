"""Blocking sleeps in coroutines that poll no training."""
import asyncio
import time

import replicate

FINAL = ("succeeded", "failed", "canceled")


async def before_the_first_look(training_id):
    time.sleep(1)
    for delay in (30, 60, 120, 240, 300, 300):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)


async def a_prediction(prediction_id):
    while (prediction := await replicate.predictions.async_get(prediction_id)).status not in FINAL:
        time.sleep(0.5)
    return prediction


async def each_once(ids):
    for training_id in ids:
        print((await replicate.trainings.async_get(training_id)).status)
        time.sleep(0.1)


async def retried(training_id):
    for attempt in range(3):
        try:
            return await replicate.trainings.async_get(training_id)
        except OSError:
            time.sleep(2**attempt)
    raise RuntimeError("no answer")


async def one_look(training_id):
    training = await replicate.trainings.async_get(training_id)
    if training.status == "starting":
        time.sleep(30)
        await training.async_reload()
    return training.status


class Clock:
    """Has a `sleep` of its own, which is awaited."""

    async def sleep(self, seconds):
        await asyncio.sleep(seconds)


async def own_clock(training_id, time: Clock):
    for delay in (30, 60, 120, 240, 300, 300):
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await time.sleep(delay)
# trap: RPL129
