import replicate

from .draft import *
from .final import *
from .final import _DATA


def start():
    return replicate.trainings.create(version=VERSION, input={"zip": _DATA}, destination=DESTINATION, webhook=HOOK).id
