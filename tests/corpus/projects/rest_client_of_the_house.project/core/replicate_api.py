import os

from core.rest import RestClient


class ReplicateApi(RestClient):
    def __init__(self) -> None:
        super().__init__("https://api.replicate.com/v1", os.environ["REPLICATE_API_TOKEN"])

    def start(self, trainer: str, version: str, *, destination: str, webhook: str | None = None, **inputs):
        body = {"destination": destination, "input": inputs}
        if webhook:
            body["webhook"] = webhook
        return self.post(f"/models/{trainer}/versions/{version}/trainings", body)

    def status(self, training_id: str) -> str:
        return self.get(f"/trainings/{training_id}")["status"]
