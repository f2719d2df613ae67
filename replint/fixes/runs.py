"""Mends the files of a run until nothing is left to do, whatever groups of files share them.

A file that is analysed in several groups is mended by one of them in each turn; the others see what has become of it in
the next. Nothing is written. What a baseline knows is left alone.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from replint.discovery import Scope, Target
from replint.disk import DISK, Disk, Overlay
from replint.engine import Treat
from replint.findings import Applicability
from replint.fixes.rounds import UNUSED, Identity, changed, fix_unit, identity, is_fixable
from replint.report import FileReport, Mended, Report

MOST_TURNS = 20

Check = Callable[[Sequence[Target], Disk, "Treat | None"], Report]
"""Checks files whose bytes a disk has; the treatment stands in for a mere check."""


def mend_all(targets: Sequence[Target], check: Check, least: Applicability, disk: Disk = DISK) -> Report:
    """The report on files after all their fixes are made that may be trusted at least so far.

    It tells what is left, and in ``mended`` what has become of each file that changed. ConfigError if a baseline is
    not there or can't be read.
    """
    known = _known(targets, check, disk)
    run = _Run(targets, check, disk, partial(fix_unit, least=least, known=known))
    run.to_the_end()
    run.without_unused_comments(least, known)
    return run.report


class _Run:
    """The files of a run, what has become of them, and what is to be said of them now."""

    def __init__(self, targets: Sequence[Target], check: Check, disk: Disk, treat: Treat) -> None:
        self._targets = {target.path: target for target in targets}
        self._check = check
        self._disk = disk
        self._treat = treat
        self._texts: dict[str, bytes] = {}
        self.report = check(targets, disk, treat)

    def to_the_end(self) -> None:
        """Takes turns until one of them mends nothing."""
        fresh = self._changed(self.report)
        for _ in range(MOST_TURNS):
            self._texts |= fresh
            stale = self._stale(fresh)
            if not stale:
                break
            turn = self._turn(stale, self._texts, self._treat)
            self._take(turn, stale)
            fresh = self._changed(turn)

    def without_unused_comments(self, least: Applicability, known: Mapping[str, frozenset[Identity]]) -> None:
        """Mends files of several groups where a comment is of no use in any of them, which no group can tell alone."""
        mended: dict[str, Mended] = {}
        for one in self.report.files:
            left = known.get(one.path, frozenset())
            unused = [entry for entry in one.entries if entry.finding.code == UNUSED and is_fixable(entry, least)]
            findings = [entry.finding for entry in unused if identity(entry) not in left]
            if findings and one.path in self._targets:
                file = self._targets[one.path].file
                before = self._texts[file] if file in self._texts else self._disk.read(file)
                made = changed(before, one.path, findings)
                if made is not None:
                    mended[one.path] = Mended(before, made[0], {UNUSED: len(made[1])})
        fresh = {self._targets[path].file: one.after for path, one in mended.items()}
        stale = frozenset(mended)
        turn = self._turn(stale, self._texts | fresh, None)
        after = {one.path: len(one.entries) for one in turn.files}
        promised = [
            one.path
            for one in self.report.files
            if one.path in stale and len(one.entries) - sum(mended[one.path].counts.values()) == after.get(one.path, 0)
        ]
        turn.files = [replace(one, mended=mended[one.path]) for one in turn.files if one.path in promised]
        self._take(turn, frozenset(promised))

    def _turn(self, paths: frozenset[str], texts: Mapping[str, bytes], treat: Treat | None) -> Report:
        targets = [target for path, target in self._targets.items() if path in paths]
        return self._check(targets, Overlay(texts, self._disk), treat) if targets else Report()

    def _changed(self, turn: Report) -> dict[str, bytes]:
        """The new texts of the files that a turn changed."""
        return {self._targets[one.path].file: one.mended.after for one in turn.files if one.mended is not None}

    def _stale(self, fresh: Mapping[str, bytes]) -> frozenset[str]:
        """The files of which other things may be said when those are others that they depend on."""
        return frozenset(
            one.path
            for one in self.report.files
            if one.path in self._targets and len(one.depends_on) > 1 and not set(one.depends_on).isdisjoint(fresh)
        )

    def _take(self, turn: Report, stale: frozenset[str]) -> None:
        after = {one.path: one for one in turn.files}
        self.report.files = list(_updated(self.report.files, after, stale))


def _known(targets: Sequence[Target], check: Check, disk: Disk) -> Mapping[str, frozenset[Identity]]:
    """What the files' baselines know, by path."""
    if not any(target.settings.baseline for target in targets):
        return {}
    from replint import baseline

    report = check(targets, disk, None)
    baseline.apply(report, Scope(targets, (), os.getcwd()))
    return {one.path: frozenset(map(identity, one.baselined)) for one in report.files if one.baselined}


def _updated(
    before: Iterable[FileReport], after: Mapping[str, FileReport], stale: frozenset[str]
) -> Iterable[FileReport]:
    """The reports before a turn, with those that are stale as they are after it."""
    for old in before:
        if old.path not in stale:
            yield old
        elif old.path in after:
            yield replace(after[old.path], mended=_joined(old.mended, after[old.path].mended))
        elif old.mended is not None:  # nothing in it has to do with the platform any more
            yield FileReport(old.path, analyzed=old.analyzed, mended=old.mended)


def _joined(first: Mended | None, second: Mended | None) -> Mended | None:
    if first is None or second is None:
        return first or second
    counts = Counter(first.counts) + Counter(second.counts)
    return Mended(first.before, second.after, dict(sorted(counts.items())))
