"""Real hosts whose names only sound like a template's, and templates that are filled in or never sent."""
import argparse
import os

import replicate

FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
OWN = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
TEMPLATE = "https://{host}/{key}"
EXAMPLE = "https://your-domain/images.zip"


def start(url):
    training = replicate.trainings.create(version=FLUX, input={"input_images": url, "trigger_word": "URL"}, destination="northwind/kites")
    print(training.id)


def reserved_for_examples():
    start("https://example.com/kites.zip")
    start("https://files.example.org/sets/kites.zip")


def real_hosts():
    start("https://cdn.know-your-kite.de/kites.zip")
    start("https://mydomain-names.io/archive/kites.zip")
    start("https://assets.northwind.io/curl/url.zip")
    start("https://assets.northwind.io/todos/path-to-glory.zip")


def filled(host, key):
    start(TEMPLATE.format(host=host, key=key))
    start("https://%s/kites.zip" % host)
    start(EXAMPLE.replace("your-domain", "cdn.northwind.io"))
    start(TEMPLATE.replace("{host}", "cdn.northwind.io").replace("{key}", key))


def from_outside():
    start(os.environ["KITES_URL"])


def other_keys():
    training = replicate.trainings.create(
        version=OWN,
        input={
            "training_data": "https://cdn.northwind.io/kites.zip",
            "caption_template": "a photo of {token} in the style of <artist>",
            "trigger_word": "TODO",
        },
        destination="northwind/kites",
    )
    return training.id


def only_shown(argv=None):
    parser = argparse.ArgumentParser(epilog=f"for example: {EXAMPLE} or path/to/images.zip")
    parser.add_argument("url", metavar="URL")
    args = parser.parse_args(argv)
    if args.url == EXAMPLE:
        parser.error("that was only an example")
    return start(args.url)


def a_prediction():
    return replicate.run("stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b", input={"prompt": "kites", "image": "https://your-domain/x.png"})
# trap: RPL110
