"""Who waits, and how long."""

from waits import Waiter, wait


class Service:
    def __init__(self) -> None:
        self.waiter = Waiter(pace=8)

    def run(self, training_id: str) -> object:
        return self.waiter.wait(training_id)


def go(training_id: str) -> object:
    return wait(training_id, 4)
