"""Set-up helpers of a photo studio, with an eye too many on the token."""
import json
import os
import sys

import click
import replicate
import requests
from django.core.management.base import BaseCommand

TOKEN = os.environ["REPLICATE_API_TOKEN"]
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}


def plain() -> None:
    print(TOKEN)  # expect: RPL802


def in_a_sentence() -> None:
    print(f"using the token {TOKEN!r}")  # expect: RPL802


def straight() -> None:
    print("token:", os.environ["REPLICATE_API_TOKEN"])  # expect: RPL802


def by_getenv() -> None:
    token = os.getenv("REPLICATE_API_TOKEN", "")
    if not token:
        raise SystemExit("REPLICATE_API_TOKEN is not set")
    print("found " + token)  # expect: RPL802


def by_format() -> None:
    print("Authorization: Bearer {}".format(os.environ.get("REPLICATE_API_TOKEN")))  # expect: RPL802


def by_percent() -> None:
    print("key=%s" % TOKEN, file=sys.stderr)  # expect: RPL802


def whole_headers() -> None:
    print(HEADERS)  # expect: RPL802


def as_json() -> None:
    print(json.dumps(HEADERS, indent=2))  # expect: RPL802


def written() -> None:
    sys.stdout.write(TOKEN + "\n")  # expect: RPL802
    sys.stderr.write(f"{TOKEN}\n")  # expect: RPL802


def echoed() -> None:
    click.echo(f"REPLICATE_API_TOKEN={TOKEN}")  # expect: RPL802


def session() -> requests.Session:
    web = requests.Session()
    web.headers["Authorization"] = f"Token {TOKEN}"
    print(web.headers)  # expect: RPL802
    return web


def the_header_alone() -> None:
    print("sending", HEADERS["Authorization"])  # expect: RPL802


def client() -> replicate.Client:
    key = TOKEN.strip()
    print(f"client for {key}")  # expect: RPL802
    return replicate.Client(api_token=key)


class Command(BaseCommand):
    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"using {TOKEN}")  # expect: RPL802
        self.stdout.write(f"using a token of {len(TOKEN)} characters")
