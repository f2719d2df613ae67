"""Baselines: the findings that a team has when it starts, kept in a file so that only new ones count.

A baseline is a ratchet. What it holds doesn't count; what it holds and isn't found any more is told, so that the file
shrinks and nothing that was mended comes back unseen. A finding is known again by its fingerprint and its file; if
that file is gone, by its fingerprint in another one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any

from replint.catalogue import SEVERITIES
from replint.config import ABOUT_THE_RUN, CONFIDENCES, ConfigError, Settings
from replint.discovery import Scope, Target, display_path
from replint.disk import read_file
from replint.findings import Confidence, Severity
from replint.plain import dataclass
from replint.report import Entry, FileReport, Report

FORMAT = 1
_TEXTS = ("path", "scope", "code", "fingerprint")


@dataclass(frozen=True, order=True)
class Known:
    """A finding that a baseline holds. ``path`` is what users read, ``baseline`` the path of the file it stands in."""

    path: str
    scope: str
    code: str
    fingerprint: str
    severity: Severity
    confidence: Confidence
    baseline: str = ""


@dataclass
class Comparison:
    """A baseline beside a run: by file, the entries it knows; what is gone; and what the run says nothing of."""

    known: dict[str, set[str]] = field(default_factory=dict)
    gone: list[Known] = field(default_factory=list)
    unjudged: list[Known] = field(default_factory=list)


def apply(report: Report, scope: Scope) -> None:
    """Marks what the baselines of the report's files know; each file goes by the one that its settings name.

    ConfigError for a baseline that isn't there or can't be read.
    """
    by_baseline: dict[str, list[Target]] = {}
    for target in scope.targets:
        if target.settings.baseline is not None and target.file:
            by_baseline.setdefault(target.settings.baseline, []).append(target)
    for path, targets in sorted(by_baseline.items()):
        shown = display_path(path, scope.cwd)
        found = compare(report, replace(scope, targets=targets), path, read(path, scope.cwd))
        _mark(report, found)
        report.baselines.append(shown)
        report.gone += sorted(found.gone)


def write(report: Report, scope: Scope, path: str) -> tuple[int, int, int]:
    """Writes every finding of a report to a baseline, and marks them as known by it.

    What the file held on other files, or on rules that this run left out, stays in it. Returns how many entries it
    has, how many of them are new and how many were dropped. ConfigError if it can't be written or an old one not read.
    """
    old = read(path, scope.cwd) if os.path.lexists(path) else []
    found = compare(report, scope, path, old)
    files = {target.path: target.file for target in scope.targets}
    entries = list(found.unjudged)
    for file in report.files:
        if files.get(file.path):
            entries += [_known(entry, file.path) for entry in _eligible(file)]
    save(path, scope.cwd, entries)
    stayed = len(old) - len(found.gone)
    found.known = {file.path: {entry.fingerprint for entry in _eligible(file)} for file in report.files}
    _mark(report, found)
    shown = display_path(path, scope.cwd)
    report.baselines, report.gone = [*(one for one in report.baselines if one != shown), shown], []
    return len(entries), len(entries) - stayed, len(found.gone)


def prune(report: Report, scope: Scope) -> list[tuple[str, int]]:
    """Takes out of the applied baselines what is gone, and nothing else; returns each with the number of entries."""
    pruned = []
    for shown in report.baselines:
        gone = [entry for entry in report.gone if entry.baseline == shown]
        if gone:
            path = os.path.normpath(os.path.join(scope.cwd, shown))
            dropped = set(gone)
            save(path, scope.cwd, [entry for entry in read(path, scope.cwd) if entry not in dropped])
            pruned.append((shown, len(gone)))
    report.gone = []
    return pruned


def compare(report: Report, scope: Scope, path: str, entries: Sequence[Known]) -> Comparison:
    """Sets the entries of the baseline at ``path`` against what a run found in the files that go by it."""
    found = Comparison()
    targets = {target.path: target for target in scope.targets}
    left = {(entry.path, entry.fingerprint): entry for entry in entries}
    strangers: list[tuple[str, str]] = []
    for file in report.files:
        if file.path not in targets:
            continue
        for fingerprint in (entry.fingerprint for entry in _eligible(file)):
            if left.pop((file.path, fingerprint), None) is not None:
                found.known.setdefault(file.path, set()).add(fingerprint)
            else:
                strangers.append((file.path, fingerprint))
    homeless: dict[str, list[Known]] = {}
    for entry in sorted(left.values()):
        if not os.path.lexists(os.path.join(scope.cwd, entry.path)) and entry.path not in targets:
            homeless.setdefault(entry.fingerprint, []).append(entry)
    for file_path, fingerprint in strangers:
        if homeless.get(fingerprint):
            old = homeless[fingerprint].pop(0)
            del left[old.path, fingerprint]
            found.known.setdefault(file_path, set()).add(fingerprint)
    reports = {file.path: file for file in report.files}
    for entry in left.values():
        (found.gone if _is_gone(entry, targets, reports, scope) else found.unjudged).append(entry)
    return found


def _is_gone(entry: Known, targets: dict[str, Target], reports: dict[str, FileReport], scope: Scope) -> bool:
    """Whether a run that didn't find an entry would have found it, were it still there."""
    target = targets.get(entry.path)
    if target is None:
        file = os.path.normpath(os.path.join(scope.cwd, entry.path))
        return scope.walked(file) and not os.path.lexists(file)
    file_report = reports.get(entry.path)
    if file_report is not None and not file_report.complete:
        return False
    return _would_show(entry, target.settings, target.file)


