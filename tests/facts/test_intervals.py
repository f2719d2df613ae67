"""What the wait of a polling loop comes to: at least, at most, and where it comes from."""

from __future__ import annotations

import math
from textwrap import dedent

import pytest

from replint.facts.collect import collect
from replint.facts.intervals import Interval, intervals
from replint.syntax.tree import parse

INF = math.inf


def intervals_in(*modules: str) -> list[Interval]:
    """The intervals in modules that belong together; each text starts with its name in a comment, or is ``main``."""
    trees = {}
    for text in modules:
        source = dedent(text).lstrip()
        name = source.split("\n", 1)[0].removeprefix("# ") if source.startswith("# ") else "main.py"
        trees[name] = parse(source, name)
    return list(intervals(collect(dict(sorted(trees.items())))))


HEAD = "import replicate, time, os, random\n"
DONE = '("succeeded", "failed", "canceled")'


def loop(delay: str, *, before: str = "", after: str = "") -> str:
    """A plain loop that waits ``delay`` seconds in each round."""
    return f"""{HEAD}{before}
def wait(training):
    while training.status not in {DONE}:
        time.sleep({delay})
        training = replicate.trainings.get(training.id)
{after}
"""


def body(*lines: str, before: str = "", head: str = HEAD) -> str:
    """A function around the lines, which know the training's id as ``tid``."""
    inner = "\n".join(f"    {line}" for text in lines for line in text.split("\n"))
    return f"{head}{before}\ndef wait(tid):\n{inner}\n"


GET = "training = replicate.trainings.get(tid)"
UNTIL = f"if training.status in {DONE}: return training"


def rounds(wait: str, before: str = "", head: str = HEAD) -> str:
    """An endless loop that fetches, looks and then waits, ``wait`` being statements."""
    steps = "\n".join(f"    {line}" for line in wait.split("\n"))
    return body(before or "pass", "while True:", f"    {GET}", f"    {UNTIL}", steps, head=head)


def paced(after: str, parameters: str) -> str:
    """A function that waits at the pace of its parameter."""
    lines = ("while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)")
    return body(*lines).replace("(tid)", parameters, 1) + after


WAITER = f"""# waits.py
{HEAD}
class Waiter:
    def __init__(self, pace):
        self.pace = pace
    def wait(self, tid):
        while True:
            {GET}
            {UNTIL}
            time.sleep(self.pace)
"""

