"""The end is told, or nothing is known of the filter."""
import replicate
import requests

VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://mill.example.com/hooks/replicate"
PROGRESS = ["start", "logs"]
client = replicate.Client()


def train(url, **options):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, **options).id


def added(url):
    return train(url, webhook_events_filter=PROGRESS + ["completed"]), train(url, webhook_events_filter=[*PROGRESS, "completed"])


def appended(url):
    events = ["start"]
    events.append("completed")
    return train(url, webhook_events_filter=events)


def extended(url, noisy):
    events = ["completed"]
    if noisy:
        events += ["logs", "output"]
    return train(url, webhook_events_filter=events)


def perhaps(url, more):
    return train(url, webhook_events_filter=["start", *more])


def no_filter(url):
    return train(url), train(url, webhook_events_filter=None)


def of_a_prediction(prompt):
    return client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt}, webhook=HOOK, webhook_events_filter=["output"]).id


def elsewhere():
    return requests.post("https://mill.example.com/subscriptions", json={"webhook": HOOK, "webhook_events_filter": ["start"]}, timeout=3).ok
# trap: RPL142, RPL143
