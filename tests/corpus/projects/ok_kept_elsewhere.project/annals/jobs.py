from annals.api import start
from annals.store import Rows, remembered, tell

rows = Rows()
latest = {}
start_and_tell = remembered(start)


def maps(url):
    rows.remember(start(url))


def maps_told(url):
    training = start(url)
    tell(training)


def maps_latest(url):
    latest[url] = start(url)


def maps_decorated(url):
    start_and_tell(url)


def many(urls):
    return [training.id for training in map(start, urls)]
