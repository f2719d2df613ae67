import requests

from gallery import payloads, urls
from gallery.http import Replicate, session
from gallery.payloads import body

api = Replicate()


def water(url: str) -> str:
    return session.post(urls.trainings_url(), json=body(url, "gallery/water"), timeout=9).json()["id"]


def nowhere(url: str) -> str:
    return api.post(urls.trainings_path(), body(url))["id"]  # expect: RPL101@nowhere


def oils() -> str:
    answer = session.post(urls.trainings_url(), json=payloads.oils(), timeout=9)  # expect: RPL117@oils
    return answer.json()["id"]


def short_version(url: str) -> str:
    return session.post(urls.trainings_url("39ed52f2"), json=body(url, "gallery/water"), timeout=9).json()["id"]  # expect: RPL132


def too_large(url: str) -> str:
    made = body(url, "gallery/water", lr_scheduler="cosine")  # expect: RPL134@cosine
    return session.post(urls.trainings_url(), json=made, timeout=9).json()["id"]  # expect: RPL134@cosine


def lost(url: str) -> None:
    requests.post(urls.trainings_url(), json=body(url, "gallery/water"), headers=session.headers, timeout=9)  # expect: RPL106
