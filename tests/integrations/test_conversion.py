"""Texts and places in the protocol's terms, and back."""

from __future__ import annotations

from editor import edited
from hypothesis import given
from hypothesis import strategies as st
from pygls.workspace import PositionCodec

from replint.integrations.server.conversion import Converter
from replint.source import split_lines

TEXT = st.text(alphabet="ab\u2028\f é😋\n\r", max_size=30)


def converter() -> Converter:
    """A converter for an editor that counts UTF-16 units."""
    return Converter(PositionCodec(), lambda _path: ("",), lambda path: path)


@given(before=TEXT, after=TEXT)
def test_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    assert edited(before, converter().changes(before, after)) == after


@given(text=TEXT, data=st.data())
def test_places_survive(text: str, data: st.DataObject) -> None:
    lines = split_lines(text)
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[line - 1]) + 1))
    position = converter().position(lines, line, column)
    assert converter().place(lines, position) == (line, column)


def test_places_beyond_the_text_are_its_end() -> None:
    assert converter().position(["a", "😋"], 9, 9) == converter().position(["a", "😋"], 2, 2)
    assert converter().position(["😋"], 1, 1 << 20).character == 2
