from enum import Enum, StrEnum


class Trainer(StrEnum):
    FLUX = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
    SDXL = "stability-ai/sdxl:39ed52f2"


class Target(Enum):
    STARS = "observatory/stars"
    MOONS = "Observatory/Moons of Jupiter"


class Pace(float, Enum):
    QUICK = 2.5
    SLOW = 90.0


class State(str, Enum):
    STARTING = "starting"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    DONE = "done"  # expect: RPL128@done

    @property
    def is_over(self) -> bool:
        return self in (State.SUCCEEDED, State.FAILED, State.CANCELED)
