from functools import partial

import replicate

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
client = replicate.Client()
start = partial(client.trainings.create, version=VERSION)
start_boxes = partial(start, destination="courier/boxes", webhook="https://courier.example.com/hooks")


def begin(url):
    training = start_boxes(input={"input_images": url})
    return training, training.id


def outcome(training_id):
    training = client.trainings.get(training_id)
    return training.status == "succeeded", training.output
