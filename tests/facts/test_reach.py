"""Which functions can have to do with the platform, told from their text."""

from __future__ import annotations

import time

from replint.facts.collect import _mentioned
from replint.facts.reach import Reach
from replint.syntax.tree import parse


def test_hostile_text_takes_no_time() -> None:
    text = f"class A:\n    def __init__(self):\n        '''{'self.a:' * 30_000}'''\n"
    tree = parse(text + f'"""\n{"from a import (" + chr(10)}"""\n' * 2_000, "a.py")
    started = time.process_time()
    Reach([tree])
    _mentioned([tree])
    assert time.process_time() - started < 5


def test_names_that_are_only_imported_are_not_used() -> None:
    tree = parse(
        "from jobs import (\n    start,  # the first\n    stop as end,\n)\nfrom jobs import go\nend()\n", "a.py"
    )
    assert _mentioned([tree]) & {"start", "stop", "end", "go"} == {"end"}
    tree = parse("from jobs import (\n    start,\n    stop,\n)\nstop()\n", "a.py")
    assert _mentioned([tree]) & {"start", "stop"} == {"stop"}
