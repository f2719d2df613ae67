import httpx
import replicate

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
URL = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"


def start(zip_url: str):
    """Starts a training; the caller has to keep what it gives."""
    return replicate.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="depot/crates")


def start_id(zip_url: str) -> str:
    training = start(zip_url)
    return training.id


async def start_later(zip_url: str):
    training = await replicate.trainings.async_create(
        model="stability-ai/sdxl", version=VERSION.split(":")[1], input={"input_images": zip_url}, destination="depot/crates"
    )
    return training


def post(http: httpx.Client, zip_url: str) -> httpx.Response:
    return http.post(URL, json={"destination": "depot/crates", "input": {"input_images": zip_url}})


class Starter:
    def __init__(self, prefix: str):
        self.prefix = prefix

    def start(self, key: str):
        return start(f"{self.prefix}/{key}")
