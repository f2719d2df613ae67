"""Keys of a training's ``input``: which carry data, which try to carry request headers, which carry secrets.

Sources: the inputs that public trainers declare in their own schemas and READMEs, and the keys that public code
sends to trainers.
"""

from __future__ import annotations

from replint.replicate_api.words import words

DATA_KEYS = words(  # what the platform's trainers call their data
    "input_images input_videos input_image input_video train_data training_data validation_data dataset dataset_path "
    "dataset_zip instance_data class_data lora_training_urls "
    # the same in other words
    "images image_zip images_zip image_urls images_url images_urls image_archive training_images training_images_url "
    "training_images_zip training_zip training_file training_files training_url training_urls training_data_url "
    "training_dataset training_videos training_audio train_data_url train_dataset train_file train_files train_images "
    "train_zip train_url zip zip_url zip_file zip_path zipfile archive archive_url tar tar_url tarball data data_url "
    "data_urls data_zip data_file data_path dataset_url dataset_urls dataset_file datasets instance_images "
    "class_images instance_data_url validation_data_url validation_dataset validation_file validation_images test_data "
    "eval_data eval_dataset input_data input_dataset input_zip input_files input_file input_audio input_images_url "
    "input_images_zip input_url videos videos_zip video_zip video_urls video_url audio audio_dataset audio_files "
    "audio_file audio_zip audio_url audio_urls voice_data voice_samples reference_images regularization_images "
    "reg_data captions_file jsonl jsonl_url csv_url files file_url"
)
"""Input keys whose string values are data that the trainer's worker fetches."""

SECRET_INPUT_KEYS = frozenset({"hf_token", "wandb_api_key"})
"""Secrets that trainers take as input on purpose."""

_HEADER_KEYS = words(
    "header headers authorization auth_header auth_headers authorization_header bearer_token cookie cookies "
    "http_authorization request_headers"
)


def is_data_key(key: str) -> bool:
    """Whether an input key carries training data, by its name alone."""
    return key in DATA_KEYS


def is_header_key(key: str) -> bool:
    """Whether an input key tries to give the worker a request header or cookie, which it never sends.

    Trainers' own credentials (``hf_token``, ``wandb_api_key``, ``hf_repo_id``) are none.
    """
    plain = key.strip().lower().replace("-", "_")
    return plain in _HEADER_KEYS or plain.endswith(("_headers", "_cookies", "_auth_header", "_authorization"))
