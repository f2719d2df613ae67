"""Travel posters: coroutines that stop everybody else while they wait."""
import asyncio
import time
from time import sleep
from time import sleep as pause

import httpx
import replicate
import time as clock
from fastapi import FastAPI

app = FastAPI()
FINAL = ("succeeded", "failed", "canceled")
LADDER = (30, 60, 120, 240, 300, 300, 300)


async def plain(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        time.sleep(delay)  # expect: RPL129


async def imported(training_id):
    delay = 30
    while True:  # expect: RPL126
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        sleep(delay)  # expect: RPL129
        delay = min(delay * 2, 300)


async def renamed(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        pause(delay)  # expect: RPL129


async def module_renamed(training_id):
    for _ in range(900):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        clock.sleep(5)  # expect: RPL121, RPL129


@app.get("/wait/{training_id}")
async def endpoint(training_id: str):
    for _ in range(20):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            break
        time.sleep(30)  # expect: RPL122, RPL129
    return {"id": training.id, "status": training.status}


async def over_http(training_id, headers):
    async with httpx.AsyncClient(headers=headers) as http:
        for delay in LADDER:
            state = (await http.get(f"https://api.replicate.com/v1/trainings/{training_id}")).json()
            if state["status"] in FINAL:
                return state
            time.sleep(delay)  # expect: RPL129


async def both_sleeps(training_id):
    for delay in LADDER:
        training = await replicate.trainings.async_get(training_id)
        if training.status in FINAL:
            return training
        await asyncio.sleep(delay)
        time.sleep(1)  # expect: RPL129


async def until_status(training, limit=90):
    looks, delay = 0, 30
    while training.status in ("starting", "processing") and looks < limit:
        looks += 1
        time.sleep(delay)  # expect: RPL129
        delay = min(delay + 30, 300)
        await training.async_reload()
    return training
