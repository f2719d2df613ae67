import asyncio
import json
import os
from typing import NamedTuple
from urllib.request import Request, urlopen

import aiohttp
import httpx
import requests

API = "https://api.replicate.com/v1"
CREATE = f"{API}/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
TOKEN = os.environ["REPLICATE_API_TOKEN"]


class Kit(NamedTuple):
    images: str
    destination: str = "northwind:football-kits"


def headers() -> dict:
    return {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"}


def literal_entry(images):
    payload = {
        "input": {"input_images": images, "token_string": "TOK"},
        "destination": "northwind/football-kits/v2",  # expect: RPL102
    }
    answer = requests.post(CREATE, headers=headers(), json=payload, timeout=60)
    answer.raise_for_status()
    return answer.json()["id"]


def entry_set_later(images, version):
    payload = {"input": {"input_images": images}}
    payload["destination"] = "northwind/football-kits:" + version  # expect: RPL102
    return requests.post(CREATE, headers=headers(), data=json.dumps(payload)).json()["id"]


def entry_by_update(images):
    payload = dict(input={"input_images": images}, destination="northwind/football-kits")
    payload.update({"destination": "Football Kits"})  # expect: RPL102
    request = Request(CREATE, data=json.dumps(payload).encode(), headers=headers())
    with urlopen(request) as answer:
        return json.loads(answer.read())["id"]


async def from_a_record(kit_url):
    kit = Kit(kit_url)
    async with httpx.AsyncClient(headers=headers(), timeout=30) as http:
        answer = await http.post(
            CREATE,
            json={
                "input": {"input_images": kit.images},
                "destination": kit.destination,  # expect: RPL102
            },
        )
    return answer.json()["id"]


async def post(session: aiohttp.ClientSession, images: str, destination: str) -> str:
    body = {"input": {"input_images": images}, "destination": destination}
    async with session.post(CREATE, json=body) as answer:
        return (await answer.json())["id"]


async def both():
    async with aiohttp.ClientSession(headers=headers()) as session:
        home = await post(session, "https://cdn.example.com/home.zip", "northwind/kits-home")
        away = await post(session, "https://cdn.example.com/away.zip", "northwind/kits-away ")  # expect: RPL102
        third = await post(session, "https://cdn.example.com/third.zip", "http://replicate.com/northwind/kits")  # expect: RPL102
    return [home, away, third]


if __name__ == "__main__":
    print(asyncio.run(both()))
