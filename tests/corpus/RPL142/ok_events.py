"""Events that exist, or that cannot be known here."""
import replicate

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://mill.example.com/hooks/replicate"
EVERYTHING = ["start", "output", "logs", "completed"]
TOPICS = ["succeeded", "failed"]
client = replicate.Client()


def train(url, events):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=events).id


def all_of_them(url):
    return train(url, EVERYTHING)


def the_last(url):
    return train(url, ["completed"]), train(url, ["completed", "start"])


def unknown(url, events: list[str], settings):
    return train(url, events), train(url, settings.events), train(url, [*events, "completed"])


def without_filter(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK).id


def kept_only_real_ones(url, wanted):
    return train(url, [event for event in wanted if event in EVERYTHING])


def topics_of_a_queue(queue):
    queue.subscribe(events_filter=TOPICS)
    queue.subscribe(webhook_events_filter=["succeeded"])


def of_a_prediction(prompt):
    return client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt}, webhook=HOOK, webhook_events_filter=["done"]).id


def inside_the_input(url):
    return client.trainings.create(version=VERSION, input={"zip": url, "webhook_events_filter": ["done"]}, destination="mill/flour").id


def corrected(url):
    events = ["start", "done"]
    events = ["start" if event == "start" else "completed" for event in events]
    return train(url, events)
# trap: RPL142, RPL143
