import os
from contextlib import asynccontextmanager

import httpx

BASE = "https://api.replicate.com/v1"


def headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}


def make_client() -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=BASE, headers=headers(), timeout=20)


@asynccontextmanager
async def opened():
    async with make_client() as http:
        yield http


async def fetch(http: httpx.AsyncClient, training_id: str) -> dict:
    answer = await http.get(f"/trainings/{training_id}")
    return answer.raise_for_status().json()
