import replicate

from vault.config import HOST
from vault.sign import for_download, for_thumbnail, for_upload, from_google

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(url: str) -> str:
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="vault/locks").id


def page(key: str) -> dict:
    return {"upload": for_upload(key), "thumbnail": for_thumbnail(key), "place": f"{HOST}/{key}", "training": start(for_download(key))}


def google(key: str) -> str:
    return start(from_google(key))


def by_query(key: str, query: str) -> str:
    return start(f"{HOST}/{key}?{query}")
