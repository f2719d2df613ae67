"""Loops without any delay, and rightly so: none of them asks twice for one training."""
import replicate
import requests

FINAL = ("succeeded", "failed", "canceled")


def table(ids):
    return {training_id: replicate.trainings.get(training_id).status for training_id in ids}


def first_success(ids):
    for training_id in ids:
        training = replicate.trainings.get(training_id)
        if training.status == "succeeded":
            return training
    return None


def every_page():
    for page in replicate.paginate(replicate.trainings.list):
        for training in page:
            if training.status not in FINAL:
                yield training.id


def cancel_all(ids):
    for training_id in ids:
        training = replicate.trainings.get(training_id)
        if training.status not in FINAL:
            training.cancel()


def from_prompt():
    while training_id := input("training id, or nothing to stop: "):
        print(replicate.trainings.get(training_id).status)


def consume(messages):
    """A queue's consumer looks once at each training whose webhook came in."""
    while True:
        message = messages.receive()
        training = replicate.trainings.get(message.body["id"])
        message.ack(training.status)


def over_http(session: requests.Session, rows):
    for row in rows:
        state = session.get(f"https://api.replicate.com/v1/trainings/{row.training_id}", timeout=10).json()
        row.status = state["status"]


class Tree:
    def __init__(self, children, training_id):
        self.children, self.training_id = children, training_id

    def walk(self):
        """Recursion over a tree, with one look at each node."""
        print(replicate.trainings.get(self.training_id).status)
        for child in self.children:
            child.walk()
# trap: RPL124, RPL126, RPL127
