from .base import *

__all__ = ["HOOK", "EVENTS", "PAUSE", "client"]

HOOK = HOOK_BASE + "/hooks/replicate"
PAUSE = 15
TRIES = 100
