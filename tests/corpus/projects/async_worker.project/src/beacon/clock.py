"""Ways to wait."""
import asyncio
import time

STEP = 20


def nap(seconds: float = STEP) -> None:
    time.sleep(seconds)  # expect: RPL129@nap, RPL121@nap


async def drowse(seconds: float) -> None:
    await asyncio.sleep(seconds)  # expect: RPL121@drowse
