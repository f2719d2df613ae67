import asyncio
import os

import replicate

from kiln.poll import finished

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


async def glaze(zip_url: str) -> str:
    training = await replicate.trainings.async_create(
        model=TRAINER.split(":")[0],
        version=TRAINER.split(":")[1],
        input={"input_images": zip_url, "trigger_word": "GLAZE"},
        destination="kiln/flux-glazes",
        webhook=os.environ["KILN_WEBHOOK"],
    )
    try:
        done = await asyncio.wait_for(finished(training.id), timeout=6 * 3600)
    except asyncio.TimeoutError:
        await replicate.trainings.async_cancel(training.id)
        raise
    return done.status
# trap: RPL126
