"""How a training is waited for; for how long is the caller's affair."""
import asyncio

import replicate

FINAL = frozenset({"succeeded", "failed", "canceled", "aborted"})


async def finished(training_id: str, first: float = 30, most: float = 300):
    delay = first
    while (training := await replicate.trainings.async_get(training_id)).status not in FINAL:
        await asyncio.sleep(delay)
        delay = min(delay * 1.6, most)
    return training
