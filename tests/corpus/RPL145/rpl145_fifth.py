"""The fifth position is not what its type hint says."""
import replicate as rep
from replicate import Client, trainings

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://mill.example.com/hooks/replicate"
EVENTS = ["completed"]
client = Client()
create = client.trainings.create


def in_one_line(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, ["completed"]).id  # expect: RPL145


def in_many_lines(url):
    return client.trainings.create(
        VERSION,
        {"zip": url},
        "mill/flour",
        HOOK,
        ["start", "completed"],  # expect: RPL145
    ).id


def by_constant(url):
    return rep.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, EVENTS).id  # expect: RPL145


def by_submodule(url):
    return trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, list(EVENTS)).id  # expect: RPL145


def by_alias(url):
    events = ["completed", "logs"]
    return create(VERSION, {"zip": url}, "mill/flour", HOOK, events).id  # expect: RPL145


def spread(url):
    values = (VERSION, {"zip": url}, "mill/flour", HOOK, ["completed"])  # expect: RPL145@spread
    return client.trainings.create(*values).id  # expect: RPL145@spread


class Mill:
    def __init__(self, client: Client) -> None:
        self._client = client

    def grind(self, url):
        return self._client.trainings.create(VERSION, {"zip": url}, "mill/flour", None, ["completed"]).id  # expect: RPL145

    def grind_loudly(self, url, loud: bool):
        events = ["completed", "logs"] if loud else ["completed"]
        return self._client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, events).id  # expect: RPL145


def by_tuple(url):
    return rep.default_client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, ("completed",)).id  # expect: RPL145


def again(url):
    training = rep.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK, ["start", "output", "logs", "completed"])  # expect: RPL145
    return training.id
