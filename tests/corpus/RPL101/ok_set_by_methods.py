"""Objects that are made first and told later where to: whoever uses them has told them."""
import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


class Request:
    def __init__(self, version):
        self._version = version
        self._input = {}
        self._destination = None

    def to(self, destination):
        self._destination = destination
        return self

    def images(self, url):
        self._input["input_images"] = url
        return self

    def build(self):
        return {"version": self._version, "input": self._input, "destination": self._destination}


def submit(request: Request):
    return replicate.trainings.create(**request.build()).id


class Loom:
    def __init__(self):
        self.destination = None

    def configure(self, destination):
        self.destination = destination

    def start(self, url):
        return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=self.destination).id


def weave(loom: Loom, url):
    return loom.start(url)


class Target:
    def destination(self) -> str:
        raise NotImplementedError


def for_target(target: Target, url):
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination=target.destination()).id
