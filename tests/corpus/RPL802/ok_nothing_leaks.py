"""What may be said about a token without saying it."""
import hashlib
import logging
import os

import replicate
import requests
from pydantic import SecretStr
from pydantic_settings import BaseSettings

log = logging.getLogger(__name__)
TOKEN = os.environ.get("REPLICATE_API_TOKEN")
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}


class Settings(BaseSettings):
    replicate_api_token: SecretStr
    region: str = "eu"


settings = Settings()


def presence() -> None:
    print("token set:", bool(TOKEN))
    print("token set:", TOKEN is not None)
    print("REPLICATE_API_TOKEN" in os.environ)
    log.info("token configured: %s", "yes" if TOKEN else "no")
    log.info("token missing: %s", not TOKEN)


def shape() -> None:
    log.debug("token has %d characters", len(TOKEN or ""))
    log.debug("token looks right: %s", (TOKEN or "").startswith("r8_"))


def masked(secret: str) -> str:
    return secret[:4] + "…"


def prefix() -> None:
    print(f"token {TOKEN[:4]}…")
    print("token " + TOKEN[:3] + "*" * 37)
    log.info("token %s…%s", TOKEN[:5], TOKEN[-2:])
    log.info("token %s", masked(TOKEN))


def digest() -> None:
    log.info("token fingerprint %s", hashlib.sha256(TOKEN.encode()).hexdigest()[:8])


def names() -> None:
    if not TOKEN:
        print("REPLICATE_API_TOKEN is not set")
        log.error("set %s first", "REPLICATE_API_TOKEN")
        raise SystemExit("export REPLICATE_API_TOKEN=r8_...")


def headers() -> None:
    log.debug("sending %s", sorted(HEADERS))
    log.debug("sending %s", {**HEADERS, "Authorization": "***"})
    log.debug("accept %s", HEADERS["Accept"])
    log.debug("sending %s", {key: value for key, value in HEADERS.items() if key != "Authorization"})


def secret_of_pydantic() -> None:
    log.info("settings %s", settings.replicate_api_token)
    log.info("region %s", settings.region)


def answer(training_id: str) -> str:
    reply = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=HEADERS, timeout=9)
    log.debug("%s %s %s", reply.status_code, reply.headers, reply.json())
    return reply.json()["status"]


def used() -> replicate.Client:
    os.environ["REPLICATE_API_TOKEN"] = TOKEN or ""
    client = replicate.Client(api_token=TOKEN)
    print(client)
    return client
# trap: RPL802
