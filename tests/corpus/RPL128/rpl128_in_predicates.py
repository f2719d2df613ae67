"""A word that is asked for only by what a retry library calls."""
import replicate
from tenacity import Retrying, retry, retry_if_result, stop_after_delay, wait_exponential

PACE = wait_exponential(multiplier=30, min=30, max=300)


def goes_on(training):
    return training.status not in ("succeeded", "failed", "cancelled")  # expect: RPL128


@retry(retry=retry_if_result(goes_on), wait=PACE, stop=stop_after_delay(9000))  # expect: RPL127
def by_function(training_id):
    return replicate.trainings.get(training_id)


@retry(  # expect: RPL127
    retry=retry_if_result(lambda training: training.status != "completed"),  # expect: RPL128
    wait=PACE,
    stop=stop_after_delay(9000),
)
def by_lambda(training_id):
    return replicate.trainings.get(training_id)


def by_object(training_id):
    retrying = Retrying(  # expect: RPL127
        retry=retry_if_result(lambda status: status in ("queued", "starting", "processing", "canceled")),
        wait=PACE,
        stop=stop_after_delay(9000),
    )
    return retrying(lambda: replicate.trainings.get(training_id).status)
