from tidepool.poll import until_over
from tidepool.settings import MINUTE, POLL_SECONDS, WORKER_POLL


def quick(training_id: str) -> str:
    return until_over(training_id, POLL_SECONDS).status  # expect: RPL121@quick


def even(training_id: str) -> str:
    return until_over(training_id, pause=2 * MINUTE).status  # allow: RPL122


def of_the_worker(training_id: str) -> str:
    return until_over(training_id, pause=WORKER_POLL).status  # expect: RPL121@default
