"""Numbers that operations may change."""
from dataclasses import dataclass, field

MINUTE = 60
FINAL = ("succeeded", "failed", "canceled")


@dataclass
class PollConfig:
    interval: float = MINUTE / 6
    looks: int = 1000
    final: tuple = field(default=FINAL)


POLL = PollConfig()
EMBEDDED_POLL_SECONDS = 4
EMBARGO_SECONDS = 45
