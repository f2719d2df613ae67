"""Functions that ask to be called again: by a window, by a queue, by a worker."""
import tkinter as tk
from datetime import timedelta

import dramatiq
import replicate
from redis import Redis
from rq import Queue

FINAL = ("succeeded", "failed", "canceled")
queue = Queue(connection=Redis())


class Window(tk.Tk):
    def __init__(self, training_id):
        super().__init__()
        self.training_id, self.left = training_id, 200
        self.label = tk.Label(self)
        self.look()

    def look(self):
        training = replicate.trainings.get(self.training_id)
        self.label["text"] = training.status
        self.left -= 1
        if training.status not in FINAL and self.left > 0:
            self.after(2000, self.look)  # expect: RPL121


def check(training_id, left=100):
    training = replicate.trainings.get(training_id)
    if training.status not in FINAL and left:
        queue.enqueue_in(timedelta(seconds=10), check, training_id, left - 1)  # expect: RPL121
    return training.status


@dramatiq.actor
def check_actor(training_id, left=100):
    training = replicate.trainings.get(training_id)
    if training.status not in FINAL and left:
        check_actor.send_with_options(args=(training_id, left - 1), delay=5000)  # expect: RPL121
