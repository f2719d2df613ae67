"""What a fix makes of lines: edits made on them, and old and new lines side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from replint.findings import Edit, Span
from replint.replicate_api.tokens import is_starred


def on_the_same_lines(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Edits in their order, those that share a line together."""
    group: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.span.cell, edit.span.line, edit.span.column)):
        if group and (edit.span.cell, edit.span.line) > (group[0].span.cell, max(one.span.end_line for one in group)):
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def mended(old: Sequence[str], edits: Sequence[Edit]) -> str:
    """Lines, of which the first is that of the first edit, with edits made, which stand in their order."""
    text = "\n".join(old)
    starts = [0, *accumulate(len(line) + 1 for line in old)]
    first = edits[0].span.line
    for edit in reversed(edits):
        start = starts[edit.span.line - first] + edit.span.column - 1
        end = starts[edit.span.end_line - first] + edit.span.end_column - 1
        text = text[:start] + edit.text + text[end:]
    return text


def compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines that go (``del``), come (``ins``) and stay (``span``), in the order of reading."""
    for what, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (("span", line) for line in old[start:end])
        else:
            yield from (("del", line) for line in old[start:end])
            yield from (("ins", line) for line in new[begin:stop])


def as_one(edits: Sequence[Edit], lines: Mapping[int, str]) -> Edit | None:
    """Edits in their order as one, for readers that would make each alone.

    None if a line between them is not at hand, or is not as it is in the source because a token in it is starred out.
    """
    if len(edits) == 1:
        return edits[0]
    first, last = edits[0].span, edits[-1].span
    old = [lines[number] for number in range(first.line, last.end_line + 1) if number in lines]
    if len(old) <= last.end_line - first.line or any(map(is_starred, old)):
        return None
    whole = mended(old, edits)
    rest = len(old[-1]) - (last.end_column - 1)
    text = whole[first.column - 1 : len(whole) - rest]
    return Edit(Span(first.line, first.column, last.end_line, last.end_column), text)
