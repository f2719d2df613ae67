"""The JSON report, shape 1. ``models`` describes the same shape for its schema; a test holds the two together."""

from __future__ import annotations

import json
from typing import Any

from replint import __version__
from replint.findings import Fix, Related, Span
from replint.report import Entry, FileError, Report, Silence
from replint.reporters import Options
from replint.reporters.text import count_by_rule

SCHEMA_VERSION = 1


def render(report: Report, options: Options) -> str:
    """The report as one JSON object, in ASCII so that any pipe can carry it."""
    return dumps(as_data(report, options))


def dumps(data: Any, *, one_line: bool = False) -> str:
    """Plain data as JSON text in ASCII, with a line end.

    What stands for a byte that is no text (as in names of files) is shown as an escape: strict readers refuse JSON
    with half a surrogate pair.
    """
    more: dict[str, Any] = {"separators": (",", ":")} if one_line else {"indent": 2}
    text = json.dumps(data, **more)
    return (json.dumps(_whole(data), **more) if "\\ud" in text else text) + "\n"


def _whole(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {key: _whole(value) for key, value in data.items()}
    return [_whole(value) for value in data] if isinstance(data, list) else data


def as_data(report: Report, options: Options) -> dict[str, Any]:
    """The report as plain data. ``suppressed`` and ``statistics`` are there only if they were asked for."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "replint", "version": __version__},
        "findings": [finding_data(entry) for entry in report.entries()],
        "errors": [error_data(error) for file in report.files for error in file.errors],
        "summary": {
            "files": report.checked,
            "files_analyzed": report.analyzed,
            "findings": sum(1 for _ in report.entries()),
            "suppressed": sum(1 for _ in report.suppressed()),
            "baselined": sum(1 for _ in report.baselined()),
            "by_severity": report.by_severity(),
        },
    }
    if options.show_suppressed:
        data["suppressed"] = [finding_data(entry, silence=silence) for entry, silence in report.silenced()]
    if options.statistics:
        data["statistics"] = [
            {"code": entry.finding.code, "name": entry.finding.name, "count": count}
            for entry, count in count_by_rule(report)
        ]
    return data


def finding_data(entry: Entry, *, silence: Silence | None = None) -> dict[str, Any]:
    """One finding as plain data; one that is silenced has a ``suppression`` on top."""
    finding = entry.finding
    data: dict[str, Any] = {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "help": finding.help,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "path": finding.path,
        "cell": finding.span.cell or None,
        **_range(finding.span),
        "pack": finding.pack,
        "case": finding.case,
        "criteria": list(finding.criteria),
        "related": [_place(place, finding.path) for place in finding.related],
        "flow": [_place(place, finding.path) for place in finding.flow],
        "fix": _fix(finding.fix) if finding.fix else None,
        "fingerprint": entry.fingerprint,
    }
    if silence:
        data["suppression"] = {"kind": silence, "reason": entry.reason}
    return data


def _range(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _cell(number: int) -> dict[str, int]:
    """The cell of a notebook, where there is one."""
    return {"cell": number} if number else {}


def _place(place: Related, path: str) -> dict[str, Any]:
    return {
        "path": place.path or path,
        **_cell(place.span.cell),
        "line": place.span.line,
        "column": place.span.column,
        "message": place.message,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": fix.applicability.label,
        "message": fix.message,
        "edits": [{**_cell(edit.span.cell), **_range(edit.span), "text": edit.text} for edit in fix.edits],
    }


def error_data(error: FileError) -> dict[str, Any]:
    """Why a file was not analysed, as plain data."""
    return {
        "path": error.path,
        **_cell(error.cell),
        "line": error.line,
        "column": error.column,
        "message": error.message,
    }
