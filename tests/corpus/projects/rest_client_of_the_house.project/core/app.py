import time

from core.replicate_api import ReplicateApi

api = ReplicateApi()


def main(url: str) -> None:
    created = api.start(
        "ostris/flux-dev-lora-trainer",
        "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="https://replicate.com/acme/app",  # expect: RPL102
        webhook="https://127.0.0.1/hook",  # expect: RPL141
        input_images=url,
        lora_rank=0,  # expect: RPL134
        network_rank=4,  # expect: RPL133
    )
    while api.status(created["id"]) != "succeeded":  # expect: RPL126, RPL127
        time.sleep(1)  # expect: RPL121
