"""The key comes from the environment, a vault, a file or a prompt."""
import getpass
import json
import os
from pathlib import Path

import boto3
import keyring
import replicate
import requests
from dotenv import load_dotenv
from pydantic import SecretStr
from pydantic_settings import BaseSettings

load_dotenv()
PLACEHOLDER = "r8_<your token>"
UNSET = "r8_YOUR_TOKEN"
MASK = "r8_••••••••"


class Settings(BaseSettings):
    replicate_api_token: SecretStr


def by_settings() -> replicate.Client:
    return replicate.Client(api_token=Settings().replicate_api_token.get_secret_value())


def by_keyring() -> replicate.Client:
    return replicate.Client(api_token=keyring.get_password("replicate", "studio"))


def by_vault() -> replicate.Client:
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="replicate/token")
    return replicate.Client(api_token=json.loads(secret["SecretString"])["token"])


def by_file() -> replicate.Client:
    return replicate.Client(api_token=Path("/run/secrets/replicate").read_text().strip())


def by_prompt() -> None:
    os.environ["REPLICATE_API_TOKEN"] = getpass.getpass("token (r8_...): ")


def by_header(training_id: str) -> str:
    token = os.getenv("REPLICATE_API_TOKEN", "")
    if token in ("", PLACEHOLDER, UNSET):
        raise SystemExit("REPLICATE_API_TOKEN is not set")
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=headers, timeout=9).json()["status"]
# trap: RPL801, RPL802
