"""The same hosts, with links that give the file itself."""
import replicate
import requests

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
SHARED = "https://www.dropbox.com/scl/fi/abc123/lichen.zip?rlkey=k3y&dl=0"
PAGE = "https://github.com/northwind/lichen/blob/main/lichen.zip"


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/lichen").id


def direct(file_id, tag):
    yield begin(f"https://drive.google.com/uc?export=download&id={file_id}")
    yield begin("https://www.dropbox.com/s/abc123/lichen.zip?dl=1")
    yield begin("https://www.dropbox.com/scl/fi/abc123/lichen.zip?rlkey=k3y&raw=1")
    yield begin("https://dl.dropboxusercontent.com/s/abc123/lichen.zip")
    yield begin("https://raw.githubusercontent.com/northwind/lichen/main/lichen.zip")
    yield begin("https://github.com/northwind/lichen/raw/main/lichen.zip")
    yield begin(f"https://github.com/northwind/lichen/releases/download/{tag}/lichen.zip")
    yield begin("https://github.com/northwind/lichen/archive/refs/heads/main.zip")
    yield begin("https://github.com/northwind/lichen/blob/main/lichen.zip?raw=true")
    yield begin("https://huggingface.co/datasets/northwind/lichen/resolve/main/lichen.zip")
    yield begin("https://northwind.sharepoint.com/:u:/s/team/EabcDEF?e=4kQ&download=1")


def turned_into_direct():
    yield begin(SHARED.replace("dl=0", "dl=1"))
    yield begin(PAGE.replace("/blob/", "/raw/"))
    yield begin(PAGE + "?raw=true")
    yield begin(PAGE.replace("github.com", "raw.githubusercontent.com").replace("/blob", ""))


def resolved(url):
    return begin(requests.head(SHARED, allow_redirects=True).headers["location"]), begin(url)


def looks_alike():
    yield begin("https://github.com/northwind/blob/raw/main/lichen.zip")
    yield begin("https://cdn.northwind.io/blob/main/lichen.zip")
    yield begin("https://dropbox.northwind.io/lichen.zip")
    yield begin("https://mega.nz.northwind.io/file/lichen.zip")


def for_people(training):
    print(f"see {PAGE} or {SHARED}; training {training.id}")
# trap: RPL117
