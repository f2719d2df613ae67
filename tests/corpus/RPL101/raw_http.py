"""The same request, once per HTTP library that the platform team has used so far."""
import http.client
import json
import os
import urllib.request

import aiohttp
import httpx
import requests
import urllib3

HOST = "api.replicate.com"
BASE = f"https://{HOST}/v1"
PATH = "/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"
HEADERS = {
    "Authorization": "Bearer " + os.environ["REPLICATE_API_TOKEN"],
    "Content-Type": "application/json",
}
INPUT = {"input_images": "https://cdn.example.com/tiles.zip", "trigger_word": "TILES"}


def requests_module():
    answer = requests.request("POST", f"https://{HOST}{PATH}", json={"input": INPUT}, headers=HEADERS, timeout=30)  # expect: RPL101
    answer.raise_for_status()
    return answer.json()["id"]


def requests_session():
    with requests.Session() as session:
        session.headers.update(HEADERS)
        body = json.dumps({"input": INPUT, "webhook": "https://hooks.example.com/tiles"})
        answer = session.post("https://" + HOST + PATH, data=body)  # expect: RPL101
    return answer.json()["id"]


def httpx_client():
    with httpx.Client(base_url=BASE, headers=HEADERS) as http:
        answer = http.request("POST", PATH.removeprefix("/v1"), content=json.dumps({"input": INPUT}))  # expect: RPL101
    return answer.json()["id"]


async def aiohttp_session():
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        async with session.post(  # expect: RPL101
            f"{BASE}/trainings",
            json={"version": "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223", "input": {"training_data": "https://cdn.example.com/tiles.zip"}},
        ) as answer:
            return (await answer.json())["id"]


def urllib_request():
    request = urllib.request.Request(  # expect: RPL101
        "https://%s%s" % (HOST, PATH),
        data=json.dumps({"input": INPUT}).encode("utf-8"),
        headers=HEADERS,
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["id"]


def urllib3_pool():
    pool = urllib3.PoolManager()
    answer = pool.request("POST", "https://{}{}".format(HOST, PATH), body=json.dumps({"input": INPUT}), headers=HEADERS)  # expect: RPL101
    return json.loads(answer.data)["id"]


def plain_connection():
    connection = http.client.HTTPSConnection(HOST, timeout=30)
    try:
        connection.request("POST", PATH, body=json.dumps({"input": INPUT}), headers=HEADERS)  # expect: RPL101
        return json.loads(connection.getresponse().read())["id"]
    finally:
        connection.close()
