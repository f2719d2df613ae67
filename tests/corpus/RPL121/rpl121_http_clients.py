"""The training endpoint read with whatever client the team of the day liked."""
import http.client
import json
import os
import time
import urllib.request

import aiohttp
import asyncio
import httpx
import requests
import urllib3

TOKEN = os.environ["REPLICATE_API_TOKEN"]
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
BASE = "https://api.replicate.com/v1/trainings/"
ENDED = ["succeeded", "failed", "canceled"]


def with_requests(training_id):
    for _ in range(300):
        body = requests.get(BASE + training_id, headers=HEADERS, timeout=20).json()
        if body["status"] in ENDED:
            return body
        time.sleep(10)  # expect: RPL121
    raise TimeoutError(training_id)


def with_session(training_id):
    session = requests.Session()
    session.headers.update(HEADERS)
    deadline = time.time() + 4 * 60 * 60
    status = "starting"
    while status not in ENDED and time.time() < deadline:
        time.sleep(6)  # expect: RPL121
        reply = session.get("https://api.replicate.com/v1/trainings/%s" % training_id, timeout=15)
        reply.raise_for_status()
        status = reply.json().get("status")
    return status


def with_httpx(training_id):
    with httpx.Client(base_url="https://api.replicate.com", headers=HEADERS) as api:
        for _ in range(900):
            data = api.get(f"/v1/trainings/{training_id}").raise_for_status().json()
            if data["status"] not in ("starting", "processing"):
                return data
            time.sleep(4)  # expect: RPL121
    return None


async def with_async_httpx(training_id):
    async with httpx.AsyncClient(base_url="https://api.replicate.com/v1", headers=HEADERS) as api:
        for _ in range(900):
            data = (await api.get("/trainings/{}".format(training_id))).json()
            if data["status"] in ENDED:
                return data
            await asyncio.sleep(7)  # expect: RPL121
    return None


async def with_aiohttp(training_id):
    loop = asyncio.get_running_loop()
    until = loop.time() + 6 * 3600
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        while loop.time() < until:
            async with session.get(f"{BASE}{training_id}") as response:
                payload = await response.json()
            if payload["status"] in ENDED:
                return payload
            await asyncio.sleep(2.5)  # expect: RPL121


def with_urllib(training_id):
    request = urllib.request.Request(f"{BASE}{training_id}", headers=HEADERS)
    for _ in range(2000):
        with urllib.request.urlopen(request, timeout=30) as reply:
            state = json.load(reply)
        if state["status"] in ENDED:
            return state
        time.sleep(8)  # expect: RPL121


def with_urllib3(training_id):
    pool = urllib3.PoolManager(headers=HEADERS)
    for _ in range(2000):
        state = json.loads(pool.request("GET", BASE + training_id).data)
        if state["status"] in ENDED:
            return state
        time.sleep(11)  # expect: RPL121


def with_http_client(training_id):
    for _ in range(100):
        connection = http.client.HTTPSConnection("api.replicate.com", timeout=30)
        connection.request("GET", f"/v1/trainings/{training_id}", headers=HEADERS)
        state = json.loads(connection.getresponse().read())
        connection.close()
        if state["status"] in ENDED:
            return state
        time.sleep(15)  # expect: RPL121
