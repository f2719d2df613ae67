import os

API_TOKEN = os.environ["REPLICATE_API_TOKEN"]
REGION = os.environ.get("REGION", "eu")


def auth_headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {API_TOKEN}"}
