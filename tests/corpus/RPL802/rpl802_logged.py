"""Logs of a training service that would let anybody who reads them train."""
import logging
import os
from dataclasses import dataclass

import replicate
import structlog
from loguru import logger
from pydantic import SecretStr
from pydantic_settings import BaseSettings

log = logging.getLogger(__name__)
slog = structlog.get_logger()
VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


class Settings(BaseSettings):
    replicate_api_token: str
    webhook: str = "https://hooks.example.com/replicate"


class SafeSettings(BaseSettings):
    replicate_api_token: SecretStr


@dataclass
class Config:
    token: str = os.environ.get("REPLICATE_API_TOKEN", "")


settings = Settings()
config = Config()


def start_up() -> replicate.Client:
    token = os.environ["REPLICATE_API_TOKEN"]
    logging.info("token is %s", token)  # expect: RPL802
    log.debug(f"Starting with {token}")  # expect: RPL802
    log.warning("headers: %r", {"Authorization": "Bearer " + token})  # expect: RPL802
    log.info("client made", extra={"api_token": token})  # expect: RPL802
    logger.info("replicate token {}", token)  # expect: RPL802
    logger.bind(token=token).debug("bound")  # allow: RPL802
    slog.info("start", token=token)  # expect: RPL802
    return replicate.Client(api_token=token)


def with_settings() -> replicate.Client:
    log.info("settings: token=%s", settings.replicate_api_token)  # expect: RPL802
    logger.debug(f"config {config.token}")  # expect: RPL802
    return replicate.Client(api_token=settings.replicate_api_token)


def unwrapped() -> None:
    log.info("key %s", SafeSettings().replicate_api_token.get_secret_value())  # expect: RPL802


def on_error(training_id: str) -> None:
    try:
        replicate.trainings.get(training_id)
    except Exception:
        log.exception("no answer with %s", os.environ["REPLICATE_API_TOKEN"])  # expect: RPL802


class Service:
    def __init__(self) -> None:
        self._token = os.environ["REPLICATE_API_TOKEN"]
        self._headers = {"Authorization": f"Bearer {self._token}"}
        self.log = logging.getLogger("service")

    def describe(self) -> None:
        self.log.info("token %s", self._token)  # expect: RPL802
        self.log.log(logging.DEBUG, "headers %s", self._headers)  # expect: RPL802
        self.log.critical(  # expect: RPL802@critical
            "cannot go on with %s",
            self._token,  # expect: RPL802@critical
        )


def get_token() -> str:
    return os.environ["REPLICATE_API_TOKEN"]


def through_a_function() -> None:
    log.info("using %s", get_token())  # expect: RPL802
