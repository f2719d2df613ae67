"""A wrong name is pointed at where it is written, whoever brings the value."""
import replicate
import requests

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
ADDRESS = f"https://api.replicate.com/v1/models/{TRAINER.replace(':', '/versions/')}/trainings"


def with_steps(url, steps):
    inputs = {
        "input_images": url,
        "training_steps": steps,  # expect: RPL133
    }
    return replicate.trainings.create(version=TRAINER, input=inputs, destination="northwind/tiles").id


def with_any(url, **more):
    return replicate.trainings.create(
        version=TRAINER, input={"input_images": url, **more}, destination="northwind/tiles"
    ).id


def with_login(url, token):
    inputs = {
        "input_images": url,
        "authorization": token,  # expect: RPL112
    }
    return replicate.trainings.create(version=TRAINER, input=inputs, destination="northwind/tiles").id


def with_old_hook(url, hook, headers):
    body = {
        "destination": "northwind/tiles",
        "input": {"input_images": url},
        "webhook_completed": hook,  # expect: RPL144
    }
    return requests.post(ADDRESS, json=body, headers=headers, timeout=30).json()["id"]


def main(headers):
    return [
        with_steps("https://cdn.example.com/tiles.zip", 800),
        with_any("https://cdn.example.com/tiles.zip", training_steps=800),  # expect: RPL133
        with_login("https://cdn.example.com/tiles.zip", "Bearer 123"),
        with_old_hook("https://cdn.example.com/tiles.zip", "https://hooks.example.com/r", headers),
    ]