TABLE: dict[str, tuple[str | tuple[str, ...], float, float, str]] = {
    # Literals
    "an int": (loop("5"), 5, 5, "literal"),
    "a float": (loop("0.5"), 0.5, 0.5, "literal"),
    "with underscores": (loop("1_000"), 1000, 1000, "literal"),
    "an exponent": (loop("6e1"), 60, 60, "literal"),
    "by keyword": (rounds("from gevent import sleep\nsleep(seconds=20)"), 20, 20, "literal"),
    "two sleeps add up": (rounds("time.sleep(10)\ntime.sleep(25)"), 35, 35, "literal"),
    "the shorter branch counts": (
        rounds("if training.status == 'starting':\n    time.sleep(60)\nelse:\n    time.sleep(5)"),
        5,
        60,
        "literal",
    ),
    "an event's timeout": (
        rounds("stop.wait(15)", before="import threading\nstop = threading.Event()"),
        15,
        15,
        "literal",
    ),
    "no wait at all": (rounds("pass"), 0, 0, "none"),
    "a wait of zero": (rounds("time.sleep(0)"), 0, 0, "none"),
    # Arithmetic
    "minutes times sixty": (loop("2 * 60"), 120, 120, "arithmetic"),
    "a division": (loop("60 / 4"), 15, 15, "arithmetic"),
    "a maximum": (loop("max(10, 45)"), 45, 45, "arithmetic"),
    "a minimum of what can't be known": (
        body(
            "while True:",
            f"    {GET}",
            f"    {UNTIL}",
            "    time.sleep(min(20, LIMIT))",
            before="from elsewhere import LIMIT",
        ),
        0,
        20,
        "arithmetic",
    ),
    "a maximum with what can't be known": (
        body(
            "while True:",
            f"    {GET}",
            f"    {UNTIL}",
            "    time.sleep(max(20, LIMIT))",
            before="from elsewhere import LIMIT",
        ),
        20,
        INF,
        "unknown",
    ),
    "a timedelta": (
        loop("timedelta(minutes=1, seconds=30).total_seconds()", before="from datetime import timedelta"),
        90,
        90,
        "arithmetic",
    ),
    "milliseconds": (loop("PACE_MS / 1000", before="PACE_MS = 2500"), 2.5, 2.5, "arithmetic"),
    "a choice": (loop("5 if os.getenv('CI') else 60"), 5, 60, "literal"),
    "an int of text": (loop("int('30')"), 30, 30, "literal"),
    # Constants
    "a module's constant": (loop("PACE", before="PACE = 10"), 10, 10, "constant"),
    "a computed constant": (loop("PACE", before="MINUTE = 60\nPACE = 2 * MINUTE"), 120, 120, "constant"),
    "a local variable": (rounds("time.sleep(pace)", before="pace = 12"), 12, 12, "constant"),
    "the last assignment counts": (rounds("time.sleep(pace)", before="pace = 60\npace = 3"), 3, 3, "constant"),
    "a constant of a class": (
        f"""{HEAD}
class Waiter:
    pace = 20
    def wait(self, tid):
        while True:
            {GET}
            {UNTIL}
            time.sleep(self.pace)
""",
        20,
        20,
        "constant",
    ),
    "a dict's entry": (loop("CONFIG['poll']['seconds']", before="CONFIG = {'poll': {'seconds': 8}}"), 8, 8, "constant"),
    "an enum's value": (
        loop("Pace.SLOW.value", before="from enum import Enum\nclass Pace(Enum):\n    SLOW = 40\n    FAST = 1"),
        40,
        40,
        "constant",
    ),
    "a dataclass's default": (
        loop(
            "Options().interval",
            before="from dataclasses import dataclass\n@dataclass\nclass Options:\n    interval: float = 2.0",
        ),
        2,
        2,
        "constant",
    ),
    "an annotated constant": (
        loop("PACE", before="from typing import Final\nPACE: Final[int] = 25"),
        25,
        25,
        "constant",
    ),
    "a named tuple's default": (
        loop(
            "Options().interval",
            before="from typing import NamedTuple\nclass Options(NamedTuple):\n    interval: float = 7.0",
        ),
        7,
        7,
        "constant",
    ),
    "unpacked": (loop("PACE", before="PACE, LIMIT = 6, 100"), 6, 6, "constant"),
    # Imported constants
    "imported": (
        (loop("PACE", before="from settings import PACE"), "# settings.py\nPACE = 10"),
        10,
        10,
        "imported constant",
    ),
    "of an imported module": (
        (loop("settings.PACE", before="import settings"), "# settings.py\nPACE = 1 + 1"),
        2,
        2,
        "imported constant",
    ),
    "under another name": (
        (loop("s.PACE", before="import conf.settings as s"), "# conf/settings.py\nPACE = 15", "# conf/__init__.py\n"),
        15,
        15,
        "imported constant",
    ),
    "exported again": (
        (
            loop("PACE", before="from conf import PACE"),
            "# conf/__init__.py\nfrom .settings import *",
            "# conf/settings.py\nPACE = 4",
        ),
        4,
        4,
        "imported constant",
    ),
    "an imported object's attribute": (
        (
            loop("settings.poll_seconds", before="from settings import settings"),
            "# settings.py\nclass Settings:\n    poll_seconds = 3\nsettings = Settings()",
        ),
        3,
        3,
        "imported constant",
    ),
    # Defaults
    "a parameter's default": (
        body("while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)").replace("(tid)", "(tid, pace=9)", 1),
        9,
        9,
        "default",
    ),
    "a default that is called without": (
        body("while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)").replace("(tid)", "(tid, pace=9)", 1)
        + "\nwait('abc')\n",
        9,
        9,
        "default",
    ),
    "a constructor's default": (
        f"""{HEAD}
class Waiter:
    def __init__(self, interval=4.0):
        self.interval = interval
    def wait(self, tid):
        while True:
            {GET}
            {UNTIL}
            time.sleep(self.interval)
""",
        4,
        4,
        "default",
    ),
    # Defaults of the environment
    "the environment's default": (loop("int(os.getenv('PACE', '5'))"), 5, 5, "environment default"),
    "os.environ.get": (loop("float(os.environ.get('PACE', 2.5))"), 2.5, 2.5, "environment default"),
    "a constant of the environment": (
        loop("PACE", before="PACE = int(os.environ.get('PACE') or 20)"),
        20,
        20,
        "environment default",
    ),
    "an environment without default": (loop("int(os.environ['PACE'])"), 0, INF, "unknown"),
    # Wrappers
    "a caller's argument": (
        body("while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)").replace("(tid)", "(tid, pace)", 1)
        + "\nwait('abc', 11)\n",
        11,
        11,
        "wrapper",
    ),
    "a helper that sleeps": (
        rounds("pause(13)", head=f"{HEAD}\ndef pause(seconds):\n    time.sleep(seconds)\n"),
        13,
        13,
        "wrapper",
    ),
    "a caller in another module": (
        (
            "# waits.py\n"
            + body("while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)").replace(
                "(tid)", "(tid, pace)", 1
            ),
            "from waits import wait\nwait('abc', pace=14)",
        ),
        14,
        14,
        "wrapper",
    ),
    "a waiter of another module": (
        (
            WAITER,
            "# jobs.py\nfrom waits import Waiter\ndef go(tid):\n    Waiter(27).wait(tid)\n",
        ),
        27,
        27,
        "wrapper",
    ),
    "a waiter that a service keeps": (
        (
            WAITER,
            """# jobs.py
from waits import Waiter
class Service:
    def __init__(self):
        self.waiter = Waiter(pace=28)
    def run(self, tid):
        return self.waiter.wait(tid)
""",
        ),
        28,
        28,
        "wrapper",
    ),
    "a function of a common name in another module": (
        (
            "# waits.py\n" + paced("", "(tid, pace)"),
            "# jobs.py\nfrom waits import wait\ndef go(tid):\n    wait(tid, 29)\n",
        ),
        29,
        29,
        "wrapper",
    ),
    "a partial": (
        rounds("pause()", head=f"{HEAD}from functools import partial\npause = partial(time.sleep, 16)\n"),
        16,
        16,
        "constant",
    ),
    "an object's argument": (
        f"""{HEAD}
class Waiter:
    def __init__(self, interval):
        self.interval = interval
    def wait(self, tid):
        while True:
            {GET}
            {UNTIL}
            time.sleep(self.interval)
Waiter(17).wait('abc')
""",
        17,
        17,
        "wrapper",
    ),
    "a helper that computes": (
        rounds("time.sleep(pace_of(3))", head=f"{HEAD}\ndef pace_of(n):\n    return n * 10\n"),
        30,
        30,
        "constant",
    ),
    # Backoff
    "doubled without a cap": (rounds("time.sleep(pace)\npace *= 2", before="pace = 1"), 1, INF, "backoff"),
    "doubled with a cap": (
        rounds("time.sleep(pace)\npace = min(pace * 2, 300)", before="pace = 30"),
        30,
        300,
        "backoff",
    ),
    "doubled, capped where it sleeps": (
        rounds("time.sleep(min(pace, 120))\npace *= 2", before="pace = 30"),
        30,
        120,
        "backoff",
    ),
    "grown step by step": (
        rounds("time.sleep(pace)\npace = min(pace + 10, 60)", before="pace = 10"),
        10,
        60,
        "backoff",
    ),
    "a power of the attempt": (
        body("for attempt in range(8):", f"    {GET}", f"    {UNTIL}", "    time.sleep(2 ** attempt)"),
        1,
        INF,
        "backoff",
    ),
    "a capped power of the attempt": (
        body("for attempt in range(20):", f"    {GET}", f"    {UNTIL}", "    time.sleep(min(60, 5 * 2 ** attempt))"),
        5,
        60,
        "backoff",
    ),
    "a list of waits": (
        body("for pace in (30, 60, 120, 240):", f"    {GET}", f"    {UNTIL}", "    time.sleep(pace)"),
        30,
        INF,
        "backoff",
    ),
    "capped by an if": (
        rounds("time.sleep(pace)\nif pace < 90:\n    pace += 30", before="pace = 30"),
        30,
        90,
        "backoff",
    ),
    "a timer object that backs off": (
        f"""{HEAD}
FIRST, LARGEST, FACTOR = 0.5, 30, 1.4
class Timer:
    def __init__(self):
        self.current = FIRST
    def sleep(self):
        time.sleep(min(self.current, LARGEST))
        self.current *= FACTOR
def wait(tid):
    timer = Timer()
    while True:
        {GET}
        {UNTIL}
        timer.sleep()
""",
        0.5,
        30,
        "backoff",
    ),
    "a helper that sleeps and gives the next wait": (
        f"""{HEAD}
def rest(pace, most=240):
    time.sleep(pace)
    return min(pace * 2, most)
def wait(tid):
    pace = 15
    while True:
        {GET}
        {UNTIL}
        pace = rest(pace)
""",
        15,
        240,
        "backoff",
    ),
    "a generator of waits": (
        f"""{HEAD}
def paces():
    pace = 10
    while True:
        yield pace
        pace = min(pace * 2, 160)
def wait(tid):
    for pace in paces():
        {GET}
        {UNTIL}
        time.sleep(pace)
""",
        10,
        160,
        "backoff",
    ),
    "an iterator that sleeps": (
        f"""{HEAD}
class Backoff:
    def __init__(self):
        self.pace = 4
    def __iter__(self):
        return self
    def __next__(self):
        time.sleep(self.pace)
        self.pace = min(self.pace * 2, 64)
        return self.pace
def wait(tid):
    for _ in Backoff():
        {GET}
        {UNTIL}
""",
        8,
        64,
        "backoff",
    ),
    "an object that yields": (
        f"""{HEAD}
class Ticks:
    def __init__(self, every):
        self.every = every
    def __iter__(self):
        while True:
            yield self.every
            time.sleep(self.every)
def wait(tid):
    for _ in Ticks(6):
        {GET}
        {UNTIL}
""",
        6,
        6,
        "wrapper",
    ),
    "an asynchronous iterator": (
        f"""import asyncio, replicate
class Ticks:
    def __init__(self, every):
        self.every = every
    def __aiter__(self):
        return self
    async def __anext__(self):
        await asyncio.sleep(self.every)
async def wait(tid):
    async for _ in Ticks(every=7):
        {GET}
        {UNTIL}
""",
        7,
        7,
        "wrapper",
    ),
    "short sleeps until it is time": (
        rounds("end = time.monotonic() + 30\nwhile time.monotonic() < end:\n    time.sleep(0.5)"),
        0,
        INF,
        "unknown",
    ),
    "short sleeps, so many of them": (rounds("for _ in range(30):\n    time.sleep(1)"), 30, 30, "literal"),
    "an iterator of paces and a last one for ever": (
        body(
            "for pace in itertools.chain([1, 2, 4], itertools.repeat(30)):",
            f"    {GET}",
            f"    {UNTIL}",
            "    time.sleep(pace)",
            before="import itertools",
        ),
        1,
        30,
        "backoff",
    ),
    "a bit more each time": (
        rounds("time.sleep(pace)\npace = pace * 2 if pace < 100 else 100", before="pace = 5"),
        5,
        160,
        "backoff",
    ),
    "no more than what is left": (
        rounds("time.sleep(min(5, deadline - time.time()))", before="deadline = time.time() + 3600"),
        0,
        5,
        "arithmetic",
    ),
    "an entry's default": (
        rounds('time.sleep(CONFIG.get("pace", 5))', head=HEAD + "CONFIG = {1: 1}\n"),
        5,
        5,
        "literal",
    ),
    "settings of the environment": (
        loop(
            "settings.pace",
            before="from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n"
            "    pace: float = 5\nsettings = S()",
        ),
        5,
        5,
        "environment default",
    ),
    "no more than what is left, and never negative": (
        rounds("time.sleep(max(0, min(5, deadline - time.time())))", before="deadline = time.time() + 3600"),
        0,
        5,
        "arithmetic",
    ),
    "the sleep in a finally": (
        body("while True:", "    try:", f"        {GET}", f"        {UNTIL}", "    finally:", "        time.sleep(9)"),
        9,
        9,
        "literal",
    ),
    # Jitter
    "a uniform wait": (loop("random.uniform(20, 40)"), 20, 40, "jitter"),
    "a base and some more": (loop("30 + random.random() * 5"), 30, 35, "jitter"),
    "a base times some": (loop("60 * random.uniform(0.5, 1.5)"), 30, 90, "jitter"),
    "a jitter around a pace": (loop("10 + random.uniform(-2, 2)"), 8, 12, "jitter"),
    # Retry libraries
    "tenacity, fixed": (
        f"""import replicate
from tenacity import retry, retry_if_result, wait_fixed
@retry(wait=wait_fixed(4), retry=retry_if_result(lambda t: t.status not in {DONE}))
def wait(tid):
    return replicate.trainings.get(tid)
""",
        4,
        4,
        "retry library",
    ),
    "tenacity, exponential": (
        f"""import replicate
from tenacity import retry, retry_if_result, wait_exponential
@retry(wait=wait_exponential(multiplier=1, min=30, max=120), retry=retry_if_result(lambda t: t.status not in {DONE}))
def wait(tid):
    return replicate.trainings.get(tid)
""",
        30,
        120,
        "retry library",
    ),
    "backoff, a constant": (
        f"""import replicate, backoff
@backoff.on_predicate(backoff.constant, lambda t: t.status not in {DONE}, interval=3, jitter=None)
def wait(tid):
    return replicate.trainings.get(tid)
""",
        3,
        3,
        "retry library",
    ),
    "retrying, in milliseconds": (
        f"""import replicate
from retrying import retry
@retry(retry_on_result=lambda t: t.status not in {DONE}, wait_fixed=2000)
def wait(tid):
    return replicate.trainings.get(tid)
""",
        2,
        2,
        "retry library",
    ),
    "polling2": (
        f"""import replicate, polling2
def wait(tid):
    return polling2.poll(lambda: replicate.trainings.get(tid).status in {DONE}, step=6, poll_forever=True)
""",
        6,
        6,
        "retry library",
    ),
    # Schedulers and other ways round
    "recursion": (
        f"""{HEAD}
def wait(tid):
    {GET}
    {UNTIL}
    time.sleep(18)
    return wait(tid)
""",
        18,
        18,
        "literal",
    ),
    "a timer that starts itself again": (
        f"""{HEAD}import threading
def check(tid):
    {GET}
    if training.status in {DONE}:
        return
    threading.Timer(19, check, [tid]).start()
""",
        19,
        19,
        "literal",
    ),
    "a Celery task that retries": (
        f"""import replicate
from celery import shared_task
@shared_task(bind=True, max_retries=None)
def check(self, tid):
    {GET}
    if training.status not in {DONE}:
        raise self.retry(countdown=22)
""",
        22,
        22,
        "literal",
    ),
    "a scheduler": (
        """import replicate, schedule
def check():
    print(replicate.trainings.get('abc').status)
schedule.every(10).seconds.do(check)
""",
        10,
        10,
        "scheduler",
    ),
    # Async code
    "asyncio": (
        f"""import asyncio, replicate
async def wait(tid):
    while True:
        training = await replicate.trainings.async_get(tid)
        {UNTIL}
        await asyncio.sleep(21)
""",
        21,
        21,
        "literal",
    ),
    "asyncio with a growing pace": (
        f"""import asyncio, replicate
async def wait(tid, pace=2.0):
    while True:
        training = await replicate.trainings.async_get(tid)
        {UNTIL}
        await asyncio.sleep(pace)
        pace = min(pace * 1.5, 30.0)
""",
        2,
        30,
        "backoff",
    ),
    "trio": (
        f"""import trio, replicate
async def wait(tid):
    while True:
        training = await replicate.trainings.async_get(tid)
        {UNTIL}
        await trio.sleep(23)
""",
        23,
        23,
        "literal",
    ),
    # The SDK's own
    "the SDK's wait for a prediction": (
        """import replicate
prediction = replicate.predictions.create(version="x", input={})
prediction.wait()
""",
        0.5,
        0.5,
        "sdk",
    ),
    # What can't be known
    "a parameter nobody gives": (loop("pace()", before="from elsewhere import pace"), 0, INF, "unknown"),
    "an argument of the command line": (
        loop("PACE", before="import sys\nPACE = float(sys.argv[1]) if len(sys.argv) > 1 else 30"),
        0,
        INF,
        "unknown",
    ),
    "a pause in a loop before": (
        body("time.sleep(300)", "while True:", f"    {GET}", f"    {UNTIL}", "    time.sleep(24)"),
        24,
        24,
        "literal",
    ),
    "a wait after an error too": (
        body(
            "while True:",
            "    try:",
            f"        {GET}",
            "    except Exception:",
            "        time.sleep(60)",
            "        continue",
            f"    {UNTIL}",
            "    time.sleep(26)",
        ),
        26,
        26,
        "literal",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_a_poll_waits(name: str) -> None:
    modules, low, high, origin = TABLE[name]
    found = intervals_in(*([modules] if isinstance(modules, str) else modules))
    assert [(one.low, one.high, one.origin) for one in found] == [(low, high, origin)]


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 60
