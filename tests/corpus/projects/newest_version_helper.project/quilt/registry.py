"""Which trainer to use."""
import httpx
import replicate

PINNED = {
    "flux": "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
    "quick": "replicate/fast-flux-trainer",  # expect: RPL132@quick, RPL139@run
    "pro": "black-forest-labs/flux-pro-trainer:102b666f7c0f998764f80a99b762a8934789ea79b971344be37146fb97527b72",  # expect: RPL139@pro
    "talk": "meta/llama-2-7b:32bfce7bc84de8d4bb7d5b9c63358408f60e8021059602befd7c1d371775a845",  # expect: RPL139@talk
}


def newest(name: str) -> str:
    """The trainer at whatever version it has today."""
    model = replicate.models.get(name)
    return f"{name}:{model.latest_version.id}"


def newest_over_http(http: httpx.Client, name: str) -> str:
    data = http.get(f"https://api.replicate.com/v1/models/{name}").json()
    return data["latest_version"]["id"]


def pinned(kind: str) -> str:
    return PINNED[kind]
