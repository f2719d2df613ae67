import time

from meadow.status import OVER, Status


class Order:
    status = Status.PENDING

    def reload(self):
        self.status = Status.RUNNING


def wait_for(order: Order):
    while order.status not in OVER:
        order.reload()
        time.sleep(2)


def training_url(order_id):
    return f"http://localhost:8000/v1/trainings/{order_id}"
