"""Positions are what libcst's own provider says of every node."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider

from replint.syntax.positions import positions

CORPUS = sorted((Path(__file__).parent / "corpus").rglob("*.py"))
ODD = [
    "",
    "\n",
    "x",
    "# only\r\n\r\n",
    "if 1:\r  x\r\r",
    'x = """a\r\nb"""\n',
    "\f\nx = 1 ;y = 2\\\n  + 3\n\n\n",
    "def f(): pass\n# end",
]


def check(text: str) -> None:
    """Compares both for a text."""
    module = cst.parse_module(text)
    expected = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    assert positions(module) == {
        node: (place.start.line, place.start.column, place.end.line, place.end.column)
        for node, place in expected.items()
    }


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text: str) -> None:
    check(text)


def test_the_corpus() -> None:
    files = CORPUS[::4]
    assert len(files) > 50
    for file in files:
        check(file.read_bytes().decode("utf-8"))
