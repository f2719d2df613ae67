"""Numbers and words that the trainer refuses."""
import os

import httpx
import replicate
from replicate import Replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
QWEN = "qwen/qwen-image-lora-trainer:480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a"
HUNYUAN = "zsxkib/hunyuan-video-lora:069204ba61ae4f66dbe33e242ba865c39ebc4a01adc11e42502e10d922bdb252"
MUSICGEN = "sakemin/musicgen-fine-tuner:a5df8af438079fd0ab0a72aa3cf50a6193e81e20f6c46ac9ac62dff37427588a"
MANY_STEPS = 20 * 1000
client = replicate.Client()


def too_many_steps(url):
    return client.trainings.create(
        version=FLUX,
        input={
            "input_images": url,
            "steps": MANY_STEPS,  # expect: RPL134
            "lora_rank": 256,  # expect: RPL134
        },
        destination="pottery/bowls",
    ).id


def two_steps(url):
    return client.trainings.create(version=FLUX, input={"input_images": url, "steps": 2}, destination="pottery/bowls").id  # expect: RPL134


def a_number_for_a_list(url):
    return client.trainings.create(version=FLUX, input={"input_images": url, "resolution": 1024}, destination="pottery/bowls").id  # expect: RPL134


def more_than_all(url):
    settings = {"input_images": url}
    settings["caption_dropout_rate"] = 1.5  # expect: RPL134
    return client.trainings.create(FLUX, settings, "pottery/bowls").id


def words_for_numbers(url):
    return client.trainings.create(
        version=SDXL,
        input={
            "input_images": url,
            "max_train_steps": "many",  # expect: RPL134
            "lr_scheduler": "cosine",  # expect: RPL134
        },
        destination="pottery/bowls",
    ).id


def archive_of_another_kind(url):
    return client.trainings.create(version=SDXL, input={"input_images": url, "input_images_filetype": "rar"}, destination="pottery/bowls").id  # expect: RPL134


def prefix_without_token(url):
    return client.trainings.create(
        version=SDXL,
        input={
            "input_images": url,
            "token_string": "BOWL",  # expect: RPL134@token
            "caption_prefix": "a photo of TOK, ",  # expect: RPL134@token
        },
        destination="pottery/bowls",
    ).id


def three_at_once(url):
    return client.trainings.create(version=QWEN, input={"dataset": url, "batch_size": 3}, destination="pottery/bowls").id  # expect: RPL134


def hot(url):
    return client.trainings.create(version=QWEN, input={"dataset": url, "learning_rate": 0.01}, destination="pottery/bowls").id  # expect: RPL134


def low(url):
    return client.trainings.create(version=QWEN, input={"dataset": url, "steps": 50, "optimizer": "adamw"}, destination="pottery/bowls").id  # expect: RPL134


def large_batches(url):
    return client.trainings.create(version=HUNYUAN, input={"input_videos": url, "batch_size": 16}, destination="pottery/wheel").id  # expect: RPL134


def no_such_way(url):
    return client.trainings.create(version=HUNYUAN, input={"input_videos": url, "frame_extraction_method": "random"}, destination="pottery/wheel").id  # expect: RPL134


def no_such_size(url):
    return client.trainings.create(version=MUSICGEN, input={"dataset_path": url, "model_version": "huge"}, destination="pottery/songs").id  # expect: RPL134


def modern(url):
    return Replicate().trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="pottery/bowls",
        input={"input_images": url, "lora_rank": 0},  # expect: RPL134
    ).id


def over_http(url):
    answer = httpx.post(
        "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings",
        json={
            "destination": "pottery/bowls",
            "input": {
                "input_images": url,
                "steps": 7500,  # expect: RPL134
            },
        },
        headers={"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"},
    )
    return answer.json()["id"]


def from_environment(url):
    steps = int(os.getenv("TRAIN_STEPS", "9000"))
    return client.trainings.create(version=FLUX, input={"input_images": url, "steps": steps}, destination="pottery/bowls").id  # expect: RPL134


def thorough_or_not(url, thorough: bool):
    return client.trainings.create(version=FLUX, input={"input_images": url, "steps": 8000 if thorough else 1000}, destination="pottery/bowls").id  # expect: RPL134
