"""States of our orders, and of the trainings behind them."""
import enum


class OrderState(str, enum.Enum):
    """Our own words."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"  # expect: RPL128@off


class Remote(str, enum.Enum):
    """Replicate's words."""

    starting = "starting"
    processing = "processing"
    succeeded = "succeeded"
    failed = "failed"
    canceled = "canceled"


GAVE_UP = {"failed", "canceled"}
READY = "finished"  # expect: RPL128@ready
