"""GitLab's Code Quality report, a list of issues in Code Climate's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replint import catalogue
from replint.findings import Severity
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
from replint.reporters.json import dumps
from replint.reporters.places import first_line, unique

_SEVERITIES: Mapping[Severity, str] = {
    Severity.LOW: "minor",
    Severity.MEDIUM: "major",
    Severity.HIGH: "critical",
    Severity.CRITICAL: "blocker",
}


def render(report: Report, options: Options) -> str:
    """All findings as one JSON array in ASCII; silenced ones are left out: the form has no word for them."""
    issues = [_issue(entry, file) for file in report.files for entry in file.entries]
    return dumps(issues)


def _issue(entry: Entry, file: FileReport) -> dict[str, Any]:
    finding = entry.finding
    span = first_line(finding.span, file.lines_of(None, finding.span.cell))
    in_cell = f" (cell {span.cell}, line {span.line})" if span.cell else ""
    line = file.line_in_file(span)
    card = catalogue.card(finding.code)
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": finding.message + in_cell,
        "content": {"body": f"{finding.help}\n\n{card.why}"},
        "categories": ["Security"] if card.security is not None else ["Bug Risk"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": unique(entry),
        "location": {"path": finding.path, "lines": {"begin": line, "end": line if span.cell else span.end_line}},
    }
