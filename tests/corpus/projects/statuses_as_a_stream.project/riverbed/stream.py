"""A training's statuses, one after the other."""
import asyncio
import time

import replicate

client = replicate.Client()


def statuses(training_id, every=60):
    while True:  # expect: RPL126@for, RPL127@for, RPL126@next
        yield client.trainings.get(training_id).status
        time.sleep(every)  # expect: RPL121@quick # allow: RPL122


async def statuses_async(training_id):
    for _ in range(600):
        training = await client.trainings.async_get(training_id)
        yield training
        await asyncio.sleep(10)  # expect: RPL121
