"""Values at the edge, as text, unknown, clamped, or for something else."""
import os

import replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
QWEN = "qwen/qwen-image-lora-trainer:480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a"
OWN = "pottery/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def train(version, **inputs):
    return replicate.trainings.create(version=version, input=inputs, destination="pottery/bowls").id


def at_the_edges(url):
    replies = [
        train(FLUX, input_images=url, steps=3),
        train(FLUX, input_images=url, steps=6000, lora_rank=128),
        train(FLUX, input_images=url, caption_dropout_rate=0, lora_rank=1),
        train(FLUX, input_images=url, caption_dropout_rate=1.0),
        train(QWEN, dataset=url, steps=100, lora_rank=8, learning_rate=1e-5),
        train(QWEN, dataset=url, steps=6000, lora_rank=128, learning_rate=0.001),
    ]
    return replies


def as_text(url):
    return train(FLUX, input_images=url, steps="1500"), train(SDXL, input_images=url, resolution="768", max_train_steps="800")


def one_resolution(url):
    return train(FLUX, input_images=url, resolution="1024"), train(SDXL, input_images=url, resolution=1024)


def unknown(url, steps, rank):
    return train(FLUX, input_images=url, steps=steps, lora_rank=int(rank), batch_size=int(os.environ["BATCH"]))


def clamped(url, wanted: int):
    return train(FLUX, input_images=url, steps=min(max(wanted, 500), 4000))


def by_pictures(url, pictures: list):
    return train(FLUX, input_images=url, steps=100 * len(pictures))


def own_token(url):
    return train(SDXL, input_images=url, token_string="BOWL", caption_prefix="a photo of BOWL, ")


def own_token_in_text(url, token):
    return train(SDXL, input_images=url, token_string=token, caption_prefix=f"a photo of {token}, ")


def prefix_alone(url):
    return train(SDXL, input_images=url, caption_prefix="TOK on a table, ")


def any_number_elsewhere(url):
    return train(OWN, zip=url, steps=1_000_000, lora_rank=4096, resolution=12)


def corrected(url):
    inputs = {"input_images": url, "steps": 90000}
    inputs["steps"] = 900
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/bowls").id


def predicting(prompt):
    return replicate.run(SDXL, input={"prompt": prompt, "num_inference_steps": 900, "seed": -1})
# trap: RPL133, RPL134
