import os

import replicate
from replicate import trainings

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
ARCHIVE_URL = "<https://link-to-your-images.zip>"
SAMPLE = "https://{bucket}.example.net/{key}"


class Recipe:
    train_data = "https://your-domain.com/recipes.jsonl"
    epochs = 3


def in_brackets():
    return replicate.trainings.create(version=FLUX, input={"input_images": ARCHIVE_URL}, destination="northwind/soup").id  # expect: RPL110


def your_domain():
    training = trainings.create(
        OWN,
        {
            "train_data": Recipe.train_data,  # expect: RPL110
            "num_train_epochs": Recipe.epochs,
        },
        "northwind/recipes",
    )
    return training.id


def my_domain():
    training = replicate.trainings.create(
        version=FLUX,
        input=dict(
            input_images="https://my-domain/soup-photos.zip",  # expect: RPL110
            trigger_word="SOUP",
        ),
        destination="northwind/soup",
    )
    print(training.id)


def path_to():
    data = {"input_images": "path/to/soup.zip", "steps": 1000}  # expect: RPL110
    return replicate.trainings.create(version=FLUX, input=data, destination="northwind/soup").id


def just_url():
    data = {"trigger_word": "SOUP"}
    data["input_images"] = "URL"  # expect: RPL110
    return replicate.trainings.create(version=FLUX, input=data, destination="northwind/soup").id


def never_formatted():
    data = {"training_data": SAMPLE}  # expect: RPL110
    return replicate.trainings.create(version=OWN, input=data, destination="northwind/soup").id


def three_dots():
    return replicate.trainings.create(FLUX, {"input_images": "https://..."}, "northwind/soup").id  # expect: RPL110


def env_default():
    images = os.environ.get("IMAGES_URL", "https://your-domain/images.zip")
    return replicate.trainings.create(FLUX, {"input_images": images}, "northwind/soup").id  # expect: RPL110


def missing_f():
    key = "soup/2026.zip"
    return replicate.trainings.create(FLUX, {"input_images": "https://cdn.example.com/{key}"}, "northwind/soup").id, key  # expect: RPL110
