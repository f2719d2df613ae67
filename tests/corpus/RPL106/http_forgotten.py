import json
import logging
import os
import urllib.request
from http import HTTPStatus
from http.client import HTTPSConnection

import aiohttp
import httpx
import requests

log = logging.getLogger("crops")
PATH = "/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
URL = "https://api.replicate.com" + PATH
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}


def body_for(url):
    return {"destination": "northwind/crops", "input": {"input_images": url, "trigger_word": "CROPS"}}


def alone(url):
    requests.post(URL, json=body_for(url), headers=AUTH, timeout=20)  # expect: RPL106


def checked_only(url):
    requests.post(URL, json=body_for(url), headers=AUTH).raise_for_status()  # expect: RPL106


def code_returned(url):
    answer = requests.post(URL, json=body_for(url), headers=AUTH)  # expect: RPL106
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        raise PermissionError("token was refused")
    return answer.status_code


def ok_returned(url) -> bool:
    with httpx.Client(headers=AUTH) as http:
        answer = http.post(URL, content=json.dumps(body_for(url)))  # expect: RPL106
        return answer.is_success


async def nothing_read(url):
    async with aiohttp.ClientSession(headers=AUTH) as session:
        async with session.post(URL, json=body_for(url)) as answer:  # expect: RPL106
            answer.raise_for_status()
            log.info("accepted in %s", answer.headers.get("date"))


def opened_and_closed(url):
    request = urllib.request.Request(URL, data=json.dumps(body_for(url)).encode(), headers=AUTH)  # expect: RPL106@urllib
    with urllib.request.urlopen(request) as answer:  # expect: RPL106@urllib
        if answer.status != 201:
            raise RuntimeError("not accepted")


def never_asked_for_the_answer(url):
    connection = HTTPSConnection("api.replicate.com")
    connection.request("POST", PATH, json.dumps(body_for(url)), AUTH)  # expect: RPL106
    connection.close()
