from __future__ import annotations

import os
from typing import Annotated, Protocol

import httpx
from fastapi import Depends
from replicate import AsyncReplicate, Client

TOKEN = os.environ["REPLICATE_API_TOKEN"]


def get_client() -> Client:
    return Client(api_token=TOKEN)


def get_async_client() -> AsyncReplicate:
    return AsyncReplicate(bearer_token=TOKEN)


async def get_http():
    async with httpx.AsyncClient(base_url="https://api.replicate.com/v1", headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        yield http


ClientDep = Annotated[Client, Depends(get_client)]


class Clock(Protocol):
    def now(self) -> float: ...
