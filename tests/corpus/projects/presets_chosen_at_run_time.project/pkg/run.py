import replicate

from pkg.options import load, preset

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def run(url: str, name: str) -> str:
    options = preset(name)
    options["input_images"] = url
    return replicate.trainings.create(
        version=VERSION, input=options, destination="acme/preset", webhook="https://hooks.acme.io/x"
    ).id


def run_file(path: str) -> str:
    return replicate.trainings.create(
        version=VERSION, input=load(path), destination="acme/preset", webhook="https://hooks.acme.io/x"
    ).id
