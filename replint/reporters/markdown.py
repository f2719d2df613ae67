"""Markdown for a comment on a pull request: a table of the findings, then what to write instead, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from replint.findings import Finding, Severity
from replint.report import Report
from replint.reporters import Options
from replint.reporters.markup import code, inline, plain
from replint.reporters.places import where
from replint.reporters.text import count_by_rule, summary

MAX_ROWS = 100
"""Findings in the table: a comment can hold some 65,000 characters, and nobody reads more rows."""

_SIGNS: Mapping[Severity, str] = {
    Severity.CRITICAL: "🔴",
    Severity.HIGH: "🟠",
    Severity.MEDIUM: "🟡",
    Severity.LOW: "🔵",
}


def render(report: Report, options: Options) -> str:
    """The report as one Markdown document. Whatever stands in names and sources stays text."""
    lines = ["## replint", "", plain(summary(report))]
    entries = list(report.entries())
    if entries:
        lines += ["", *_table([entry.finding for entry in entries])]
        lines += ["", "<details><summary>What to write instead</summary>", ""]
        for entry, count in count_by_rule(report):
            times = f" ({count} times)" if count > 1 else ""
            lines.append(f"- **{entry.finding.code} {entry.finding.name}**{times}: {inline(entry.finding.help)}")
        lines += ["", "</details>"]
    hidden = list(report.silenced()) if options.show_suppressed else []
    if hidden:
        lines += ["", f"### Silenced ({len(hidden)})", ""]
        for entry, silence in hidden:
            why = "suppressed" if silence == "comment" else "in the baseline"
            reason = f": {plain(entry.reason)}" if entry.reason else ""
            what = inline(entry.finding.message)
            lines.append(f"- {_place(entry.finding)} {entry.finding.code} {what} ({why}{reason})")
    return "\n".join(lines) + "\n"


def _table(findings: list[Finding]) -> Iterator[str]:
    yield "| severity | rule | place | what |"
    yield "|---|---|---|---|"
    for finding in findings[:MAX_ROWS]:
        rule = f"{finding.code} {finding.name}"
        sign = f"{_SIGNS[finding.severity]} {finding.severity.label}"
        yield f"| {sign} | {rule} | {_place(finding)} | {inline(finding.message)} |"
    if len(findings) > MAX_ROWS:
        yield f"\n… and {len(findings) - MAX_ROWS} more."


def _place(finding: Finding) -> str:
    return code(where(finding.path, finding.span))
