"""Raw HTTP; no SDK."""
import os

import requests

BASE = "https://api.replicate.com/v1"
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['REPLICATE_API_TOKEN']}"


class Replicate:
    """Not the SDK's class: ours."""

    def post(self, path: str, body: dict) -> dict:
        answer = session.post(BASE + path, json=body, timeout=30)  # expect: RPL101@nowhere
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> dict:
        return session.get(f"{BASE}/{path.lstrip('/')}", timeout=10).json()
