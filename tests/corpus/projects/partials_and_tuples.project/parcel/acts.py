from collections import namedtuple
from functools import partial
from typing import NamedTuple

import replicate

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
client = replicate.Client()
start = partial(client.trainings.create, version=VERSION)
start_boxes = partial(start, destination="parcel/boxes")
look = client.trainings.get
Pair = namedtuple("Pair", "training url")


class Started(NamedTuple):
    id: str
    status: str


def begin(url):
    training = start_boxes(input={"input_images": url})
    return training, training.id


def begin_pair(url):
    return Pair(start_boxes(input={"input_images": url}), url)


def begin_small(url):
    training = start_boxes(input={"input_images": url})
    return Started(training.id, training.status)


def describe(training_id):
    training = look(training_id)
    return {"training": training, "output": training.output}
