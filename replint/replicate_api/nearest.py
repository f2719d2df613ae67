"""How alike two short words are: for "did you mean" and for near misses of real words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_WORD = 64


def distance(left: str, right: str) -> int:
    """Edit distance (insert, delete, replace, swap of neighbours). Only for words up to ``MAX_WORD`` characters."""
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, last, row = last, row, [i]
        for j, b in enumerate(right, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(word: str, choices: Iterable[str], *, limit: int) -> str | None:
    """The choice within ``limit`` edits of ``word`` with the fewest of them; None if there is none, or two are alike.

    A ``word`` longer than ``MAX_WORD`` is near nothing.
    """
    if not word or len(word) > MAX_WORD:
        return None
    best: str | None = None
    least, tied = limit + 1, False
    for choice in choices:
        if abs(len(choice) - len(word)) > limit:
            continue
        edits = distance(word, choice)
        if edits < least:
            best, least, tied = choice, edits, False
        elif edits == least and choice != best:
            tied = True
    return None if tied else best
