"""The source lines that a report may show: around each finding, and around the places that explain it.

API tokens in them are starred out: a report is read by more people than the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from replint.findings import Finding, Span
from replint.replicate_api.tokens import starred
from replint.report import FileReport
from replint.source import Source

CONTEXT = 2
"""Lines before and after what is pointed at."""


def own_lines(source: Source, findings: Sequence[Finding]) -> dict[int, str]:
    """The lines by number around a file's findings, their edits, and their places in the same file."""
    spans = [finding.span for finding in findings]
    for finding in findings:
        spans += [place.span for place in (*finding.related, *finding.flow) if place.path in {None, finding.path}]
        spans += [edit.span for edit in finding.fix.edits] if finding.fix else []
    numbers = {number for span in spans for number in _around(span)}
    return {number: starred(source.shown(number)) for number in sorted(numbers) if number <= len(source.lines)}


def with_lines_elsewhere(report: FileReport, sources: Mapping[str, tuple[Source, Any]]) -> FileReport:
    """The report with the lines in other files, of those given by path, that its findings point at."""
    wanted: dict[str, set[int]] = {}
    for entry in (*report.entries, *report.suppressed):
        for place in (*entry.finding.related, *entry.finding.flow):
            if place.path is not None and place.path != report.path and place.path in sources:
                wanted.setdefault(place.path, set()).update(_around(place.span))
    if not wanted:
        return report
    return replace(
        report,
        elsewhere={
            path: {
                number: starred(sources[path][0].shown(number))
                for number in sorted(numbers)
                if number <= len(sources[path][0].lines)
            }
            for path, numbers in sorted(wanted.items())
        },
    )


def _around(span: Span) -> range:
    return range(max(span.line - CONTEXT, 1), span.end_line + CONTEXT + 1)
