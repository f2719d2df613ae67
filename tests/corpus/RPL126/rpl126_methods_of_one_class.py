"""A stained-glass studio's trainer: what one method starts another one waits for."""
import time

import replicate


class Trainer:
    every = 60
    final = {"succeeded", "failed", "canceled"}

    def __init__(self, client=None):
        self.client = client or replicate.Client()
        self.training = None

    def start(self, version, images):
        self.training = self.client.trainings.create(
            version=version, input={"input_images": images}, destination="acme/glass", webhook="https://hooks.acme.io/r"
        )
        return self.training.id

    def refresh(self):
        self.training = self.client.trainings.get(self.training.id)

    @property
    def done(self):
        return self.training.status in self.final

    def wait(self):
        while not self.done:  # expect: RPL126
            time.sleep(self.every)  # expect: RPL122
            self.refresh()
        return self.training

    def wait_for(self, training_id):
        self.training = self.client.trainings.get(training_id)
        while self.training.status not in self.final:  # expect: RPL126
            time.sleep(self.every)  # expect: RPL122
            self.training = self.client.trainings.get(self.training.id)
        return self.training

    def describe(self):
        return {"id": self.training.id, "status": self.training.status}
