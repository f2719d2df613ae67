"""Made-up modules: syntax in which calls of the API stand, grammar without sense, and marked sources with faults.

The suite tries a few of each. A long run:
``REPLINT_EXAMPLES=20000 python -m pytest -n 2 tests/robustness/test_fuzz.py``.
"""

from __future__ import annotations

import os
import re
import textwrap
import time
import warnings
from functools import cache
from pathlib import Path

import pytest
from analysis import HEAD, VERSION, drafts_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replint.source import SourceError

EXAMPLES = int(os.environ.get("REPLINT_EXAMPLES", "8"))
MOST_SECONDS = 30.0
"""Of processor time for one module; nearly all take some hundredths of a second."""
CORPUS = Path(__file__).resolve().parent.parent / "corpus"

fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True
)

NAMES = st.sampled_from(["a", "b", "training", "status", "client", "self", "delay", "url", "data", "VERSION"])
ATOMS = st.one_of(
    NAMES,
    st.integers(-5, 10**12).map(repr),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.text(max_size=6).map(repr),
    st.binary(max_size=4).map(repr),
    st.sampled_from([
        "None", "True", "...", "[]", "{}", "()", "replicate", "replicate.Client()", "replicate.AsyncReplicate()",
        "'succeeded'", "'owner/model'", "'s3://bucket/data.zip'", "'https://api.replicate.com/v1/trainings'",
        "os.environ['X']", "os.getenv('X', 'y')", "time.time()", "datetime.timedelta(1)", "random.random()",
        "itertools.count()", "range(3)", "requests", "httpx.Client(base_url='https://api.replicate.com/v1')",
    ]),
)  # fmt: skip
CALLS = [
    "replicate.trainings.create({0}, input={1}, destination={2})",
    "{0}.trainings.create(version={1}, **{2})",
    "{0}.trainings.get({1})",
    "await {0}.trainings.async_get({1})",
    "{0}.trainings.cancel({1})",
    "{0}.reload()",
    "{0}.status",
    "{0}.output['weights']",
    "{0}.predictions.create({1}, {2})",
    "{0}.models.create({1}, {2})",
    "replicate.run({0}, input={1})",
    "requests.post({0}, json={1}, headers={2})",
    "requests.get(f'https://api.replicate.com/v1/trainings/{{{0}}}').json()['status']",
    "time.sleep({0})",
    "await asyncio.sleep({0})",
    "{0}.wait()",
    "open({0}, {1})",
    "{0}.generate_presigned_url({1}, Params={2}, ExpiresIn=60)",
    "print({0}, {1})",
    "{0}({1}, *{2})",
    "functools.partial({0}, {1})({2})",
    "str({0}).format({1})",
    "{0}.get({1}, {2})",
    "dict({0}, **{1})",
]
SHAPES = [
    "({0} + {1})", "({0} % {1})", "({0} * {1})", "({0} ** {1})", "({0} / {1})", "(-{0})", "(not {0})",
    "({0} and {1})", "({0} == {1})", "({0} in {1})", "({0} is not {1})", "({0} < {1} <= {2})",
    "({0} if {1} else {2})", "[{0}, {1}, *{2}]", "({0}, {1})", "{{{0}: {1}, **{2}}}", "{{{0}, {1}}}", "{0}[{1}]",
    "{0}[{1}:{2}]", "{0}.x", "(lambda a, *b: {0})", "[{0} for a in {1} if {2}]", "{{a: {0} for a in {1}}}",
    "f'{{{0}}}-{{{1}!r:>5}}'", "(b := {0})", "(yield {0})", "(await {0})", "[*{0}][0]", "(*{0},)",
]  # fmt: skip


def _filled(templates: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda shape, *parts: shape.format(*parts), st.sampled_from(templates), inner, inner, inner)


