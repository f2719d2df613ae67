import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


def begin(zip_url: str) -> str:
    """Starts a training and gives its id."""
    training = client.trainings.create(  # expect: RPL125
        version=TRAINER,
        input={"input_images": zip_url, "trigger_word": "PRESS"},
        destination="press/flux-prints",
    )
    return training.id


def begin_with_hook(zip_url: str, hook: str) -> str:
    training = client.trainings.create(
        version=TRAINER,
        input={"input_images": zip_url, "trigger_word": "PRESS"},
        destination="press/flux-prints",
        webhook=hook,
    )
    return training.id
