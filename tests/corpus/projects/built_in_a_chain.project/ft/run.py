import replicate

from ft.builder import TrainingBuilder

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def submit(builder: TrainingBuilder) -> str:
    return replicate.trainings.create(**builder.build()).id


def brand(url: str) -> str:
    builder = (
        TrainingBuilder(FLUX)
        .images(url)
        .options(
            steps=7000,  # expect: RPL134
            lora_rank=32,
        )
        .to("acme", "brand")
        .notify("https://hooks.acme.io/r", "completed")
    )
    return submit(builder)


def shoes(url: str) -> str:
    builder = TrainingBuilder(FLUX).images(url).to("acme", "shoes").notify(
        "http://hooks.acme.io/r",  # expect: RPL141
        "completed",
    )
    return submit(builder)
