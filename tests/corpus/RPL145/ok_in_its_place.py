# allow: RPL144
"""The filter where it belongs, and other calls with five arguments."""
import replicate

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://mill.example.com/hooks/replicate"
client = replicate.Client()


def by_keyword(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, webhook_events_filter=["completed"]).id


def as_the_sixth(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, None, ["completed"]).id


def four(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK).id


def unknown(values):
    return client.trainings.create(*values).id


def ours(url):
    def create(version, inputs, destination, hook, events):
        return client.trainings.create(version=version, input=inputs, destination=destination, webhook=hook, webhook_events_filter=events)

    return create(VERSION, {"zip": url}, "mill/flour", HOOK, ["completed"]).id


def of_another(portal, url):
    return portal.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, ["completed"])


def none_as_fifth(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, None).id


def by_caller(url, fifth):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, fifth).id
# trap: RPL143, RPL145
