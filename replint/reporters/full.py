"""The report for people at a terminal: each finding with its source underlined, its relatives and its help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from replint.findings import Finding, Related
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
from replint.reporters.text import cells, escape, paint, severity_style, statistics

MAX_LINES = 4
"""Of a longer span only the first lines and the last one are shown."""

MAX_WIDTH = 140
"""Cells of a source line that are shown; a longer one is cut around the span."""

_LEAD = 30
"""Cells shown before the span in a line that is cut."""


def render(report: Report, options: Options) -> str:
    """All findings with a blank line after each; suppressed ones, if wanted, stand after their file's others."""
    blocks: list[str] = []
    for file in report.files:
        blocks += [_block(entry, file, options) for entry in file.entries]
        if options.show_suppressed:
            blocks += [_block(entry, file, options, note=", suppressed") for entry in file.suppressed]
    text = "".join(f"{block}\n\n" for block in blocks)
    return text + statistics(report) if options.statistics else text


def _block(entry: Entry, file: FileReport, options: Options, note: str = "") -> str:
    finding = entry.finding
    style = severity_style(finding.severity)
    place = paint(f"{escape(finding.path)}:{finding.span.line}:{finding.span.column}", "1", options)
    code = paint(finding.code, style, options)
    lines = [f"{place}: {code} {finding.name} ({finding.severity.label}{note})"]
    lines += [f"  {escape(finding.message)}"]
    digits = len(str(max([finding.span.end_line, *_related_lines(finding)])))
    lines += _source(finding, file.lines, digits, options)
    for related in finding.related:
        lines += _relative(related, finding, file.lines, digits, options)
    lines.append(f"{'':{digits}}  {paint('help:', '1;32', options)} {escape(finding.help)}")
    lines.append(f"{'':{digits}}  {paint('more:', '1;32', options)} replint rule {finding.code}")
    return "\n".join(lines)


def _related_lines(finding: Finding) -> list[int]:
    return [related.span.line for related in finding.related if related.path in {None, finding.path}]


def _source(finding: Finding, lines: Mapping[int, str], digits: int, options: Options) -> Iterator[str]:
    span = finding.span
    numbers = list(range(span.line, max(span.line, span.end_line) + 1))
    if not any(lines.get(number) for number in numbers):
        return
    bar = paint("|", "34", options)
    yield f"{'':{digits}} {bar}"
    for number in numbers:
        if len(numbers) > MAX_LINES and number == numbers[MAX_LINES - 2]:
            yield f"{'':{digits}} {bar} …"
        if len(numbers) > MAX_LINES and numbers[MAX_LINES - 2] <= number < numbers[-1]:
            continue
        line = lines.get(number, "")
        start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
        end = span.end_column - 1 if number == span.end_line else len(line.rstrip())
        text, marks = _underlined(line, start, end)
        yield f"{paint(f'{number:>{digits}}', '34', options)} {bar} {text}".rstrip()
        if marks.strip():
            yield f"{'':{digits}} {bar} {_paint_marks(marks, severity_style(finding.severity), options)}"


def _underlined(line: str, start: int, end: int) -> tuple[str, str]:
    """A source line as shown, and the carets below the characters from ``start`` to ``end`` (0-based)."""
    shown = cells(line)
    start = min(max(start, 0), len(shown))
    end = min(max(end, start), len(shown))
    first, last = _window(shown, start)
    before = "…" if first else ""
    after = "…" if last < len(shown) else ""
    text = before + "".join(piece for piece, _ in shown[first:last]) + after
    offset = len(before) + sum(width for _, width in shown[first:start])
    length = sum(width for _, width in shown[start : min(end, last)])
    return text.rstrip(), " " * offset + "^" * max(length, 1)


def _window(shown: list[tuple[str, int]], start: int) -> tuple[int, int]:
    """Which characters of a line are shown: all of them, or those around the span's start."""
    if sum(width for _, width in shown) <= MAX_WIDTH:
        return 0, len(shown)
    first = start
    lead = 0
    while first > 0 and lead + shown[first - 1][1] <= _LEAD:
        first -= 1
        lead += shown[first][1]
    last = first
    width = 0
    while last < len(shown) and width + shown[last][1] <= MAX_WIDTH:
        width += shown[last][1]
        last += 1
    return first, last


def _relative(
    related: Related, finding: Finding, lines: Mapping[int, str], digits: int, options: Options
) -> Iterator[str]:
    """A related place: the sentence and the position, and in the finding's own file the source line."""
    path = related.path or finding.path
    word = paint("note:", "1;34", options)
    place = f"{escape(path)}:{related.span.line}:{related.span.column}"
    yield f"{'':{digits}}  {word} {place}: {escape(related.message)}"
    line = lines.get(related.span.line, "") if path == finding.path else ""
    if not line.strip():
        return
    start = related.span.column - 1
    end = related.span.end_column - 1 if related.span.end_line == related.span.line else len(line.rstrip())
    text, marks = _underlined(line, start, end)
    bar = paint("|", "34", options)
    yield f"{paint(f'{related.span.line:>{digits}}', '34', options)} {bar} {text}"
    yield f"{'':{digits}} {bar} {_paint_marks(marks.replace('^', '-'), '34', options)}"


def _paint_marks(marks: str, style: str, options: Options) -> str:
    blank = len(marks) - len(marks.lstrip())
    return marks[:blank] + paint(marks[blank:], style, options)
