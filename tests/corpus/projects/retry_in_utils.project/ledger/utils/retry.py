"""Small helpers for shaky networks."""
import functools
import time

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

stubborn = retry(stop=stop_after_attempt(4), wait=wait_exponential(max=30), reraise=True)
only_unreached = retry(retry=retry_if_exception_type(httpx.ConnectError), stop=stop_after_attempt(4))


def again(times):
    """Decorator: calls up to ``times`` times, whatever is raised."""

    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for number in range(times):
                try:
                    return function(*args, **kwargs)
                except Exception:
                    if number + 1 == times:
                        raise
                    time.sleep(2**number)

        return wrapper

    return decorate


def insist(function, *args, **kwargs):
    while True:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            print("once more:", error)
            time.sleep(10)
