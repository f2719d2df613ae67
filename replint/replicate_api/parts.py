"""Partly known text: known strings with unknown pieces between them.

Callers hand over ``Sequence[str | None]``, None for a piece whose text isn't known. Inside this package such a
sequence travels as one string in which the character ``HOLE`` stands for each unknown piece, so that plain string
methods and regular expressions can look at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Parts: TypeAlias = Sequence[str | None]

HOLE = "\0"
"""Stands for an unknown piece of any length, including none."""

MAX_TEXT = 8192
"""No URL, path or name is longer in earnest; what lies behind is treated as one more unknown piece."""


def joined(parts: Parts) -> str:
    """One string with ``HOLE`` for each unknown piece, cut to ``MAX_TEXT`` characters (a cut leaves a hole)."""
    pieces: list[str] = []
    room = MAX_TEXT
    for part in parts:
        piece = HOLE if part is None else part[: room + 1].replace(HOLE, "\ufffd")
        if len(piece) > room:
            pieces += (piece[:room], HOLE)
            break
        pieces.append(piece)
        room -= len(piece)
    return "".join(pieces)


def split_holes(text: str) -> tuple[str | None, ...]:
    """The inverse of ``joined``: known strings and None, without empty strings."""
    result: list[str | None] = []
    for index, piece in enumerate(text.split(HOLE)):
        if index:
            result.append(None)
        if piece:
            result.append(piece)
    return tuple(result)


def is_known(text: str) -> bool:
    """Whether a joined text has no unknown piece."""
    return HOLE not in text