def _would_show(entry: Known, settings: Settings, file: str) -> bool:
    return (
        settings.enabled(entry.code)
        and not entry.code.startswith(settings.ignored_in(file))
        and entry.severity >= settings.min_severity
        and entry.confidence >= settings.min_confidence
    )


def _eligible(file: FileReport) -> Iterator[Entry]:
    """What a baseline may hold of a file: all but the word that the file was not, or not fully, checked."""
    for entry in (*file.entries, *file.baselined):
        if entry.finding.code not in ABOUT_THE_RUN:
            yield entry


def _mark(report: Report, found: Comparison) -> None:
    """Moves what a baseline knows from a file's findings to its baselined ones."""
    for index, file in enumerate(report.files):
        known = found.known.get(file.path)
        if known:
            kept = tuple(entry for entry in file.entries if not _is_known(entry, known))
            moved = (*file.baselined, *(entry for entry in file.entries if _is_known(entry, known)))
            ordered = tuple(sorted(moved, key=lambda entry: entry.finding.sort_key))
            report.files[index] = replace(file, entries=kept, baselined=ordered)


def _is_known(entry: Entry, known: set[str]) -> bool:
    return entry.fingerprint in known and entry.finding.code not in ABOUT_THE_RUN


def _known(entry: Entry, path: str) -> Known:
    finding = entry.finding
    return Known(path, entry.scope, finding.code, entry.fingerprint, finding.severity, finding.confidence)


def read(path: str, cwd: str) -> list[Known]:
    """The entries of a baseline, their paths as users read them in ``cwd``; ConfigError if there is a fault."""
    import json

    shown = display_path(path, cwd)
    folder = os.path.dirname(path)
    try:
        data = json.loads(read_file(path).decode("utf-8"))
        if data["format"] != FORMAT:
            raise ConfigError(f"{shown}: has the format {data['format']!r}; this replint knows {FORMAT}")
        return [_entry(item, folder, shown, cwd) for item in data["findings"]]
    except FileNotFoundError as error:
        raise ConfigError(f"{shown}: there is no such baseline; write it with --write-baseline {shown}") from error
    except OSError as error:
        raise ConfigError(f"{shown}: can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigError(f"{shown}: is no baseline of replint; write it anew with --write-baseline {shown}") from error


def _entry(item: dict[str, Any], folder: str, shown: str, cwd: str) -> Known:
    texts = {key: item[key] for key in _TEXTS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    file = os.path.normpath(os.path.join(folder, texts.pop("path")))
    return Known(
        path=display_path(file, cwd),
        severity=SEVERITIES[item["severity"]],
        confidence=CONFIDENCES[item["confidence"]],
        baseline=shown,
        **texts,
    )


def save(path: str, cwd: str, entries: Iterable[Known]) -> None:
    """Writes a baseline: one line an entry, in an order that moved lines don't change; ConfigError if it can't be."""
    import json

    folder = os.path.dirname(path)
    rows = []
    for entry in entries:
        row = {
            "path": display_path(os.path.normpath(os.path.join(cwd, entry.path)), folder),
            "scope": entry.scope,
            "code": entry.code,
            "severity": entry.severity.label,
            "confidence": entry.confidence.label,
            "fingerprint": entry.fingerprint,
        }
        rows.append(row)
    rows.sort(key=lambda row: [row[key] for key in _TEXTS])
    lines = ",".join(f"\n  {json.dumps(row)}" for row in rows)
    text = f'{{\n "format": {FORMAT},\n "findings": [{lines}{chr(10) + " " if rows else ""}]\n}}\n'
    whole = f"{path}.{os.getpid()}.tmp"
    try:
        with open(whole, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(whole, path)
    except OSError as error:
        raise ConfigError(f"{display_path(path, cwd)}: can't be written: {error.strerror}") from error
