"""reviewdog's diagnostic format. Its columns count the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replint import catalogue
from replint.findings import Related, Severity, Span
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
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
    span = first_line(finding.span, file.lines)
    data: dict[str, Any] = {
        "message": f"{finding.message}\n\n{finding.help}",
        "location": {"path": finding.path, "range": _range(span, file.lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    if finding.fix:
        data["suggestions"] = [
            {"range": _range(edit.span, file.lines), "text": edit.text} for edit in finding.fix.edits
        ]
    if finding.related:
        data["related_locations"] = [_related(place, file) for place in finding.related]
    return data


def _related(place: Related, file: FileReport) -> dict[str, Any]:
    lines = file.lines_of(place.path)
    span = first_line(place.span, lines)
    return {"message": place.message, "location": {"path": place.path or file.path, "range": _range(span, lines)}}


def _range(span: Span, lines: Mapping[int, str]) -> dict[str, Any]:
    """A range, or only its line where the text that its columns count in is not at hand."""
    if span.line not in lines or span.end_line not in lines:
        return {"start": {"line": span.line}}
    return {
        "start": {"line": span.line, "column": byte_column(span.column, lines[span.line])},
        "end": {"line": span.end_line, "column": byte_column(span.end_column, lines[span.end_line])},
    }
