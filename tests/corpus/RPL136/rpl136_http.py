import json
import os
import urllib.request

import aiohttp
import httpx
import requests

AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
URL = "https://api.replicate.com/v1/trainings/{}"


def with_requests(training_id):
    data = requests.get(URL.format(training_id), headers=AUTH, timeout=9).json()
    return data["output"]["weights"]  # expect: RPL136


def with_get(training_id):
    answer = requests.get(URL.format(training_id), headers=AUTH, timeout=9)
    answer.raise_for_status()
    return answer.json()["output"].get("version")  # expect: RPL136


def code_is_no_status(training_id):
    answer = httpx.get(URL.format(training_id), headers=AUTH)
    if answer.status_code == 200:
        output = answer.json()["output"]
        return output["version"]  # expect: RPL136
    return None


async def with_aiohttp(training_id):
    async with aiohttp.ClientSession(headers=AUTH) as session:
        async with session.get(f"https://api.replicate.com/v1/trainings/{training_id}") as answer:
            training = await answer.json()
    return training["output"]["version"].split(":")[-1]  # expect: RPL136


def with_urllib(training_id):
    request = urllib.request.Request(URL.format(training_id), headers=AUTH)
    with urllib.request.urlopen(request) as answer:
        training = json.load(answer)
    print(training["status"])
    return training["output"]["weights"]  # expect: RPL136


class Panes:
    def __init__(self):
        self.http = httpx.Client(base_url="https://api.replicate.com/v1", headers=AUTH)

    def fetch(self, training_id):
        return self.http.get(f"/trainings/{training_id}").raise_for_status().json()

    def version(self, training_id):
        training = self.fetch(training_id)
        return training["output"]["version"]  # expect: RPL136
