import time

from . import replicate
from .replicate import Client

client = Client()


def copy(pages):
    replicate.trainings.create(pages)
    client.trainings.create(pages, copies=3)


def wait(number):
    while client.trainings.get(number) != "succeeded":
        time.sleep(1)
