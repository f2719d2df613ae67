"""The report for people at a terminal: each finding with its source marked, what explains it, and what to write."""

from __future__ import annotations

from collections.abc import Iterator

from replint.findings import Applicability, Finding, Fix, Related
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
from replint.reporters.frames import edge, frame, place
from replint.reporters.places import where
from replint.reporters.text import escape, paint, severity_style, silenced, statistics, wrap

_NOTE = "1;34"
_HELP = "1;32"


def render(report: Report, options: Options) -> str:
    """All findings with a blank line after each; suppressed ones, if wanted, stand after their file's others."""
    blocks: list[str] = []
    for file in report.files:
        blocks += [_block(entry, file, options) for entry in file.entries]
        if options.show_suppressed:
            blocks += [
                _block(entry, file, options, f" ({silenced(entry, silence)})") for entry, silence in file.silenced
            ]
    text = "".join(f"{block}\n\n" for block in blocks)
    return text + statistics(report) if options.statistics else text


def _block(entry: Entry, file: FileReport, options: Options, note: str = "") -> str:
    finding = entry.finding
    style = severity_style(finding.severity)
    gutter = len(str(max(_line_numbers(finding, file))))
    own = file.lines_of(None, finding.span.cell)
    lines = list(_headline(finding, note, options))
    lines.append(place(paint(escape(where(finding.path, finding.span)), "1", options), gutter, options))
    lines += frame(finding.span, own, gutter, options, style=style)
    for related in finding.related:
        lines += _relative("note", related, file, gutter, options)
    for number, step in enumerate(finding.flow, start=1):
        lines += _relative(f"step {number} of {len(finding.flow)}", step, file, gutter, options)
    lines.append(edge(gutter, options))
    lines += _hint("help", finding.help, gutter, options)
    if finding.fix:
        lines += _hint("fix", _words(finding.fix), gutter, options)
    lines += _hint("more", f"replint rule {finding.code}", gutter, options)
    return "\n".join(lines)


def _headline(finding: Finding, note: str, options: Options) -> Iterator[str]:
    """The first lines, ``severity[code] name: message``; the style goes on top of lines that are broken already."""
    head = f"{finding.severity.label}[{finding.code}] {finding.name}{note}"
    first, *others = wrap(f"{head}: {escape(finding.message)}", options.width)
    label = f"{finding.severity.label}[{finding.code}]"
    yield paint(label, severity_style(finding.severity), options) + paint(first[len(label) :], "1", options)
    yield from (paint(line, "1", options) for line in others)


def _line_numbers(finding: Finding, file: FileReport) -> list[int]:
    """The highest line number of each frame."""
    lines = file.lines_of(None, finding.span.cell)
    own = [number for number in range(finding.span.line, finding.span.line + 3) if number in lines]
    return [finding.span.line, *own, *(one.span.line for one in (*finding.related, *finding.flow))]


def _relative(word: str, related: Related, file: FileReport, gutter: int, options: Options) -> Iterator[str]:
    """A place that explains: its sentence, where it is, and its line if that is at hand."""
    yield edge(gutter, options)
    label = paint(f"{word}:", _NOTE, options)
    first, *others = wrap(f"{word}: {escape(related.message)}", _room(gutter, options))
    yield f"{'':{gutter}} {label}{first[len(word) + 1 :]}"
    yield from (f"{'':{gutter}} {line}" for line in others)
    yield place(escape(where(related.path or file.path, related.span)), gutter, options)
    lines = file.lines_of(related.path, related.span.cell)
    yield from frame(related.span, lines, gutter, options, style=_NOTE, mark="-", context=0)


def _hint(word: str, text: str, gutter: int, options: Options) -> Iterator[str]:
    label = paint(f"{word}:", _HELP, options)
    room = _room(gutter, options)
    first, *others = wrap(f"{word}: {escape(text)}", room and room - 2, " " * (len(word) + 2))
    yield f"{edge(gutter, options, '=')} {label}{first[len(word) + 1 :]}"
    yield from (f"{'':{gutter}}   {line}" for line in others)


def _room(gutter: int, options: Options) -> int | None:
    return options.width and options.width - gutter - 1


def _words(fix: Fix) -> str:
    option = "--fix" if fix.applicability is Applicability.SAFE else "--fix --unsafe-fixes"
    return f"{fix.message} ({fix.applicability.label}, {option})"
