"""Decorators and helpers that call again after any error."""
import functools
import os
import time

import backoff
import httpx
import replicate
import stamina
from celery import shared_task
from tenacity import Retrying, retry, retry_if_exception_type, stop_after_attempt, wait_exponential

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
URL = "https://api.replicate.com/v1/models/stability-ai/sdxl/versions/39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b/trainings"
AUTH = {"Authorization": f"Bearer {os.environ['REPLICATE_API_TOKEN']}"}
client = replicate.Client()


@retry(stop=stop_after_attempt(3), wait=wait_exponential(min=1, max=20))
def with_tenacity(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="harbour/lamps").id  # expect: RPL107


@retry(retry=retry_if_exception_type((httpx.ReadTimeout, TimeoutError)), stop=stop_after_attempt(5), reraise=True)
def with_tenacity_on_timeouts(zip_url):
    training = client.trainings.create(  # expect: RPL107
        version=VERSION,
        input={"input_images": zip_url},
        destination="harbour/lamps",
    )
    return training.id


@retry
def for_ever(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="harbour/lamps").id  # expect: RPL107


@backoff.on_exception(backoff.expo, Exception, max_tries=4)
def with_backoff(zip_url):
    answer = httpx.post(URL, json={"destination": "harbour/lamps", "input": {"input_images": zip_url}}, headers=AUTH)  # expect: RPL107
    answer.raise_for_status()
    return answer.json()["id"]


@backoff.on_exception(backoff.constant, (httpx.TimeoutException,), max_tries=3, interval=5)
async def with_backoff_async(zip_url):
    async with httpx.AsyncClient(headers=AUTH) as http:
        answer = await http.post(URL, json={"destination": "harbour/lamps", "input": {"input_images": zip_url}})  # expect: RPL107
    return answer.json()["id"]


@stamina.retry(on=Exception, attempts=3)
def with_stamina(zip_url):
    return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps").id  # expect: RPL107


@shared_task(autoretry_for=(Exception,), retry_backoff=True, max_retries=4)
def with_celery(zip_url):
    return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps").id  # expect: RPL107


@shared_task(bind=True, max_retries=3)
def with_celery_by_hand(self, zip_url):
    try:
        training = client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps")  # expect: RPL107
    except Exception as error:
        raise self.retry(exc=error, countdown=60)
    return training.id


def with_retrying(zip_url):
    for attempt in Retrying(stop=stop_after_attempt(3)):
        with attempt:
            training = client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps")  # expect: RPL107
    return training.id


def with_reference(zip_url):
    again = Retrying(stop=stop_after_attempt(3), wait=wait_exponential(max=10))
    return again(client.trainings.create, version=VERSION, input={"input_images": zip_url}, destination="harbour/lamps").id  # expect: RPL107


def patiently(action, times=3):
    """Our own helper: calls until no error comes."""
    for number in range(times):
        try:
            return action()
        except Exception:
            if number == times - 1:
                raise
            time.sleep(number + 1)


def with_lambda(zip_url):
    training = patiently(lambda: client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps"))  # expect: RPL107
    return training.id


def persistent(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        for _ in range(5):
            try:
                return function(*args, **kwargs)
            except Exception as error:
                print(error)
        return function(*args, **kwargs)

    return wrapper


@persistent
def with_own_decorator(zip_url):
    return client.trainings.create(VERSION, {"input_images": zip_url}, "harbour/lamps").id  # expect: RPL107
