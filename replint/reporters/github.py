"""Workflow commands, which GitHub Actions turns into notes on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping

from replint.findings import Severity
from replint.report import Entry, FileReport, Report
from replint.reporters import Options
from replint.reporters.places import first_line, where
from replint.reporters.text import escape

_COMMANDS: Mapping[Severity, str] = {
    Severity.LOW: "notice",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
}


def render(report: Report, options: Options) -> str:
    """One command per finding, on the line of the file; the words name the cell of a notebook.

    Suppressed findings are left out: a note can't say that it is silenced.
    """
    return "".join(f"{_command(entry, file)}\n" for file in report.files for entry in file.entries)


def _command(entry: Entry, file: FileReport) -> str:
    finding = entry.finding
    span = first_line(finding.span, file.lines_of(None, finding.span.cell))
    properties = {
        "title": f"{finding.code} {finding.name} ({finding.severity.label})",
        "file": finding.path,
        "line": str(file.line_in_file(span)),
    }
    if not span.cell:
        properties |= {"endLine": str(span.end_line), "col": str(span.column), "endColumn": str(span.end_column)}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{where(finding.path, span)}: {finding.code} {finding.message}\n{finding.help}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    """Text as a command's value: the runner decodes what would end the line, and all else is made harmless."""
    return "%0A".join(escape(line).replace("%", "%25") for line in text.replace("\r", "\n").split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
