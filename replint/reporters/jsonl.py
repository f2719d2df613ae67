"""The findings as JSON Lines: one object per line, of the shape that the JSON report gives each finding."""

from __future__ import annotations

from replint.report import Report
from replint.reporters import Options
from replint.reporters.json import dumps, finding_data


def render(report: Report, options: Options) -> str:
    """One line per finding, in ASCII; suppressed ones, if wanted, follow and carry their ``suppression``."""
    found = [finding_data(entry) for entry in report.entries()]
    if options.show_suppressed:
        found += [finding_data(entry, silence=silence) for entry, silence in report.silenced()]
    return "".join(dumps(one, one_line=True) for one in found)
