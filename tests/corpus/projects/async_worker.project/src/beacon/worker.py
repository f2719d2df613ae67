from .api import fetch, make_client
from .clock import drowse, nap

FINAL = {"succeeded", "failed", "canceled"}


async def watch(training_id: str) -> dict | None:
    async with make_client() as http:
        for _ in range(900):
            training = await fetch(http, training_id)
            if training["status"] in FINAL:
                return training
            nap()  # expect: RPL129@nap, RPL121@nap
    return None


async def watch_politely(training_id: str) -> dict | None:
    async with make_client() as http:
        for _ in range(900):
            training = await fetch(http, training_id)
            if training["status"] in FINAL:
                return training
            await drowse(6)  # expect: RPL121@drowse
    return None


async def watch_for_ever(training_id: str) -> dict:
    delay = 30
    async with make_client() as http:
        while True:  # expect: RPL126
            training = await fetch(http, training_id)
            if training["status"] in FINAL:
                return training
            await drowse(delay)
            delay = min(delay * 2, 300)
