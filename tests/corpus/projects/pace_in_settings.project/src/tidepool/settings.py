"""Numbers of the deployment."""
import os
from datetime import timedelta

SECOND = 1
MINUTE = 60 * SECOND
POLL_SECONDS = 5 * SECOND
PATIENT_POLL = timedelta(minutes=1)
LIMIT = timedelta(hours=6)
WORKER_POLL = float(os.getenv("WORKER_POLL", "10"))
FINAL = frozenset({"succeeded", "failed", "canceled"})
