"""reviewdog's diagnostic format. Its columns count the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replint import catalogue
from replint.findings import Related, Severity, Span
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
from replint.reporters.hunks import as_one
from replint.reporters.json import dumps
from replint.reporters.places import byte_column, first_line

_SEVERITIES: Mapping[Severity, str] = {
    Severity.LOW: "INFO",
    Severity.MEDIUM: "WARNING",
    Severity.HIGH: "ERROR",
    Severity.CRITICAL: "ERROR",
}


def render(report: Report, options: Options) -> str:
    """All findings as one diagnostic result in ASCII; suppressed ones are left out: each becomes a comment."""
    data = {
        "source": {"name": "replint"},
        "diagnostics": [_diagnostic(entry, file) for file in report.files for entry in file.entries],
    }
    return dumps(data)


def _diagnostic(entry: Entry, file: FileReport) -> dict[str, Any]:
    finding = entry.finding
    code = {"value": finding.code}
    references = catalogue.card(finding.code).references
    if references:
        code["url"] = references[0]
    span = first_line(finding.span, file.lines_of(None, finding.span.cell))
    data: dict[str, Any] = {
        "message": f"{_in_cell(finding.span)}{finding.message}\n\n{finding.help}",
        "location": {"path": finding.path, "range": _range(span, file)},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    if finding.fix and not span.cell:
        # Each suggestion is a fix of its own, so a fix of several edits is one.
        edit = as_one(finding.fix.edits, file.lines_of(None))
        if edit is not None:
            data["suggestions"] = [{"range": _range(edit.span, file), "text": edit.text}]
    if finding.related:
        data["related_locations"] = [_related(place, file) for place in finding.related]
    return data


def _related(place: Related, file: FileReport) -> dict[str, Any]:
    span = first_line(place.span, file.lines_of(place.path, place.span.cell))
    return {
        "message": _in_cell(span) + place.message,
        "location": {"path": place.path or file.path, "range": _range(span, file, place.path)},
    }


def _in_cell(span: Span) -> str:
    return f"cell {span.cell}, line {span.line}: " if span.cell else ""


def _range(span: Span, file: FileReport, path: str | None = None) -> dict[str, Any]:
    """A range, or only its line where the text that its columns count in is not at hand, as in a notebook's JSON."""
    lines = file.lines_of(path)
    if span.cell:
        return {"start": {"line": file.line_in_file(span, path)}}
    if span.line not in lines or span.end_line not in lines:
        return {"start": {"line": span.line}}
    return {
        "start": {"line": span.line, "column": byte_column(span.column, lines[span.line])},
        "end": {"line": span.end_line, "column": byte_column(span.end_column, lines[span.end_line])},
    }
