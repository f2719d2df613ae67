"""Quick studio script; the key went in "for now" and stayed."""
import os

import httpx
import replicate
import requests
from replicate import AsyncReplicate, Replicate

os.environ["REPLICATE_API_TOKEN"] = "r8_0lR8acRYSi4MDF8kWCBX1KpeZUaLJ4d8jOCs4"  # expect: RPL801
os.environ.setdefault("REPLICATE_API_TOKEN", 'r8_bWYTI6wLqeeHq1PkCJVuoYqLRqrxZKiGvbtcj')  # expect: RPL801
FALLBACK = os.getenv("REPLICATE_API_TOKEN", "r8_7bsHXDYzEzVMGPBnu3mY2lhm12FPzmV4eAk5M")  # expect: RPL801
KEYS = {
    "staging": "r8_7ByFgDcEW7AKW3gc3FnJxFkQjVDZRucq2zyw8",  # expect: RPL801
    "production": os.environ.get("PRODUCTION_KEY"),
}
HEADERS = {"Authorization": "Token r8_GOuLfafi1JrpRWBJG9encC4davDsREymZzoU8"}  # expect: RPL801
RAW = b"r8_nDX7rnx5xrbw0aRFvKyQQbV4iOmSpnXJzjdO9"  # expect: RPL801
BYTES_HEADER = b"Authorization: Bearer r8_KnUcOwcOBExM3tnY4WftHKrmUeUKjuZSibyTo\r\n"  # expect: RPL801
CURL = f"curl -H 'Authorization: Bearer r8_BcCcRtIiGKrzBYXHolHYa13il3C31U0lVvwvH' https://api.replicate.com/v1/{'trainings'}"  # expect: RPL801

client = replicate.Client(api_token="r8_70052LQmspJLc0DTFuvEVViv3FQdGLtPTT1VW")  # expect: RPL801
modern = Replicate(
    bearer_token="r8_e558UtmSOv6McDFwszX8wZJosFxTRaB9NlBfv",  # expect: RPL801
)


def train(zip_url: str, api_token: str = "r8_WxrryPsatlISqHRN8KkAcNFcVLD1KCqTSgQpF") -> str:  # expect: RPL801
    training = replicate.Client(api_token=api_token).trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": zip_url},
        destination="acme/flux-keys",
        webhook="https://hooks.example.com/replicate",
    )
    return training.id


def show(training_id: str) -> dict:
    return requests.get(
        f"https://api.replicate.com/v1/trainings/{training_id}",
        headers={"Authorization": f"Bearer {'r8_jZ46UGS7PNKyLtBT1pnnwukA1gMAkX0dN8Jcy'}"},  # expect: RPL801
        timeout=30,
    ).json()


async def show_async(training_id: str, api: AsyncReplicate | None = None):
    api = api or AsyncReplicate(bearer_token=r"r8_uUd8DqMsilwnruRj272WBKhr9swEvrswXmZTc")  # expect: RPL801
    return await api.trainings.get(training_id=training_id)


def with_client() -> httpx.Client:
    http = httpx.Client(base_url="https://api.replicate.com/v1")
    http.headers["Authorization"] = "Bearer " + "r8_VE4RLpMS3EDQnrVrLRwyyXevrSM1XYEBo1xoU"  # expect: RPL801
    return http
