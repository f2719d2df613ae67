from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from fastapi import APIRouter, BackgroundTasks, Depends

from pharos.deps import ClientDep, get_async_client, get_client, get_http

if TYPE_CHECKING:
    from replicate import AsyncReplicate, Client

router = APIRouter()
HASH = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
DESTINATION = "https://replicate.com/pharos/lights"


@router.post("/lights")
def lights(url: str, client: Client = Depends(get_client)):
    training = client.trainings.create(
        version=f"pharos/trainer:{HASH}",
        input={"zip": url},
        destination=DESTINATION,  # expect: RPL102
    )
    return {"id": training.id}


@router.post("/lights/annotated")
def annotated(url: str, client: ClientDep):
    client.trainings.create(version=f"pharos/trainer:{HASH}", input={"zip": url}, destination="pharos/lights")  # expect: RPL106
    return {"ok": True}


@router.post("/lights/async")
async def later(url: str, client: AsyncReplicate = Depends(get_async_client)):
    training = await client.trainings.create(
        model_owner="pharos",
        model_name="trainer",
        version_id="newest",  # expect: RPL132
        destination="pharos/lights",
        input={"zip": url},
    )
    return {"id": training.id}


@router.post("/lights/http")
async def over_http(url: str, http: httpx.AsyncClient = Depends(get_http)):
    answer = await http.post(f"/models/pharos/trainer/versions/{HASH}/trainings", json={"input": {"zip": url}})  # expect: RPL101
    return answer.json()


def _start(client: Client, url: str) -> None:
    client.trainings.create(version=f"pharos/trainer:{HASH}", input={"zip": url}, destination="pharos/lights")  # expect: RPL106


@router.post("/lights/background")
def background(url: str, tasks: BackgroundTasks, client: Client = Depends(get_client)):
    tasks.add_task(_start, client, url)
    return {"ok": True}
