"""The fifth argument by position is the old webhook; a list there is a filter in the wrong place."""
import replicate

TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
HOOK, DONE = "https://loom.io/hook", "https://loom.io/done"


def old(url):
    return replicate.trainings.create(TRAINER, {"input_images": url}, "loom/cloth", HOOK, DONE).id  # expect: RPL144


def old_in_lines(url):
    return replicate.trainings.create(
        TRAINER,
        {"input_images": url},
        "loom/cloth",
        HOOK,
        f"{HOOK}/done",  # expect: RPL144
    ).id


def misplaced(url):
    return replicate.trainings.create(TRAINER, {"input_images": url}, "loom/cloth", HOOK, ["completed"]).id  # expect: RPL145


def skipped(url):
    return replicate.trainings.create(TRAINER, {"input_images": url}, "loom/cloth", HOOK, None, ["completed"]).id


def sixth(url):
    return replicate.trainings.create(TRAINER, {"input_images": url}, "loom/cloth", HOOK, None, ["start"]).id  # expect: RPL143


def unknown(url, fifth):
    return replicate.trainings.create(TRAINER, {"input_images": url}, "loom/cloth", HOOK, fifth).id
