"""Clients that a framework hands in: by a default, by an ``Annotated`` type, by one that is kept under a name."""
import os
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

import httpx
import replicate
from fastapi import APIRouter, Depends

router = APIRouter()
HASH = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
PATH = f"/models/northwind/trainer/versions/{HASH}/trainings"


def get_client():
    return replicate.Client(api_token=os.environ["REPLICATE_API_TOKEN"])


async def get_http():
    async with httpx.AsyncClient(base_url="https://api.replicate.com/v1") as http:
        yield http


async def get_other():
    async with httpx.AsyncClient(base_url="https://jobs.example.com/v1") as http:
        yield http


ClientDep = Annotated[replicate.Client, Depends(get_client)]
HttpDep = Annotated[httpx.AsyncClient, Depends(get_http)]
OtherDep = Annotated[httpx.AsyncClient, Depends(get_other)]


@router.post("/by-default")
def by_default(url: str, client=Depends(get_client)):
    return client.trainings.create(version=f"northwind/trainer:{HASH}", input={"zip": url}).id  # expect: RPL101


@router.post("/by-name")
def by_name(url: str, client: ClientDep):
    return client.trainings.create(version=f"northwind/trainer:{HASH}", input={"zip": url}).id  # expect: RPL101


@router.post("/generator")
async def by_generator(url: str, http=Depends(get_http)):
    return (await http.post(PATH, json={"input": {"zip": url}})).json()  # expect: RPL101


@router.post("/both")
async def by_type_and_default(url: str, http: httpx.AsyncClient = Depends(get_http)):
    return (await http.post(PATH, json={"input": {"zip": url}})).json()  # expect: RPL101


@router.post("/annotated")
async def annotated(url: str, http: Annotated[httpx.AsyncClient, Depends(get_http)]):
    return (await http.post(PATH, json={"input": {"zip": url}})).json()  # expect: RPL101


@router.post("/named")
async def named(url: str, http: HttpDep):
    return (await http.post(PATH, json={"input": {"zip": url}})).json()  # expect: RPL101


@router.post("/elsewhere")
async def elsewhere(url: str, http: OtherDep, also: httpx.AsyncClient = Depends(get_other)):
    await also.post(PATH, json={"input": {"zip": url}})
    return (await http.post(PATH, json={"input": {"zip": url}})).json()


@contextmanager
def opened():
    with httpx.Client(base_url="https://api.replicate.com/v1") as http:
        yield http


@asynccontextmanager
async def opened_elsewhere():
    async with httpx.AsyncClient(base_url="https://jobs.example.com/v1") as http:
        yield http


def by_context(url):
    with opened() as http:
        return http.post(PATH, json={"input": {"zip": url}}).json()  # expect: RPL101


async def by_context_elsewhere(url):
    async with opened_elsewhere() as http:
        return (await http.post(PATH, json={"input": {"zip": url}})).json()
