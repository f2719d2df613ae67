import time
from datetime import datetime, timedelta

from . import settings
from .api import look, over


def until_over(training_id: str, pause: float, limit: timedelta = settings.LIMIT):
    """Waits; how long between two looks is the caller's business."""
    end = datetime.now() + limit
    while datetime.now() < end:
        training = look(training_id)
        if over(training):
            return training
        time.sleep(pause)  # expect: RPL121@quick, RPL121@default # allow: RPL122
    raise TimeoutError(training_id)


def until_over_at_our_pace(training_id: str):
    for _ in range(1000):
        training = look(training_id)
        if over(training):
            return training
        time.sleep(settings.POLL_SECONDS)  # expect: RPL121
    raise TimeoutError(training_id)
