"""Tells what was found in a module in the terms of the file that holds it: a notebook's cells, a document's lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from replint.embedded.layout import Place, located, prefixed
from replint.findings import Edit, Finding, Fix, Related, Span
from replint.report import Entry, FileError, FileReport, cell_path
from replint.source import Source, SourceError

Places = Mapping[str, Sequence[Place]]
_PLACED = re.compile(r"error at \d+:\d+: ")


def with_places(report: FileReport, sources: Mapping[str, tuple[Source, Any]]) -> FileReport:
    """The report with the places of its lines in files that hold their code among other things."""
    found = {path: sources[path][0].layout for path in (report.path, *report.elsewhere) if path in sources}
    places = {path: layout.places for path, layout in found.items() if layout is not None}
    return replace(report, places=places) if places else report


def writable(finding: Finding, source: Source) -> Finding:
    """The finding without its fix if that can't be written into the file that holds the code."""
    if finding.fix is None or source.layout is None or source.layout.takes(finding.fix, source.lines):
        return finding
    return replace(finding, fix=None)


def worded(error: SourceError, source: Source) -> str:
    """Why a file can't be parsed, without the place in a module that nobody sees."""
    return error.message if source.layout is None else _PLACED.sub("", error.message)


def in_own_terms(report: FileReport) -> FileReport:
    """The report with every place where its file has it. Columns of a document count from its margin."""
    if not report.places:
        return report
    places = report.places
    own = places.get(report.path)
    elsewhere: dict[str, Mapping[int, str]] = {
        path: lines for path, lines in report.elsewhere.items() if path not in places
    }
    in_file: dict[str, dict[int, int]] = {}
    told: dict[str, dict[int, str]] = {}
    for path, lines in ((report.path, report.lines), *report.elsewhere.items()):
        for number, text in lines.items() if path in places else ():
            place = places[path][min(number, len(places[path])) - 1]
            if not place.line:
                continue
            shown = cell_path(path, place.cell)
            told.setdefault(shown, {}).setdefault(place.line, text)
            in_file.setdefault(shown, {}).setdefault(place.line, place.in_file)
    lines = report.lines if own is None else told.pop(report.path, {})
    return replace(
        report,
        entries=_ordered(_entry(entry, report.path, places) for entry in report.entries),
        suppressed=_ordered(_entry(entry, report.path, places) for entry in report.suppressed),
        errors=tuple(report.errors if own is None else (_error(error, own) for error in report.errors)),
        lines=lines,
        elsewhere=elsewhere | told,
        in_file={path: numbers for path, numbers in in_file.items() if path not in places},
        places={},
    )


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.finding.sort_key))


def _entry(entry: Entry, path: str, places: Places) -> Entry:
    finding = entry.finding
    own = places.get(path)
    changed = replace(
        finding,
        related=tuple(_related(one, path, places) for one in finding.related),
        flow=tuple(_related(one, path, places) for one in finding.flow),
    )
    if own is not None:
        changed = replace(
            changed,
            span=located(finding.span, own),
            statement=finding.statement and located(finding.statement, own),
            fix=finding.fix and _fix(finding.fix, own),
        )
    return replace(entry, finding=changed)


def _related(related: Related, path: str, places: Places) -> Related:
    found = places.get(related.path or path)
    return related if found is None else replace(related, span=located(related.span, found))


def _fix(fix: Fix, places: Sequence[Place]) -> Fix:
    def edit(one: Edit) -> Edit:
        return Edit(located(one.span, places), prefixed(one.text, places[one.span.line - 1].prefix))

    return replace(fix, edits=tuple(map(edit, fix.edits)))


def _error(error: FileError, places: Sequence[Place]) -> FileError:
    span = located(Span(error.line, error.column, error.line, error.column), places)
    return replace(error, line=span.line, column=span.column, cell=span.cell)
