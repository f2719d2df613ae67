import logging

import requests

from foundry import settings
from foundry.settings import API_TOKEN, auth_headers

log = logging.getLogger(__name__)


def start() -> None:
    log.info("region %s", settings.REGION)
    log.info("token %s", settings.API_TOKEN)  # expect: RPL802
    log.debug("token set: %s", bool(API_TOKEN))
    print(f"{API_TOKEN=}")  # expect: RPL802


def status(training_id: str) -> str:
    headers = auth_headers()
    log.debug("asking with %s", headers)  # expect: RPL802
    return requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=headers, timeout=9).json()["status"]
