from parcel import acts
from parcel.acts import begin, begin_pair, begin_small, describe, start, start_boxes


def boxes(url):
    return start_boxes(input={"input_images": url}).id


def nowhere(url):
    return start(input={"input_images": url}).id  # expect: RPL101


def empty():
    return start_boxes(input={"max_train_steps": 900}).id  # expect: RPL135


def both(url):
    training, training_id = begin(url)
    print(training_id)
    return acts.client.predictions.get(training.id)  # expect: RPL152


def pair(url):
    made = begin_pair(url)
    return acts.client.predictions.get(made.training.id)  # expect: RPL152


def small(url):
    return acts.client.run(f"parcel/boxes:{begin_small(url).id}", input={"prompt": "a box"})  # expect: RPL153


def version(training_id):
    return describe(training_id)["output"]["version"]  # expect: RPL136


def metrics(training_id):
    return describe(training_id)["training"].metrics  # expect: RPL138
