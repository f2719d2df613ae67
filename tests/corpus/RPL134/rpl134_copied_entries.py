"""Inputs that are copied, sifted and chosen on their way: the entry that was written is the one told."""
import copy

import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"


def start(inputs):
    return replicate.trainings.create(version=TRAINER, input=inputs, destination="loom/cloth").id


def sifted_by_a_comprehension(url, seed):
    inputs = {
        "input_images": url,
        "steps": 9001,  # expect: RPL134
        "trigger_word": seed,
    }
    return start({key: value for key, value in inputs.items() if value is not None})


def sifted_by_a_loop(url, word):
    inputs = {
        "input_images": url,
        "steps": 9002,  # expect: RPL134
        "trigger_word": word,
    }
    chosen = {}
    for key, value in inputs.items():
        if value is None:
            continue
        chosen[key] = value
    return start(chosen)


def one_of_two(url, quick):
    inputs = {"steps": 100} if quick else {"steps": 9003}  # expect: RPL134
    return start(inputs | {"input_images": url})


def one_of_two_in_place(url, quick):
    inputs = {"steps": 100} if quick else {"steps": 9004}  # expect: RPL134
    inputs |= {"input_images": url}
    return start(inputs)


def one_of_two_copied(url, quick):
    inputs = copy.deepcopy({"steps": 100} if quick else {"steps": 9005})  # expect: RPL134
    inputs["input_images"] = url
    return start(inputs)


def at_least(url, steps):
    return start({"input_images": url, "steps": max(steps, 10_000)})  # expect: RPL134


def within(url, steps):
    return start({"input_images": url, "steps": max(3, min(steps, 6000))})
