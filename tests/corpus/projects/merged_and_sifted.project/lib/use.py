import replicate

from lib.defaults import COMMON, FLUX_DEFAULTS, merged, without_none

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def one(url, rank=None):
    return replicate.trainings.create(
        version=VERSION,
        input=without_none(merged(FLUX_DEFAULTS, input_images=url, lora_rank=rank, stepz=4)),  # expect: RPL133
        destination="acme/kw",
        **COMMON,
    ).id


def two(url, seed=None):
    inputs = merged(FLUX_DEFAULTS, {"input_images": url})
    if seed is not None:
        inputs["seed"] = seed  # expect: RPL133
    request = merged(
        {"version": VERSION, "input": inputs},
        COMMON,
        destination="acme/kw",
        webhook_events_filter=["completed"],
    )
    return replicate.trainings.create(**request).id
