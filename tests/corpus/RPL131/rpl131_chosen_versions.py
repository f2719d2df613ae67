"""Versions picked from the list at run time, and ones that are only looked for in it."""
import replicate

TRAINER = "ostris/flux-dev-lora-trainer"
PINNED = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
DATA = {"input_images": "https://cdn.loom.io/cloth.zip"}


def start(version):
    return replicate.trainings.create(model=TRAINER, version=version, input=DATA, destination="loom/cloth").id


def first_of_an_iterator():
    return start(next(iter(replicate.models.get(TRAINER).versions.list())).id)  # expect: RPL131


def newest_by_date():
    versions = replicate.models.get(TRAINER).versions.list()
    return start(max(versions, key=lambda one: one.created_at).id)  # expect: RPL131


def first_of_the_page():
    page = replicate.models.versions.list(TRAINER)
    return start(page.results[0].id)  # expect: RPL131


def with_owner_and_name():
    model = replicate.models.get(TRAINER)
    newest = model.versions.list().results[0]
    return replicate.trainings.create(
        version=f"{model.owner}/{model.name}:{newest.id}",  # expect: RPL131
        input=DATA,
        destination="loom/cloth",
    ).id


def looked_for():
    for version in replicate.models.get(TRAINER).versions.list():
        if version.id == PINNED:
            return start(version.id)
    raise LookupError(PINNED)


def checked_for():
    if PINNED not in {version.id for version in replicate.models.get(TRAINER).versions.list()}:
        raise LookupError(PINNED)
    return start(PINNED)
