import os

import httpx

ROOT = "https://api.replicate.com"


class ReplicateApi:
    def __init__(self, token: str | None = None) -> None:
        self._http = httpx.Client(
            base_url=f"{ROOT}/v1/",
            headers={"Authorization": f"Bearer {token or os.environ['REPLICATE_API_TOKEN']}"},
        )

    def create_training(self, owner: str, name: str, version: str, body: dict) -> dict:
        response = self._http.post(f"models/{owner}/{name}/versions/{version}/trainings", json=body)  # expect: RPL134@res
        response.raise_for_status()
        return response.json()

    def training(self, training_id: str) -> dict:
        response = self._http.get(f"trainings/{training_id}")
        response.raise_for_status()
        return response.json()
