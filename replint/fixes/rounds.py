"""Mends files in rounds: check, apply what doesn't overlap, check again, until nothing is left to do.

A round counts only if it did what it promised: the files still compile and each finding that was mended is gone. A
file for which it does not is mended fix by fix from then on, and a rule's fix that fails alone is not made any more.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from replint.embedded import code_of, is_embedding, source_of
from replint.engine import check_unit
from replint.findings import Applicability, Finding
from replint.fixes.applying import mend
from replint.plain import dataclass
from replint.report import Entry, FileReport, Mended
from replint.source import SourceError
from replint.units import Unit, Work

MOST_ROUNDS = 40
UNUSED = "RPL901"

Identity = tuple[str, str, str]
"""What a baseline knows a finding of a file by: its rule, the functions and classes around it, its fingerprint."""


@dataclass
class _Doubts:
    """What broke its promise: files that are mended fix by fix, and rules whose fixes of a file are not made."""

    careful: set[str] = field(default_factory=set)
    distrusted: set[tuple[str, str]] = field(default_factory=set)

    def choose(self, path: str, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Of a file's findings those whose fixes are made in the next round."""
        trusted = [finding for finding in findings if (path, finding.code) not in self.distrusted]
        return trusted[:1] if path in self.careful else trusted

    def learn(self, path: str, mended: Sequence[Finding]) -> None:
        """Notes that a round went wrong for a file."""
        if len(mended) > 1:
            self.careful.add(path)
        else:
            self.distrusted.update((path, finding.code) for finding in mended)


@dataclass(frozen=True)
class _Round:
    """The files after a round, and the findings that it mended, by the paths of their files."""

    unit: Unit
    mended: dict[str, list[Finding]]


def is_fixable(entry: Entry, least: Applicability) -> bool:
    """Whether a finding has a fix that may be trusted at least this far."""
    fix = entry.finding.fix
    return fix is not None and fix.applicability >= least


def identity(entry: Entry) -> Identity:
    """What a finding is known by."""
    return entry.finding.code, entry.scope, entry.fingerprint


def fix_unit(
    unit: Unit, least: Applicability, known: Mapping[str, frozenset[Identity]] | None = None
) -> list[FileReport]:
    """The reports of files that are analysed together, after all their fixes are made; nothing is written.

    The reports tell what is left, and in ``mended`` what has become of a file that changed. Findings that are
    ``known``, by their files' paths, are left alone.
    """
    known = known or {}
    before = {work.target.path: work.data for work in unit.works}
    mended: dict[str, Counter[str]] = {}
    doubts = _Doubts()
    reports = check_unit(unit)
    for _ in range(MOST_ROUNDS):
        entries = {one.path: _unknown(one.entries, known.get(one.path, frozenset())) for one in reports}
        made = _round(unit, entries, least, doubts)
        if made is None:
            break
        outcome = check_unit(made.unit)
        broken = _broken(unit, made, reports, outcome)
        for path in broken:
            doubts.learn(path, made.mended[path])
        if broken:
            continue
        unit, reports = made.unit, outcome
        for path, findings in made.mended.items():
            mended.setdefault(path, Counter()).update(finding.code for finding in findings)
    after = {work.target.path: work.data for work in unit.works}
    return [
        replace(report, mended=Mended(before[report.path], after[report.path], dict(sorted(counts.items()))))
        if (counts := mended.get(report.path))
        else report
        for report in reports
    ]


def _unknown(entries: Sequence[Entry], known: frozenset[Identity]) -> Sequence[Entry]:
    """The findings that are not known.

    A fix in the statement of a known one changes its fingerprint: then as many of its rule in its scope are spared.
    """
    if not known:
        return entries
    spared = Counter((code, scope) for code, scope, _ in known)
    spared.subtract((entry.finding.code, entry.scope) for entry in entries if identity(entry) in known)
    unknown = []
    for entry in entries:
        kind = entry.finding.code, entry.scope
        if identity(entry) in known:
            continue
        if spared[kind] > 0:
            spared[kind] -= 1
        else:
            unknown.append(entry)
    return unknown


def _round(unit: Unit, entries: Mapping[str, Sequence[Entry]], least: Applicability, doubts: _Doubts) -> _Round | None:
    """One round; None if no file has a fix that can be made."""
    works, mended = [], {}
    for work in unit.works:
        path = work.target.path
        fixable = [entry.finding for entry in entries.get(path, ()) if is_fixable(entry, least)]
        if work.shared:  # a comment that is unused here may be needed in another group
            fixable = [finding for finding in fixable if finding.code != UNUSED]
        changed = _changed(work, doubts.choose(path, fixable))
        if changed is not None:
            work, mended[path] = changed  # noqa: PLW2901 - the file as it is after the round
        works.append(work)
    return _Round(replace(unit, works=tuple(works)), mended) if mended else None


def _changed(work: Work, findings: Sequence[Finding]) -> tuple[Work, list[Finding]] | None:
    made = changed(work.data, work.target.path, findings)
    return None if made is None else (replace(work, data=made[0]), made[1])


def changed(before: bytes, path: str, findings: Sequence[Finding]) -> tuple[bytes, list[Finding]] | None:
    """A file's bytes with fixes made, and the findings that they mend; None if none can be made without loss."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    if not fixes:
        return None
    try:
        source = source_of(before, path)
        if source.encode(source.text if source.layout is None else source.layout.raw) != before:
            return None
        made = mend(source, fixes)
    except (SourceError, UnicodeError, LookupError):
        return None
    if made is None or made[0] == before:
        return None
    data, applied = made
    return data, [findings[index] for index in applied]


def _broken(unit: Unit, made: _Round, before: Sequence[FileReport], after: Sequence[FileReport]) -> list[str]:
    """The files that a round broke, or in which it left a finding that it mended."""
    was, now = {report.path: report for report in before}, {report.path: report for report in after}
    old, new = ({work.target.path: work.data for work in one.works} for one in (unit, made.unit))
    return [
        path
        for path, findings in made.mended.items()
        if now[path].errors
        or now[path].failures != was[path].failures
        or (_compiles(old[path], path) and not _compiles(new[path], path))
        or Counter(finding.code for finding in findings) - (_counts(was[path]) - _counts(now[path]))
    ]


def _counts(report: FileReport) -> Counter[str]:
    return Counter(entry.finding.code for entry in (*report.entries, *report.suppressed))


def _compiles(data: bytes, path: str) -> bool:
    """Whether Python takes the code in a file as a module, or as cells that may wait; nothing of it is run."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if is_embedding(path) else 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(code_of(data, path), "<fixed>", "exec", flags, dont_inherit=True)
        except (SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True
