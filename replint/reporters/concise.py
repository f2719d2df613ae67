"""flake8's line, which editors parse as it is: ``path:line:column: CODE message``.

In a notebook the cell stands behind the path, as ruff writes it: ``path:cell N:line:column: CODE message``.
"""

from __future__ import annotations

from replint.report import Entry, Report, cell_path
from replint.reporters import Options
from replint.reporters.text import escape, paint, severity_style, silenced, statistics


def render(report: Report, options: Options) -> str:
    """One line per finding; suppressed ones, if wanted, follow in the same order with a word that says so."""
    lines = [_line(entry, options) for entry in report.entries()]
    if options.show_suppressed:
        lines += [f"{_line(entry, options)} ({silenced(entry, silence)})" for entry, silence in report.silenced()]
    text = "".join(f"{line}\n" for line in lines)
    return text + statistics(report) if options.statistics else text


def _line(entry: Entry, options: Options) -> str:
    finding = entry.finding
    path = paint(escape(cell_path(finding.path, finding.span.cell)), "1", options)
    code = paint(finding.code, severity_style(finding.severity), options)
    return f"{path}:{finding.span.line}:{finding.span.column}: {code} {escape(finding.message)}"
