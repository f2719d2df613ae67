from enum import Enum, auto


class Phase(Enum):
    QUEUED = auto()
    RUNNING = auto()
    DONE = auto()
    DEAD = auto()


MAP = {
    "starting": Phase.QUEUED,
    "processing": Phase.RUNNING,
    "succeeded": Phase.DONE,
    "failed": Phase.DEAD,
    "canceled": Phase.DEAD,
}
ENDED = (Phase.DONE, Phase.DEAD)


def phase_of(status: str) -> Phase:
    return MAP.get(status, Phase.DEAD)
