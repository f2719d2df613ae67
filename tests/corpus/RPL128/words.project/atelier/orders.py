import replicate

from atelier import states
from atelier.states import OrderState, Remote


def refresh(order) -> None:
    training = replicate.trainings.get(order.training_id)
    if training.status == Remote.succeeded:
        order.state = OrderState.COMPLETED
    elif training.status in states.GAVE_UP:
        order.state = OrderState.CANCELLED
    elif order.state == OrderState.PENDING:
        order.state = OrderState.RUNNING
    order.save()


def is_ready(order) -> bool:
    training = replicate.trainings.get(order.training_id)
    return training.status == states.READY  # expect: RPL128@ready


def is_off(order) -> bool:
    training = replicate.trainings.get(order.training_id)
    return training.status == OrderState.CANCELLED.value  # expect: RPL128@off
