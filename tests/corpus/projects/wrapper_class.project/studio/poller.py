import asyncio
import time


def wait(tuner, training_id, every=60, tries=500):
    for _ in range(tries):
        status = tuner.status(training_id)
        if status in ("succeeded", "failed", "canceled"):
            return status
        time.sleep(every)  # expect: RPL121@every
    raise TimeoutError(training_id)


async def wait_async(tuner, training_id):
    delay = 30
    for _ in range(100):
        status = tuner.status(training_id)
        if status in ("succeeded", "failed", "canceled"):
            return status
        await asyncio.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)
