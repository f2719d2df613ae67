import os

import httpx


class _Trainings:
    def __init__(self, http):
        self.http = http

    def create(self, **body):
        return self.http.post("/v1/trainings", json=body).json()

    def get(self, training_id):
        return self.http.get(f"/v1/trainings/{training_id}").json()


class TrainlyClient:
    """A vendor whose interface looks like Replicate's."""

    def __init__(self):
        self.http = httpx.Client(base_url="https://api.trainly.dev", headers={"X-Key": os.environ["TRAINLY_KEY"]})
        self.trainings = _Trainings(self.http)
