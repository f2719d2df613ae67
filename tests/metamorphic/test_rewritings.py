"""Findings don't hang on how code is laid out: a sample of the corpus in other words (all: ``tests/metamorphic``)."""

from __future__ import annotations

from zlib import crc32

import pytest
from marked import Case

from metamorphic.checking import REWRITINGS, changes, sources

ONE_IN = 16
SMALL = Case(
    "a.py",
    (
        (
            "a.py",
            '''"""A shop."""  # allow: RPL122
import replicate

OWNER = "acme"
client = replicate.Client()

def start(name):
    made = client.trainings.create(destination=f"{OWNER}/{name}")  # expect: RPL106
    return [word for word in made]

def twice():
    start("a")
    return start("b")
''',
        ),
    ),
)


@pytest.mark.parametrize("name", REWRITINGS)
def test_findings_stay_what_they_are(name: str) -> None:
    picked = [path for path in sources() if crc32(f"{name} {path.name}".encode()) % ONE_IN == 0]
    told = {path.name: changes(name, path) for path in picked}
    assert any(one is not None for one in told.values())
    assert {source: one for source, one in told.items() if one} == {}


def _texts(name: str) -> dict[str, str]:
    rewritten = REWRITINGS[name](SMALL)
    assert rewritten is not None
    return dict(rewritten.files)


def test_locals_get_other_names() -> None:
    text = _texts("locals-renamed")["a.py"]
    assert "    v1 = client.trainings" in text
    assert "return [v2 for v2 in v1]" in text
    assert "def start(name):" in text


def test_lines_and_blocks_stand_under_if() -> None:
    assert '    if True:\n        start("a")\n    if True:\n        return' in _texts("each-line-in-if")["a.py"]
    assert '    if True:\n            start("a")\n            return' in _texts("blocks-in-if")["a.py"]


def test_what_is_due_on_a_parted_line_is_due_at_either_half() -> None:
    text = _texts("each-line-called-once")["a.py"]
    assert "        return client.trainings.create(" in text
    assert text.count("# expect: RPL106@once_") == 2


def test_bodies_are_called_once() -> None:
    assert "    def once():\n        made = " in _texts("bodies-called-once")["a.py"]


def test_unrelated_code_stands_in_all_blocks() -> None:
    text = _texts("unrelated-code")["a.py"]
    assert text.index("class UnrelatedCart") < text.index("OWNER = ") < text.index("def unrelated_report")
    assert "unrelated_" in text.partition("def start")[2].partition("made")[0]


@pytest.mark.parametrize(
    ("name", "here", "there"),
    [
        ("constants-moved", "from a_parts import OWNER, client\n", ["OWNER = ", "client = "]),
        ("constants-moved-qualified", "made = a_parts.client.trainings", ["OWNER = ", "client = "]),
        ("helpers-moved", "from a_parts import OWNER, client, start\n", ["OWNER = ", "client = ", "def start"]),
        ("helpers-moved-qualified", 'return a_parts.start("b")', ["OWNER = ", "client = ", "def start"]),
    ],
)
def test_a_module_becomes_two(name: str, here: str, there: list[str]) -> None:
    texts = _texts(name)
    assert sorted(texts) == ["a.py", "a_parts.py"]
    assert here in texts["a.py"]
    assert all(part in texts["a_parts.py"] and part not in texts["a.py"] for part in there)
    assert texts["a_parts.py"].startswith("import replicate\n")
