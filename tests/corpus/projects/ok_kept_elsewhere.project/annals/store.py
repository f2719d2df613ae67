import logging
import sqlite3

log = logging.getLogger(__name__)


class Rows:
    def __init__(self, path="annals.db"):
        self.db = sqlite3.connect(path)

    def remember(self, training):
        self.db.execute("insert into trainings values (?, ?)", (training.id, training.status))


def tell(training):
    log.info("started %s", training.id)


def remembered(start):
    """Decorator: writes down whatever is started."""

    def wrapper(*args):
        training = start(*args)
        tell(training)
        return training

    return wrapper
