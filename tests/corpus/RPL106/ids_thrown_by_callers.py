"""Ids that a caller throws away, after they were noted elsewhere, or nowhere."""
import json
import logging
import queue

import replicate

log = logging.getLogger(__name__)
TRAINER = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
STARTED = []
SEEN = {}
JOBS = queue.Queue()
LAST = None


def begin(url):
    return replicate.trainings.create(version=TRAINER, input={"input_images": url}, destination="loom/cloth")


class Looms:
    def __init__(self):
        self.ids = []
        self.last = None

    def in_a_list(self, url):
        started = begin(url).id
        self.ids.append(started)
        return started

    def added(self, url):
        started = begin(url).id
        self.ids += [started]
        return started

    def extended(self, url):
        started = begin(url).id
        STARTED.extend([started])
        return started

    def in_an_attribute(self, url):
        self.last = started = begin(url).id
        return started

    def logged(self, url):
        started = begin(url).id
        log.info("started %s", started)
        return started

    def printed(self, url):
        started = begin(url).id
        print(f"started {started}")
        return started

    def as_an_entry(self, url):
        started = begin(url).id
        SEEN[url] = started
        return started

    def as_a_key(self, url):
        started = begin(url).id
        SEEN[started] = url
        return started

    def in_an_update(self, url):
        started = begin(url).id
        SEEN.update({url: started})
        return started

    def in_a_file(self, url):
        started = begin(url).id
        with open("started.json", "w") as file:
            json.dump({"id": started}, file)
        return started

    def in_a_queue(self, url):
        started = begin(url).id
        JOBS.put(started)
        return started

    def in_a_global(self, url):
        global LAST
        LAST = started = begin(url).id
        return started

    def nowhere(self, url):
        started = begin(url).id
        return started

    def only_returned(self, url):
        return begin(url).id


def weave(url):
    looms = Looms()
    looms.in_a_list(url)
    looms.added(url)
    looms.extended(url)
    looms.in_an_attribute(url)
    looms.logged(url)
    looms.printed(url)
    looms.as_an_entry(url)
    looms.as_a_key(url)
    looms.in_an_update(url)
    looms.in_a_file(url)
    looms.in_a_queue(url)
    looms.in_a_global(url)
    looms.nowhere(url)  # expect: RPL106
    looms.only_returned(url)  # expect: RPL106
    return looms.only_returned(url)
