"""Inputs that another trainer would have known."""
import replicate
from replicate import Replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
QWEN = "qwen/qwen-image-lora-trainer:480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a"
HUNYUAN = "zsxkib/hunyuan-video-lora:069204ba61ae4f66dbe33e242ba865c39ebc4a01adc11e42502e10d922bdb252"
MUSICGEN = "sakemin/musicgen-fine-tuner:a5df8af438079fd0ab0a72aa3cf50a6193e81e20f6c46ac9ac62dff37427588a"
FAST = "replicate/fast-flux-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed"
client = replicate.Client()


def steps_of_the_fast_one(url):
    training = client.trainings.create(
        version=FLUX,
        input={
            "input_images": url,
            "trigger_word": "CLAYP",
            "training_steps": 1500,  # expect: RPL133
            "lora_type": "subject",  # expect: RPL133
        },
        destination="pottery/vases",
    )
    return training.id


def rank_without_lora(url):
    return client.trainings.create(version=FLUX, input={"input_images": url, "rank": 32}, destination="pottery/vases").id  # expect: RPL133


def keys_of_sdxl(url):
    params = {"input_images": url, "steps": 1200}
    params["token_string"] = "CLAYP"  # expect: RPL133
    params.update({
        "caption_prefix": "a photo of CLAYP, ",  # expect: RPL133
        "autocaption": False,
    })
    return client.trainings.create(FLUX, params, "pottery/vases").id


def keys_of_flux(url):
    return client.trainings.create(
        SDXL,
        {
            "input_images": url,
            "trigger_word": "CLAYP",  # expect: RPL133
            "autocaption": True,  # expect: RPL133
            "max_train_steps": 900,
        },
        "pottery/vases",
    ).id


def misspelt(url):
    return client.trainings.create(version=SDXL, input={"input_images": url, "lora_rnak": 16}, destination="pottery/vases").id  # expect: RPL133


def hardware_inside(url):
    inputs = dict(
        input_images=url,
        hardware="gpu-h100",  # expect: RPL133
    )
    return client.trainings.create(version=FLUX, input=inputs, destination="pottery/vases").id


def qwen_words(url):
    return client.trainings.create(
        version=QWEN,
        input={
            "dataset": url,
            "trigger_word": "CLAYP",  # expect: RPL133
        },
        destination="pottery/vases",
    ).id


def hunyuan_rank(url):
    return client.trainings.create(version=HUNYUAN, input={"input_videos": url, "epochs": 20, "lora_rank": 32}, destination="pottery/wheel").id  # expect: RPL133


def two_letters_more(url):
    return client.trainings.create(version=MUSICGEN, input={"dataset_path": url, "auto_labelling": False}, destination="pottery/songs").id  # expect: RPL133


def not_the_slow_one(url):
    return client.trainings.create(version=FAST, input={"input_images": url, "steps": 1000}, destination="pottery/vases").id  # expect: RPL133


def almost(url):
    return client.trainings.create(version=FAST, input={"input_images": url, "triger_word": "CLAYP"}, destination="pottery/vases").id  # expect: RPL133


def modern(url):
    api = Replicate()
    return api.trainings.create(
        model_owner="ostris",
        model_name="flux-dev-lora-trainer",
        version_id="e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        destination="pottery/vases",
        input={
            "input_images": url,
            "num_train_epochs": 4,  # expect: RPL133
        },
    ).id


def other_data_key(url):
    return client.trainings.create(version=FLUX, input={"training_data": url}, destination="pottery/vases").id  # expect: RPL133, RPL135


def only_some_days(url, careful: bool):
    options = {"input_images": url}
    if careful:
        options["max_train_steps"] = 500  # expect: RPL133
    return client.trainings.create(model="ostris/flux-dev-lora-trainer", version=FLUX.split(":")[1], input=options, destination="pottery/vases").id
