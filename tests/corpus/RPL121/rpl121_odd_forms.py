"""Polls that a server streams, partial sleeps, and other rarities."""
import asyncio
import json
import os
import time
from functools import partial

import replicate
import requests
from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse

app = FastAPI()
FINAL = ("succeeded", "failed", "canceled")
API = os.environ.get("REPLICATE_API_BASE", "https://api.replicate.com")
nap = partial(time.sleep, 5)  # expect: RPL121@nap


def doze():
    return time.sleep(60 // 10)  # expect: RPL121@doze


@app.get("/trainings/{training_id}/events")
async def events(training_id: str) -> StreamingResponse:
    async def stream():
        for _ in range(3600):
            training = await replicate.trainings.async_get(training_id)
            yield f"data: {json.dumps({'status': training.status})}\n\n"
            if training.status in FINAL:
                break
            await asyncio.sleep(1)  # expect: RPL121

    return StreamingResponse(stream(), media_type="text/event-stream")


@app.websocket("/trainings/{training_id}")
async def socket(ws: WebSocket, training_id: str) -> None:
    await ws.accept()
    status = "starting"
    while status not in FINAL:  # allow: RPL126
        status = (await replicate.trainings.async_get(training_id)).status
        await ws.send_json({"status": status})
        await asyncio.sleep(2)  # expect: RPL121
    await ws.close()


def with_partial(training_id):
    for _ in range(900):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        nap()  # expect: RPL121@nap


def with_function(training_id):
    for _ in range(900):
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            return training
        doze()  # expect: RPL121@doze


def with_iter(training_id):
    for training in iter(partial(replicate.trainings.get, training_id), None):  # expect: RPL126
        if training.status in FINAL:
            return training
        time.sleep(4)  # expect: RPL121


def with_default_host(training_id, session: requests.Session):
    url = API + "/v1/trainings/" + training_id
    for _ in range(900):
        state = session.get(url, timeout=9).json()
        if state["status"] in FINAL:
            return state
        time.sleep(15)  # expect: RPL121


def with_closure(training_id):
    training = replicate.trainings.get(training_id)

    def refresh():
        nonlocal training
        training = replicate.trainings.get(training_id)

    for _ in range(900):
        if training.status in FINAL:
            break
        time.sleep(8)  # expect: RPL121
        refresh()
    return training


def with_bound_method(training_id):
    get = replicate.Client().trainings.get
    pause = time.sleep
    for _ in range(900):
        if (training := get(training_id)).status in FINAL:
            return training
        pause(9)  # expect: RPL121
