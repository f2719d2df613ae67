"""Puts fixes into a text: as many as don't get in each other's way, each whole or not at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from replint.embedded import source_of
from replint.findings import Edit, Fix
from replint.source import LINE_END, Source

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

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def change(self, edit: Edit) -> Change:
        """An edit by offsets."""
        span = edit.span
        return self.at(span.line, span.column), self.at(span.end_line, span.end_column), edit.text


def apply(text: str, fixes: Sequence[Fix]) -> tuple[str, list[int]]:
    """The text with the fixes in it, and the indexes of those that are.

    The earlier fix wins where two touch the same place; one whose every edit is made already is in the text as well.
    """
    changes, applied = _chosen(text, fixes)
    return _put(text, changes), applied


def mend(source: Source, fixes: Sequence[Fix]) -> tuple[bytes, list[int]] | None:
    """The bytes of a file with the fixes in its code, and the indexes of those that are; None if anything else changed.

    SourceError or UnicodeError if the file can't hold the outcome.
    """
    changes, applied = _chosen(source.text, fixes)
    text = _put(source.text, changes)
    if source.layout is None:
        return source.encode(text), applied
    layout = source.layout
    offsets = Offsets(source.text)
    places = [(offsets.place(start), offsets.place(end), new) for start, end, new in changes]
    inside = [(layout.offset(*start), layout.offset(*end), layout.written(new, start[0])) for start, end, new in places]
    data = source.encode(_put(layout.raw, inside))
    whole = layout.own(source_of(data, source.path).text) == layout.own(text)
    return (data, applied) if whole else None


def _chosen(text: str, fixes: Sequence[Fix]) -> tuple[list[Change], list[int]]:
    """The changes of the fixes that get into the text, and the indexes of these fixes."""
    offsets = Offsets(text)
    made: dict[Change, None] = {}
    applied = []
    for index in sorted(range(len(fixes)), key=lambda i: [edit.span for edit in fixes[i].edits]):
        changes = [offsets.change(edit) for edit in fixes[index].edits]
        fresh = [change for change in changes if change not in made]
        if not fresh or (len(fresh) == len(changes) and not any(_clash(one, other) for one in fresh for other in made)):
            made.update(dict.fromkeys(fresh))
            applied.append(index)
    return sorted(made), sorted(applied)


def _put(text: str, changes: Iterable[Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _clash(one: Change, other: Change) -> bool:
    """Whether two changes overlap or meet: which of two texts comes first at one place, nobody could tell."""
    return one[0] <= other[1] and other[0] <= one[1]