EXPRESSIONS = st.recursive(ATOMS, lambda inner: st.one_of(_filled(CALLS, inner), _filled(SHAPES, inner)), max_leaves=8)
SIMPLE = st.one_of(
    EXPRESSIONS,
    st.builds("{} = {}".format, NAMES, EXPRESSIONS),
    st.builds("{} += {}".format, NAMES, EXPRESSIONS),
    st.builds("{}, *{} = {}".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("{}.{} = {}".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("{}[{}] = {}".format, NAMES, EXPRESSIONS, EXPRESSIONS),
    st.builds("{}: {} = {}".format, NAMES, EXPRESSIONS, EXPRESSIONS),
    st.builds("return {}".format, EXPRESSIONS),
    st.builds("raise {}".format, EXPRESSIONS),
    st.builds("assert {}, {}".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("del {}".format, NAMES),
    st.builds("global {}".format, NAMES),
    st.sampled_from(["pass", "break", "continue", "raise", "return", "import replicate as a", "from x import *"]),
)
BLOCKS = [
    "if {0}:\n{1}\nelse:\n{2}",
    "while {0}:\n{1}\nelse:\n{2}",
    "while True:\n{1}\n{2}",
    "for a in {0}:\n{1}\n{2}",
    "async for a, b in {0}:\n{1}\n{2}",
    "try:\n{1}\nexcept {0} as b:\n{2}\nfinally:\n    pass",
    "try:\n{1}\nfinally:\n{2}",
    "with {0} as b:\n{1}\n{2}",
    "def a(b, *c, status={0}, **d):\n{1}\n{2}",
    "async def a(self, training: {0}):\n{1}\n{2}",
    "class a({0}):\n{1}\n{2}",
    "@{0}\ndef b(data=None):\n{1}\n{2}",
    "match {0}:\n    case [a, *_] if a:\n    {1}\n    case _:\n    {2}",
]


def _block(shape: str, head: str, first: list[str], second: list[str]) -> str:
    parts = [textwrap.indent("\n".join(body), "    ") for body in (first, second)]
    if shape.startswith("match"):
        parts = [textwrap.indent(part, "    ").removeprefix("    ") for part in parts]
    return shape.format(head, *parts)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bodies = st.lists(inner, min_size=1, max_size=3)
    return st.builds(_block, st.sampled_from(BLOCKS), EXPRESSIONS, bodies, bodies)


STATEMENTS = st.recursive(SIMPLE, _blocks, max_leaves=12)
MODULES = st.lists(STATEMENTS, min_size=1, max_size=6).map("\n".join)


def _holds(text: str) -> bool:
    """Analyses a text: it must not raise, or take long. Whether the text was Python."""
    started = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = drafts_of(text)
    assert time.process_time() - started < MOST_SECONDS
    return not isinstance(found, SourceError)


@fuzzed
@given(MODULES)
def test_calls_of_the_api_in_any_syntax(text: str) -> None:
    _holds(f"{HEAD}import datetime, requests, httpx\nVERSION = {VERSION!r}\n{text}\n")


@fuzzed
@given(st.data())
def test_grammar_without_sense(data: st.DataObject) -> None:
    hypothesmith = pytest.importorskip("hypothesmith")
    made = data.draw(hypothesmith.from_grammar())
    _holds(f"{HEAD}training = replicate.trainings.create({VERSION!r})\n{made}\n")


@cache
def _sources() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.py"))]


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@fuzzed
@given(st.data())
def test_marked_sources_with_faults(data: st.DataObject) -> None:
    text = data.draw(st.integers(0, len(_sources()) - 1).map(lambda number: _sources()[number]), label="source")
    tokens = _TOKEN.findall(text)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(tokens) - 1)) if tokens else 0
        other = data.draw(st.integers(0, len(tokens) - 1)) if tokens else 0
        match data.draw(st.sampled_from(["drop", "copy", "swap", "take", "cut"])):
            case "drop":
                del tokens[at : at + 1]
            case "copy":
                tokens[at:at] = tokens[other : other + 1]
            case "swap" if tokens:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case "take":
                tokens[at : at + 1] = [data.draw(EXPRESSIONS)]
            case _:
                del tokens[at : at + data.draw(st.integers(0, 40))]
    _holds("".join(tokens))
