import time

from kiln.core.config import settings
from kiln.core.replicate_client import get_client

FINAL = ("succeeded", "failed", "canceled")


def start(images: str) -> str:
    return get_client().trainings.create(  # expect: RPL101@settings
        model=settings.trainer,
        version=settings.trainer_hash,
        input={"input_images": images},
        destination=settings.destination,  # expect: RPL101@settings
        webhook=f"{settings.public_url}/hooks/replicate",
    ).id


def start_gallery(images: str) -> str:
    return get_client().trainings.create(
        version=settings.trainer,  # expect: RPL132
        input={"input_images": images},
        destination=settings.gallery_destination,
        webhook=f"{settings.public_url}/hooks/replicate",
    ).id


def wait(training_id: str) -> str:
    client = get_client()
    for _ in range(2000):
        status = client.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(settings.poll_seconds)  # expect: RPL121
    raise TimeoutError(training_id)


def wait_patiently(training_id: str) -> str:
    client = get_client()
    for _ in range(500):
        status = client.trainings.get(training_id).status
        if status in FINAL:
            return status
        time.sleep(settings.patience)  # expect: RPL121
    raise TimeoutError(training_id)
