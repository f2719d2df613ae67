"""What the page shows, as plain records: cases, their rules, and the findings with their code in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from replint import catalogue, packs
from replint.excerpts import CONTEXT
from replint.findings import Finding, Related, Severity, Span
from replint.plain import dataclass
from replint.report import Entry, FileReport, Report
from replint.reporters.hunks import compared, mended, on_the_same_lines
from replint.reporters.places import first_line, unique, where
from replint.reporters.text import escape, silenced

MAX_CHARACTERS = 300
"""Of a source line; a longer one is cut around what is marked."""

_LEAD = 80
"""Characters before the mark in a line that is cut."""

_OTHERS = {"auth": "Tokens", "replint": "About this run"}
"""Headings of the packs that have no rubric."""

Inline = list[tuple[bool, str]]
"""A sentence in parts: whether it is code, and its text."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a card, or a list with its items; a paragraph has one item."""

    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Line:
    """A source line: its number, and its text before, inside and after the mark."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True)
class PlaceView:
    """A place that explains a finding."""

    where: str
    message: Inline
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class HunkView:
    """Lines that a fix changes: where, and each with what becomes of it: ``del``, ``ins``, or ``span`` if it stays."""

    where: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FindingView:
    """One finding."""

    id: str
    severity: str
    confidence: str
    path: str
    where: str
    message: Inline
    help: Inline
    lines: tuple[Line, ...]
    related: tuple[PlaceView, ...]
    flow: tuple[PlaceView, ...]
    fix: str
    fix_kind: str
    hunks: tuple[HunkView, ...]


@dataclass(frozen=True)
class RuleView:
    """A rule with its words and its findings."""

    code: str
    name: str
    severity: str
    summary: str
    why: tuple[Paragraph, ...]
    fix: tuple[Paragraph, ...]
    references: tuple[str, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class LinkView:
    """A finding in short; most stand elsewhere on the page in full."""

    id: str
    code: str
    where: str
    message: Inline


@dataclass(frozen=True)
class Group:
    """A case of a rubric, or a pack without one."""

    id: str
    label: str
    title: str
    expected: Inline
    rules: tuple[RuleView, ...]

    @property
    def count(self) -> int:
        """How many findings it has."""
        return sum(len(rule.findings) for rule in self.rules)


@dataclass(frozen=True)
class LossView:
    """Points that some findings cost in one case, on each of its criteria alike."""

    points: int
    case: str
    criteria: str
    severity: str
    causes: tuple[LinkView, ...]


def groups(report: Report) -> list[Group]:
    """The findings by case, in the rubrics' order; packs without a rubric come last."""
    found: dict[tuple[str, str], list[tuple[Entry, FileReport]]] = {}
    for file in report.files:
        for entry in file.entries:
            found.setdefault((entry.finding.pack, entry.finding.case or ""), []).append((entry, file))
    views = []
    for rubric in packs.shipped():
        for case in rubric.cases:
            entries = found.pop((rubric.id, case.id), [])
            if entries:
                rules = _rules(entries)
                views.append(
                    Group(f"{rubric.id}-{case.id}", f"Case {case.id}", case.title, inline(case.expected), rules)
                )
    for (pack, case_id), entries in sorted(found.items()):
        title = _OTHERS.get(pack, pack) + (f", case {case_id}" if case_id else "")
        views.append(Group(f"{pack}-{case_id}", "", title, [], _rules(entries)))
    return views


def hidden(report: Report) -> list[tuple[LinkView, str]]:
    """The findings that are silenced, each with why."""
    return [(linked(entry), silenced(entry, silence)) for entry, silence in report.silenced()]


def linked(entry: Entry) -> LinkView:
    """A finding in short, with where it is on the page."""
    finding = entry.finding
    return LinkView(f"f-{unique(entry)}", finding.code, _where(finding.path, finding.span), inline(finding.message))


def inline(text: str) -> Inline:
    """A sentence with code in backticks, in parts; one with a stray backtick is all text."""
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return [(False, escape(text))]
    return [(number % 2 == 1, part) for number, part in enumerate(parts) if part]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A card's text: paragraphs parted by blank lines, and lists whose items begin with a number or a dash."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        items = re.split(r"^(?:\d+\.|-)\s+", block, flags=re.MULTILINE)
        if len(items) > 1 and not items[0].strip():
            listed = tuple(inline(" ".join(item.split())) for item in items[1:])
            found.append(Paragraph(listed, numbered=block.lstrip()[0].isdigit()))
        else:
            found.append(Paragraph((inline(" ".join(block.split())),)))
    return tuple(found)


