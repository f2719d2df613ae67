import base64
import json
import os
import urllib.request

import httpx
import requests
from fastapi import FastAPI, UploadFile

app = FastAPI()
URL = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}", "Content-Type": "application/json"}


@app.post("/train")
async def train(upload: UploadFile):
    encoded = base64.b64encode(await upload.read()).decode()
    async with httpx.AsyncClient(headers=AUTH) as http:
        answer = await http.post(
            URL,
            json={
                "destination": "northwind/plaid",
                "input": {
                    "input_images": f"data:{upload.content_type};base64,{encoded}",  # expect: RPL119
                    "token_string": "TOK",
                },
            },
        )
    answer.raise_for_status()
    return {"id": answer.json()["id"]}


def small_or_large(path: str, url: str):
    small = os.path.getsize(path) < 1_000_000
    inputs = {}
    if small:
        with open(path, "rb") as archive:
            inputs["input_images"] = "data:application/zip;base64," + base64.b64encode(archive.read()).decode("utf-8")  # expect: RPL119
    else:
        inputs["input_images"] = url
    return requests.post(URL, json={"destination": "northwind/plaid", "input": inputs}, headers=AUTH).json()["id"]


def written_out():
    tiny = {"training_data": "data:application/jsonl;base64,eyJ0ZXh0IjogImhlbGxvIn0K"}  # expect: RPL119
    target = URL.replace("stability-ai/sdxl", "northwind/house-style-trainer").replace("39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223")
    request = urllib.request.Request(
        target, data=json.dumps({"destination": "northwind/plaid", "input": tiny}).encode(), headers=AUTH, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]
