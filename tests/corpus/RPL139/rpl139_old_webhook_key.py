"""The retired DreamBooth API: its own parameter for a webhook is no fault beside that."""
import os

import requests

HOST = "https://dreambooth-api-experimental.replicate.com/v1"
AUTH = {"Authorization": f"Token {os.environ['REPLICATE_API_TOKEN']}"}


def train(instance_data, hook):
    answer = requests.post(
        f"{HOST}/trainings",  # expect: RPL139
        headers=AUTH,
        json={
            "input": {"instance_prompt": "a photo of a cjw cat", "instance_data": instance_data},
            "model": "northwind/cat",
            "trainer_version": "cd3f925f7ab21afaef7d45224790eedbb837eeac40d22e8fefe015489ab644aa",
            "webhook_completed": hook,
        },
        timeout=30,
    )
    return answer.json()["id"]
