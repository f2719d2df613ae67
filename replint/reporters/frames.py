"""Source lines in a frame, with their numbers and a mark below what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from replint.excerpts import CONTEXT
from replint.findings import Span
from replint.reporters import Options
from replint.reporters.places import first_line
from replint.reporters.text import cells, paint

MAX_WIDTH = 140
"""Cells of a source line that are shown where no terminal sets the width; a longer one is cut around the span."""

_LEAD = 30
"""Cells shown before the span in a line that is cut."""

_EDGE = "34"
"""The style of the frame."""


def frame(
    span: Span,
    lines: Mapping[int, str],
    gutter: int,
    options: Options,
    *,
    style: str,
    mark: str = "^",
    context: int = CONTEXT,
) -> Iterator[str]:
    """The lines around a span, its first line marked; nothing if that line is not at hand.

    ``gutter`` is the width of the line numbers. A span of several lines goes on in the context after its first one.
    """
    first = lines.get(span.line, "")
    if not first.strip():
        return
    yield edge(gutter, options)
    room = max((options.width or MAX_WIDTH + gutter + 3) - gutter - 3, 20)
    for number in _numbers(span.line, lines, context):
        if number != span.line:
            text, _ = _cut(lines[number], 0, 0, room)
            yield _numbered(number, text, gutter, options)
            continue
        text, (blank, length) = _cut(first, span.column - 1, first_line(span, lines).end_column - 1, room)
        yield _numbered(number, text, gutter, options)
        yield f"{edge(gutter, options)} {' ' * blank}{paint(mark * length, style, options)}"


def edge(gutter: int, options: Options, sign: str = "|") -> str:
    """The frame's edge beside a line that has no number."""
    return f"{'':{gutter}} {paint(sign, _EDGE, options)}"


def place(where: str, gutter: int, options: Options) -> str:
    """The line that says where the frame below it is."""
    return f"{'':{gutter}}{paint('-->', _EDGE, options)} {where}"


def _numbers(line: int, lines: Mapping[int, str], context: int) -> list[int]:
    """The line with its context, without blank lines at either end."""
    numbers = [number for number in range(line - context, line + context + 1) if number in lines]
    while numbers[0] != line and not lines[numbers[0]].strip():
        del numbers[0]
    while numbers[-1] != line and not lines[numbers[-1]].strip():
        del numbers[-1]
    return numbers


def _numbered(number: int, text: str, gutter: int, options: Options) -> str:
    return f"{paint(f'{number:>{gutter}}', _EDGE, options)} {paint('|', _EDGE, options)} {text}".rstrip()


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, tuple[int, int]]:
    """A source line as it is shown, and the cells before and below the mark of ``start`` to ``end`` (0-based)."""
    shown = cells(line.rstrip())
    start = min(max(start, 0), len(shown))
    end = min(max(end, start), len(shown))
    first, last = _window(shown, start, room)
    before = "…" if first else ""
    after = "…" if last < len(shown) else ""
    text = before + "".join(piece for piece, _ in shown[first:last]) + after
    blank = len(before) + sum(width for _, width in shown[first:start])
    length = sum(width for _, width in shown[start : min(end, last)])
    return text, (blank, max(length, 1))


def _window(shown: list[tuple[str, int]], start: int, room: int) -> tuple[int, int]:
    """Which characters of a line are shown: all of them, or those around the mark's start."""
    if sum(width for _, width in shown) <= room:
        return 0, len(shown)
    first = start
    lead = 0
    while first > 0 and lead + shown[first - 1][1] <= min(_LEAD, room // 3):
        first -= 1
        lead += shown[first][1]
    while first < start and shown[first][1] == 0:
        first += 1
    last = first
    width = 0
    while last < len(shown) and width + shown[last][1] <= room - 2:
        width += shown[last][1]
        last += 1
    return first, last
