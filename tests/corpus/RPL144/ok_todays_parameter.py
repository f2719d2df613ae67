"""The word in other places."""
import replicate
from flask import Flask, request

app = Flask(__name__)
VERSION = "mill/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://mill.example.com/hooks/webhook_completed"
client = replicate.Client()


def todays(url):
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK, webhook_events_filter=["completed"]).id


def positional(url):
    return client.trainings.create(VERSION, {"zip": url}, "mill/flour", HOOK).id


def renamed(url, options: dict):
    hook = options.pop("webhook_completed", None)
    return client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=hook).id


def of_a_prediction(prompt):
    return client.predictions.create(version=VERSION.split(":")[1], input={"prompt": prompt}, webhook_completed=HOOK).id


@app.post("/hooks/webhook_completed")
def webhook_completed():
    payload = request.get_json()
    return {"webhook_completed": payload["id"]}


def inside_the_input(url):
    return client.trainings.create(version=VERSION, input={"zip": url, "webhook_completed": "no"}, destination="mill/flour").id


def in_the_log(logger, url):
    training = client.trainings.create(version=VERSION, input={"zip": url}, destination="mill/flour", webhook=HOOK)
    logger.info("started", extra={"webhook_completed": HOOK, "id": training.id})
# trap: RPL144
