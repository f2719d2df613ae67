from enum import Enum


class Status(str, Enum):
    """States of our own orders."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


OVER = {Status.COMPLETED, Status.CANCELLED}
