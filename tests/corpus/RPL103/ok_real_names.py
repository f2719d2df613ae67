"""Names that sound like a tutorial's and are real, and placeholders that no training gets."""
import os

import replicate

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
EXAMPLE = "your-username/your-model"


def start(destination, url="https://cdn.example.com/set.zip"):
    training = replicate.trainings.create(version=VERSION, input={"input_images": url}, destination=destination)
    return training.id


def real_ones():
    yield start("myorg/sdxl-brand-lora")
    yield start("acme/my-model")
    yield start("user-research-lab/diary-sketches")
    yield start("usernames-inc/avatars")
    yield start("my-name-is-lora/portraits")
    yield start("homeowners/porches")
    yield start("northwind/todo-app-icons")
    yield start("northwind/your-model-railway")


def replaced():
    me = os.environ["REPLICATE_USER"]
    yield start(EXAMPLE.replace("your-username", me).replace("your-model", "porches"))
    yield start("{username}/porches".format(username=me))
    yield start("%s/porches" % me)
    yield start("<user>/porches".replace("<user>", "northwind"))


def refused(destination):
    if destination == EXAMPLE:
        raise SystemExit("please edit the destination first")
    return start(destination)


def helped():
    print(f"usage: train.py --destination {EXAMPLE}")
    return replicate.models.get("northwind/porches")


def overwritten(settings):
    destination = EXAMPLE
    destination = settings["destination"]
    return start(destination)
# trap: RPL103, RPL102
