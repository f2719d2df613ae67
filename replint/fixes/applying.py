"""Puts fixes into a text: as many as don't get in each other's way, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from replint.findings import Edit, Fix
from replint.source import LINE_END

Change = tuple[int, int, str]
"""A stretch of a text by its offsets, and what takes its place."""


class Offsets:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._length = len(text)

    def at(self, line: int, column: int) -> int:
        """The offset of a 1-based place, never beyond the text."""
        return min(self.starts[min(line, len(self.starts)) - 1] + column - 1, self._length)

    def change(self, edit: Edit) -> Change:
        """An edit by offsets."""
        span = edit.span
        return self.at(span.line, span.column), self.at(span.end_line, span.end_column), edit.text


def apply(text: str, fixes: Sequence[Fix]) -> tuple[str, list[int]]:
    """The text with the fixes in it, and the indexes of those that are.

    The earlier fix wins where two touch the same place; one whose every edit is made already is in the text as well.
    """
    offsets = Offsets(text)
    made: dict[Change, None] = {}
    applied = []
    for index in sorted(range(len(fixes)), key=lambda i: [edit.span for edit in fixes[i].edits]):
        changes = [offsets.change(edit) for edit in fixes[index].edits]
        fresh = [change for change in changes if change not in made]
        if not fresh or (len(fresh) == len(changes) and not any(_clash(one, other) for one in fresh for other in made)):
            made.update(dict.fromkeys(fresh))
            applied.append(index)
    for start, end, new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    return text, sorted(applied)


def _clash(one: Change, other: Change) -> bool:
    """Whether two changes overlap or meet: which of two texts comes first at one place, nobody could tell."""
    return one[0] <= other[1] and other[0] <= one[1]
