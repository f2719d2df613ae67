import replicate

from lib.kinds import Fast, Flux
from lib.registry import REGISTRY


def flux(url):
    return replicate.trainings.create(**Flux().request(url, "acme/f"), webhook="https://x.acme.io/h").id


def fast(url):
    return replicate.trainings.create(**Fast().request(url, "acme/f"), webhook="https://x.acme.io/h").id  # allow: RPL132


def by_name(name, url):
    return replicate.trainings.create(**REGISTRY[name]().request(url, "acme/f"), webhook="https://x.acme.io/h").id  # allow: RPL132