def _rules(entries: Sequence[tuple[Entry, FileReport]]) -> tuple[RuleView, ...]:
    by_code: dict[str, list[tuple[Entry, FileReport]]] = {}
    for entry, file in entries:
        by_code.setdefault(entry.finding.code, []).append((entry, file))
    return tuple(_rule(code, by_code[code]) for code in sorted(by_code, key=lambda code: _rank(code, by_code)))


def _rank(code: str, by_code: Mapping[str, list[tuple[Entry, FileReport]]]) -> tuple[int, str]:
    return (-max(entry.finding.severity for entry, _ in by_code[code]), code)


def _rule(code: str, entries: list[tuple[Entry, FileReport]]) -> RuleView:
    card = catalogue.card(code)
    worst: Severity = max(entry.finding.severity for entry, _ in entries)
    return RuleView(
        code=code,
        name=card.name,
        severity=worst.label,
        summary=card.summary,
        why=paragraphs(card.why),
        fix=paragraphs(card.fix),
        references=card.references,
        findings=tuple(_finding(entry, file) for entry, file in entries),
    )


def _finding(entry: Entry, file: FileReport) -> FindingView:
    finding = entry.finding
    fix = finding.fix
    return FindingView(
        id=f"f-{unique(entry)}",
        severity=finding.severity.label,
        confidence=finding.confidence.label,
        path=escape(finding.path),
        where=_where(finding.path, finding.span),
        message=inline(finding.message),
        help=inline(finding.help),
        lines=tuple(_lines(finding.span, file.lines_of(None, finding.span.cell), CONTEXT)),
        related=tuple(_place(place, file) for place in finding.related),
        flow=tuple(_place(place, file) for place in finding.flow),
        fix=escape(fix.message) if fix else "",
        fix_kind=fix.applicability.label if fix else "",
        hunks=tuple(_hunks(finding, file)),
    )


def _where(path: str, span: Span) -> str:
    return escape(where(path, span))


def _place(place: Related, file: FileReport) -> PlaceView:
    lines = file.lines_of(place.path, place.span.cell)
    return PlaceView(
        _where(place.path or file.path, place.span), inline(place.message), tuple(_lines(place.span, lines, 0))
    )


def _hunks(finding: Finding, file: FileReport) -> Iterator[HunkView]:
    """What a fix does to lines, edits on the same ones together; where these are not at hand, what it puts in."""
    for edits in on_the_same_lines(finding.fix.edits if finding.fix else ()):
        first = edits[0].span
        lines = file.lines_of(None, first.cell)
        numbers = range(first.line, max(edit.span.end_line for edit in edits) + 1)
        old = [lines[number] for number in numbers if number in lines]
        if len(old) < len(numbers):
            old, new = [], [line for edit in edits for line in edit.text.split("\n")]
        else:
            new = mended(old, edits).split("\n")
        shown = tuple((tag, _shown(line)) for tag, line in compared(old, new))
        yield HunkView(_where(finding.path, first), shown)


def _lines(span: Span, lines: Mapping[int, str], context: int) -> Iterator[Line]:
    """The lines around a span; nothing if its first line is not at hand."""
    if not lines.get(span.line, "").strip():
        return
    last = span.line + context
    if span.end_line > span.line:
        last = min(max(last, span.end_line), span.line + 2 * context)
    for number in range(span.line - context, last + 1):
        if number not in lines:
            continue
        line = lines[number].rstrip()
        if number == span.line:
            end = first_line(span, lines).end_column - 1
            yield _marked(number, line, span.column - 1, max(end, span.column))
        else:
            cut = line if len(line) <= MAX_CHARACTERS else line[:MAX_CHARACTERS] + "…"
            yield Line(number, _shown(cut))


def _marked(number: int, line: str, start: int, end: int) -> Line:
    first = max(start - _LEAD, 0) if len(line) > MAX_CHARACTERS else 0
    last = min(first + MAX_CHARACTERS, len(line))
    before, after = ("…" if first else ""), ("…" if last < len(line) else "")
    return Line(
        number,
        before + _shown(line[first:start]),
        _shown(line[start : min(end, last)]) or " ",
        _shown(line[min(end, last) : last]) + after,
    )


def _shown(text: str) -> str:
    """Source text with every character that would hide or turn others shown as an escape; tabs and line ends stay."""
    return "".join(character if character in "\t\n" else escape(character) for character in text)
