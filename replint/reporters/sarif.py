"""SARIF 2.1.0, for code scanning and for every viewer that reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from replint import catalogue, packs
from replint.findings import Finding, Fix, Related, Span
from replint.packs import Pack
from replint.report import Entry, FileReport, Report, Silence
from replint.reporters import Options
from replint.reporters.json import dumps
from replint.reporters.places import first_line, uri, where
from replint.reporters.sarif_rules import LEVELS, driver, taxa, taxonomies

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

FINGERPRINT = "replint/v1"
"""A key of our own: code scanning warns of tools that set the one it computes itself."""

_LINK = re.compile(r"\[[^\]]*\]\(")


def render(report: Report, options: Options) -> str:
    """One run as a SARIF log in ASCII. Findings that are silenced are always there, marked as such."""
    return dumps(as_data(report))


def as_data(report: Report) -> dict[str, Any]:
    """The log as plain data."""
    found = [(file, entry, silence) for file in report.files for entry, silence in _in_order(file)]
    codes = sorted({entry.finding.code for _, entry, _ in found})
    known = packs.shipped()
    run: dict[str, Any] = {
        "tool": {"driver": driver([catalogue.card(code) for code in codes], known)},
        "taxonomies": taxonomies(known),
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(entry, file, codes.index(entry.finding.code), known) | _standing(entry, silence, report)
            for file, entry, silence in found
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _in_order(file: FileReport) -> list[tuple[Entry, Silence | None]]:
    """A file's findings by place, each with what silences it."""
    found: list[tuple[Entry, Silence | None]] = [(entry, None) for entry in file.entries]
    return sorted([*found, *file.silenced], key=lambda one: one[0].finding.sort_key)


def _invocation(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = {"executionSuccessful": not report.failed}
    notes = [
        {"level": "error", "message": {"text": _plain(message)}, "locations": [_location(file.path)]}
        for file in report.files
        for message, _ in file.failures
    ]
    if notes:
        data["toolExecutionNotifications"] = notes
    return data


def _result(entry: Entry, file: FileReport, rule: int, known: Sequence[Pack]) -> dict[str, Any]:
    finding = entry.finding
    data: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(finding.message)},
        "locations": [_location(finding.path, finding.span, file)],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
    }
    if finding.related:
        data["relatedLocations"] = [
            {"id": number, **_place(place, file)} for number, place in enumerate(finding.related, start=1)
        ]
    if finding.flow:
        steps = [{"location": _place(place, file)} for place in finding.flow]
        data["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if finding.fix and not finding.span.cell:
        data["fixes"] = [_fix(finding.fix, finding)]
    references = taxa(finding.pack, finding.case, finding.criteria, known)
    if references:
        data["taxa"] = references
    data["properties"] = {
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "help": _plain(finding.help),
    }
    return data


def _standing(entry: Entry, silence: Silence | None, report: Report) -> dict[str, Any]:
    """What silences a finding, and how it compares with the baseline, if there is one.

    Findings that a baseline knows are kept: alerts on them would else close, and open again with the baseline gone.
    """
    data: dict[str, Any] = {}
    if silence == "comment":
        reason = {"justification": entry.reason} if entry.reason else {}
        data["suppressions"] = [{"kind": "inSource", "status": "accepted", **reason}]
    elif silence == "baseline":
        reason = {"justification": entry.reason or "The baseline lists it."}
        data["suppressions"] = [{"kind": "external", "status": "accepted", **reason}]
    if report.baselines:
        data["baselineState"] = "unchanged" if silence == "baseline" else "new"
    return data


def _place(place: Related, file: FileReport) -> dict[str, Any]:
    return {
        **_location(place.path or file.path, place.span, file),
        "message": {"text": _plain(place.message)},
    }


def _location(path: str, span: Span | None = None, file: FileReport | None = None) -> dict[str, Any]:
    """A place in a file: the first line of a span as the region, the whole of it as the region's context.

    In a notebook the region is the line of its JSON, and the cell with line and column is the logical location.
    """
    physical: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if span is not None and span.cell:
        physical["region"] = {"startLine": file.line_in_file(span, path) if file else 1}
        name = where("", span).removeprefix(":")
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name, "kind": "module"}]}
    if span is not None:
        shown = file.lines_of(path) if file else {}
        small = first_line(span, shown)
        physical["region"] = _region(small)
        if shown.get(small.line):
            text = shown[small.line][small.column - 1 : small.end_column - 1]
            physical["region"]["snippet"] = {"text": text}
        if small != span:
            physical["contextRegion"] = _region(span)
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": uri(path)}


def _region(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line != span.line:
        region["endLine"] = span.end_line
    return {**region, "endColumn": span.end_column}


def _fix(fix: Fix, finding: Finding) -> dict[str, Any]:
    return {
        "description": {"text": _plain(fix.message)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(finding.path),
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
                ],
            }
        ],
        "properties": {"applicability": fix.applicability.label},
    }


def _plain(text: str) -> str:
    """Text as a plain text message, in which something like a link would be taken for one."""
    return re.sub(r"([\\\[\]])", r"\\\1", text) if _LINK.search(text) else text
