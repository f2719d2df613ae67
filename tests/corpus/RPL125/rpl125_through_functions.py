"""The start is in one function, the wait in another, and somebody joins them."""
import asyncio
import time

import replicate
from replicate import AsyncReplicate, Replicate
from tenacity import retry, retry_if_result, stop_after_delay, wait_exponential

OWNER, NAME = "ostris", "flux-dev-lora-trainer"
VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
FINAL = ("succeeded", "failed", "canceled")
client = Replicate()


def start(zip_url: str) -> str:
    training = client.trainings.create(  # expect: RPL125
        model_owner=OWNER,
        model_name=NAME,
        version_id=VERSION,
        destination="acme/flux-mugs",
        input={"input_images": zip_url, "trigger_word": "MUGGS"},
    )
    return training.id


def wait(training_id: str):
    for delay in (30, 60, 120, 240, 300, 300, 300, 300, 300, 300):
        training = client.trainings.get(training_id=training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)
    raise TimeoutError(training_id)


def run(zip_url: str):
    return wait(start(zip_url))


class Studio:
    def __init__(self) -> None:
        self.api = replicate.Client()
        self.training = None

    def begin(self, zip_url: str) -> None:
        self.training = self.api.trainings.create(  # expect: RPL125
            version=f"{OWNER}/{NAME}:{VERSION}",
            input={"input_images": zip_url},
            destination="acme/flux-mugs",
        )

    def finish(self):
        delay = 30
        for _ in range(90):
            self.training.reload()
            if self.training.status in FINAL:
                break
            time.sleep(delay)
            delay = min(delay + 30, 300)
        return self.training


@retry(retry=retry_if_result(lambda t: t.status not in FINAL), wait=wait_exponential(min=30, max=300), stop=stop_after_delay(9999))
def finished(training_id: str):
    return replicate.trainings.get(training_id)


def decorated(zip_url: str):
    training = replicate.trainings.create(  # expect: RPL125
        version=f"{OWNER}/{NAME}:{VERSION}", input={"input_images": zip_url}, destination="acme/flux-mugs"
    )
    return finished(training.id)


async def asynchronous(zip_url: str, api: AsyncReplicate):
    training = await api.trainings.create(  # expect: RPL125
        model_owner=OWNER,
        model_name=NAME,
        version_id=VERSION,
        destination="acme/flux-mugs",
        input={"input_images": zip_url},
    )
    for delay in (30, 60, 120, 240, 300, 300, 300, 300, 300, 300):
        training = await api.trainings.get(training_id=training.id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
    return None


async def older(zip_url: str):
    training = await replicate.trainings.async_create(  # expect: RPL125
        model=f"{OWNER}/{NAME}", version=VERSION, input={"input_images": zip_url}, destination="acme/flux-mugs"
    )
    delay = 30
    async with asyncio.timeout(4 * 3600):
        while training.status not in FINAL:
            await asyncio.sleep(delay)
            delay = min(2 * delay, 300)
            await training.async_reload()
    return training
