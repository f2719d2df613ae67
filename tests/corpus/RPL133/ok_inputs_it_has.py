"""Every input is one that the trainer has, or the trainer is one that nobody has written down."""
import os

import replicate
import requests

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SDXL = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
QWEN = "qwen/qwen-image-lora-trainer:480fd65ba3a65ee5a380aa1ee6c6f5fa258f163f100582ec941c8dff144ae52a"
HUNYUAN = "zsxkib/hunyuan-video-lora:069204ba61ae4f66dbe33e242ba865c39ebc4a01adc11e42502e10d922bdb252"
MUSICGEN = "sakemin/musicgen-fine-tuner:a5df8af438079fd0ab0a72aa3cf50a6193e81e20f6c46ac9ac62dff37427588a"
FAST = "replicate/fast-flux-trainer:8b10794665aed907bb98a1a5324cd1d3a8bea0e9b31e65210967fb9c9e2e08ed"
KONTEXT = "replicate/fast-flux-kontext-trainer:26c877b4ec3988b7e8edc5840e61339c68f09913bb11e23c31566590fd92a66d"
OWN = "pottery/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


def flux(url):
    inputs = {
        "input_images": url,
        "trigger_word": "CLAYP",
        "autocaption": True,
        "autocaption_prefix": "a vase in the style of CLAYP, ",
        "autocaption_suffix": "on a table",
        "steps": 1200,
        "learning_rate": 4e-4,
        "batch_size": 1,
        "resolution": "512,768,1024",
        "lora_rank": 32,
        "caption_dropout_rate": 0.05,
        "optimizer": "adamw8bit",
        "cache_latents_to_disk": False,
        "gradient_checkpointing": True,
        "layers_to_optimize_regex": "transformer.single_transformer_blocks.(7|12).proj_out",
        "hf_repo_id": "pottery/vases",
        "hf_token": os.environ["HF_TOKEN"],
        "wandb_api_key": os.environ["WANDB_API_KEY"],
        "wandb_project": "vases",
        "wandb_run": "third",
        "wandb_entity": "pottery",
        "wandb_sample_interval": 100,
        "wandb_save_interval": 100,
        "wandb_sample_prompts": "CLAYP on a shelf",
    }
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/vases").id


def sdxl(url):
    inputs = {
        "input_images": url, "input_images_filetype": "zip", "seed": 7, "resolution": 1024, "train_batch_size": 4,
        "num_train_epochs": 4000, "max_train_steps": 800, "is_lora": True, "unet_learning_rate": 1e-6, "ti_lr": 3e-4,
        "lora_lr": 1e-4, "lora_rank": 32, "lr_scheduler": "constant", "lr_warmup_steps": 100, "token_string": "CLAYP",
        "caption_prefix": "a photo of CLAYP, ", "mask_target_prompts": "vase", "crop_based_on_salience": True,
        "use_face_detection_instead": False, "clipseg_temperature": 1.0, "verbose": True, "checkpointing_steps": 5000,
    }
    return replicate.trainings.create(version=SDXL, input=inputs, destination="pottery/vases").id


def qwen(url):
    inputs = {"dataset": url, "steps": 900, "learning_rate": 2e-4, "lora_rank": 64, "default_caption": "a vase", "batch_size": 2, "optimizer": "prodigy", "seed": 3}
    return replicate.trainings.create(version=QWEN, input=inputs, destination="pottery/vases").id


def hunyuan(url):
    inputs = {"input_videos": url, "trigger_word": "WHEEL", "epochs": 20, "rank": 64, "batch_size": 2, "timestep_sampling": "shift", "frame_stride": 5}
    return replicate.trainings.create(version=HUNYUAN, input=inputs, destination="pottery/wheel").id


def musicgen(url):
    inputs = {"dataset_path": url, "auto_labeling": True, "drop_vocals": False, "model_version": "melody", "lr": 1, "epochs": 5, "one_same_description": "kiln noises"}
    return replicate.trainings.create(version=MUSICGEN, input=inputs, destination="pottery/songs").id


def fast(url):
    inputs = {"input_images": url, "trigger_word": "CLAYP", "lora_type": "style", "training_steps": 1000, "seed": 4, "hf_token": os.environ["HF_TOKEN"]}
    return replicate.trainings.create(version=FAST, input=inputs, destination="pottery/vases").id


def kontext(url):
    inputs = {"input_images": url, "training_steps": 1000, "kontext_prompt_instruction": "glaze it", "verbosity": "high"}
    return replicate.trainings.create(version=KONTEXT, input=inputs, destination="pottery/vases").id


def own_trainer(url):
    inputs = {"zip": url, "glaze": "celadon", "steps_total": 10, "whatever": True}
    return replicate.trainings.create(version=OWN, input=inputs, destination="pottery/vases").id


def trainer_of_the_caller(url, trainer):
    return replicate.trainings.create(version=trainer, input={"pictures": url, "rank": 2}, destination="pottery/vases").id


def taken_out_again(url):
    inputs = {"input_images": url, "rank": 16}
    inputs["lora_rank"] = inputs.pop("rank")
    return replicate.trainings.create(version=FLUX, input=inputs, destination="pottery/vases").id


def by_name(url, key, value):
    return replicate.trainings.create(version=FLUX, input={"input_images": url, key: value}, destination="pottery/vases").id


def predicting(prompt):
    return replicate.run(SDXL, input={"prompt": prompt, "num_inference_steps": 30, "refine": "expert_ensemble_refiner"})


def renamed(url, raw: dict):
    names = {"rank": "lora_rank", "training_steps": "steps"}
    inputs = {names.get(key, key): value for key, value in raw.items()}
    return replicate.trainings.create(version=FLUX, input={"input_images": url, **inputs}, destination="pottery/vases").id


def elsewhere(url):
    body = {"destination": "pottery/vases", "input": {"images": url, "training_steps": 1000}}
    answer = requests.post("https://api.replicate.com/v1/models/pottery/trainer/versions/6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223/trainings", json=body, timeout=9)
    return answer.json()["id"]
# trap: RPL133, RPL134, RPL135
