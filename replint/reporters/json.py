"""The JSON report, shape 1. ``models`` describes the same shape for its schema; a test holds the two together."""

from __future__ import annotations

import json
from typing import Any

from replint import __version__
from replint.findings import Related
from replint.report import Entry, FileError, Report, Silence
from replint.reporters import Options
from replint.reporters.text import count_by_rule

SCHEMA_VERSION = 1


def render(report: Report, options: Options) -> str:
    """The report as one JSON object, in ASCII so that any pipe can carry it."""
    return json.dumps(as_data(report, options), indent=2) + "\n"


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
            "by_severity": report.by_severity(),
        },
    }
    if options.show_suppressed:
        data["suppressed"] = [finding_data(entry, silence="comment") for entry in report.suppressed()]
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
        "cell": None,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "pack": finding.pack,
        "case": finding.case,
        "criteria": list(finding.criteria),
        "related": [_related(related, finding.path) for related in finding.related],
        "fix": None,
        "fingerprint": entry.fingerprint,
    }
    if silence:
        data["suppression"] = {"kind": silence, "reason": entry.reason}
    return data


def _related(related: Related, path: str) -> dict[str, Any]:
    return {
        "path": related.path or path,
        "line": related.span.line,
        "column": related.span.column,
        "message": related.message,
    }


def error_data(error: FileError) -> dict[str, Any]:
    """Why a file was not analysed, as plain data."""
    return {"path": error.path, "line": error.line, "column": error.column, "message": error.message}
