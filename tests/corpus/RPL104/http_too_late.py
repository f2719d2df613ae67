import os

import httpx
import requests

API = "https://api.replicate.com/v1"
TRAIN = API + "/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['REPLICATE_API_TOKEN']}"


def start(images, owner="northwind", name="birds"):
    started = session.post(
        TRAIN, json={"destination": f"{owner}/{name}", "input": {"input_images": images}}
    )
    started.raise_for_status()
    created = session.post(  # expect: RPL104
        f"{API}/models",
        json={"owner": owner, "name": name, "visibility": "private", "hardware": "gpu-t4"},
    )
    created.raise_for_status()
    return started.json()["id"]


def run(images):
    answer = session.post(TRAIN, json={"destination": "northwind/owls", "input": {"input_images": images}})
    publish("northwind", "owls")  # expect: RPL104@helper
    return answer.json()["id"]


def publish(owner, name):
    page = {"owner": owner, "name": name, "visibility": "public", "hardware": "cpu"}
    session.post(f"{API}/models", json=page).raise_for_status()  # expect: RPL104@helper


class Aviary:
    def __init__(self):
        self.http = httpx.AsyncClient(base_url=API, headers=dict(session.headers))
        self.model = {"owner": "northwind", "name": "finches", "visibility": "private", "hardware": "gpu-t4"}

    async def start(self, images):
        answer = await self.http.post(
            "/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings",
            json={"destination": "northwind/finches", "input": {"input_images": images}},
        )
        await self.http.post("/models", json=self.model)  # expect: RPL104
        return answer.json()["id"]
