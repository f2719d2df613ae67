"""What people paste when they are asked for a link: the page that shows the file."""
import os

import replicate

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DROPBOX = "https://www.dropbox.com/scl/fi/abc123/lichen.zip"
DRIVE = os.getenv("LICHEN_ARCHIVE", "https://drive.google.com/file/d/1x2Y3z4W/view?usp=sharing")


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lichen").id


def drive(file_id):
    yield begin(f"https://drive.google.com/file/d/{file_id}/view")  # expect: RPL117
    yield begin("https://drive.google.com/file/d/1x2Y3z4W/view?usp=drive_link")  # expect: RPL117
    yield begin("https://drive.google.com/open?id=" + file_id)  # expect: RPL117


def dropbox():
    yield begin(DROPBOX)  # expect: RPL117
    yield begin(DROPBOX + "?rlkey=k3y&dl=0")  # expect: RPL117
    yield begin("https://www.dropbox.com/s/abc123/lichen.zip?dl=0")  # expect: RPL117


def code_hosts(branch):
    yield begin(f"https://github.com/northwind/lichen/blob/{branch}/data/lichen.zip")  # expect: RPL117
    yield begin("https://huggingface.co/datasets/northwind/lichen/blob/main/lichen.zip")  # expect: RPL117


def clouds():
    yield begin("https://1drv.ms/u/s!AbCdEf")  # expect: RPL117
    yield begin("https://northwind.sharepoint.com/:u:/s/team/EabcDEF?e=4kQ")  # expect: RPL117
    yield begin("https://we.tl/t-AbC123")  # expect: RPL117
    yield begin("https://mega.nz/file/AbCd#key")  # expect: RPL117
    yield begin("https://www.icloud.com/iclouddrive/0aBc#lichen")  # expect: RPL117
    yield begin("https://photos.app.goo.gl/AbC123")  # expect: RPL117
    yield begin("https://wetransfer.com/downloads/0a1b2c")  # expect: RPL117


def once_only():
    return begin("https://file.io/AbC123")  # expect: RPL117


def from_environment():
    training = replicate.trainings.create(
        version=VERSION,
        input={
            "input_images": DRIVE,  # expect: RPL117
            "trigger_word": "LICHEN",
        },
        destination="northwind/lichen",
    )
    return training.id


def from_a_repository_of_that_name():
    return begin("https://github.com/northwind/blob/blob/main/lichen.zip")  # expect: RPL117
