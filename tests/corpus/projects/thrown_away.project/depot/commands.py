import httpx

from depot import trainer
from depot.trainer import Starter, post, start, start_id, start_later

CDN = "https://cdn.example.com/depot"


def crates() -> None:
    start(f"{CDN}/crates.zip")  # expect: RPL106


def barrels() -> None:
    trainer.start_id(f"{CDN}/barrels.zip")  # expect: RPL106


def sacks() -> None:
    training = start(f"{CDN}/sacks.zip")  # expect: RPL106
    print("started, status", training.status)


async def boxes() -> None:
    await start_later(f"{CDN}/boxes.zip")  # expect: RPL106


def pallets(http: httpx.Client) -> int:
    answer = post(http, f"{CDN}/pallets.zip")  # expect: RPL106
    return answer.status_code


def bins() -> None:
    Starter(CDN).start("bins.zip")  # expect: RPL106


def kept() -> list[str]:
    first, second = start(f"{CDN}/a.zip"), start_id(f"{CDN}/b.zip")
    return [first.id, second, Starter(CDN).start("c.zip").id]
