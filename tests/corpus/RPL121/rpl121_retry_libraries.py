"""Comic heroes: the poll is left to a library; the pace is an argument."""
import backoff
import polling2
import replicate
import requests
from retrying import retry as old_retry
from tenacity import (
    AsyncRetrying,
    Retrying,
    retry,
    retry_if_not_result,
    retry_if_result,
    stop_after_attempt,
    stop_after_delay,
    wait_chain,
    wait_exponential,
    wait_fixed,
    wait_random,
)

ENDED = ("succeeded", "failed", "canceled")


def busy(training) -> bool:
    return training.status not in ENDED


@retry(retry=retry_if_result(busy), wait=wait_fixed(5), stop=stop_after_delay(3 * 3600))  # expect: RPL121
def hero(training_id):
    return replicate.trainings.get(training_id)


@retry(
    retry=retry_if_result(lambda t: t.status in ("starting", "processing")),
    stop=stop_after_attempt(100),
    wait=wait_exponential(multiplier=1, min=4, max=60),  # expect: RPL121
)
def villain(training_id):
    return replicate.trainings.get(training_id)


@retry(
    wait=wait_random(min=5, max=15),  # expect: RPL121
    retry=retry_if_not_result(lambda t: t.status in ENDED),
    stop=stop_after_attempt(500),
)
async def sidekick(training_id):
    return await replicate.trainings.async_get(training_id)


def chorus(training_id):
    waits = Retrying(
        wait=wait_chain(*[wait_fixed(10) for _ in range(6)], wait_fixed(60)),  # expect: RPL121
        retry=retry_if_result(busy),
        stop=stop_after_delay(7200),
    )
    return waits(replicate.trainings.get, training_id)


async def crowd(training_id):
    async for attempt in AsyncRetrying(
        wait=wait_fixed(3),  # expect: RPL121
        retry=retry_if_result(busy),
        stop=stop_after_attempt(1000),
    ):
        with attempt:
            training = await replicate.trainings.async_get(training_id)
        if not attempt.retry_state.outcome.failed:
            attempt.retry_state.set_result(training)
    return training


@backoff.on_predicate(backoff.constant, busy, interval=10, jitter=None, max_time=7200)  # expect: RPL121
def mentor(training_id):
    return replicate.trainings.get(training_id)


@backoff.on_predicate(
    backoff.expo,  # expect: RPL121@expo
    lambda body: body["status"] not in ENDED,
    factor=2,  # expect: RPL121@expo
    max_value=120,  # expect: RPL121@expo
    max_time=6 * 3600,
    jitter=None,
)
def rival(training_id, auth):
    return requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=auth, timeout=9).json()


@old_retry(retry_on_result=busy, wait_fixed=5000, stop_max_delay=2 * 60 * 60 * 1000)  # expect: RPL121
def butler(training_id):
    return replicate.trainings.get(training_id)


def narrator(training_id):
    return polling2.poll(
        lambda: replicate.trainings.get(training_id),
        check_success=lambda t: t.status in ENDED,
        step=2,  # expect: RPL121
        timeout=5 * 3600,
    )
