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
from replint.fixes.rounds import Identity, fix_unit, identity
from replint.report import FileReport, Mended, Report

MOST_TURNS = 20

Check = Callable[[Sequence[Target], Disk, "Treat | None"], Report]
"""Checks files whose bytes a disk has; the treatment stands in for a mere check."""


def mend_all(targets: Sequence[Target], check: Check, least: Applicability, disk: Disk = DISK) -> Report:
    """The report on files after all their fixes are made that may be trusted at least so far.

    It tells what is left, and in ``mended`` what has become of each file that changed. ConfigError if a baseline is
    not there or can't be read.
    """
    treat = partial(fix_unit, least=least, known=_known(targets, check, disk))
    by_path = {target.path: target for target in targets}
    texts: dict[str, bytes] = {}
    report = turn = check(targets, disk, treat)
    for _ in range(MOST_TURNS):
        fresh = {by_path[one.path].file: one.mended.after for one in turn.files if one.mended and one.path in by_path}
        texts |= fresh
        stale = [one.path for one in report.files if _hangs_on(one, fresh.keys()) and one.path in by_path]
        if not stale:
            break
        turn = check([by_path[path] for path in stale], Overlay(texts, disk), treat)
        report.files = list(_updated(report.files, {one.path: one for one in turn.files}, frozenset(stale)))
    return report


def _known(targets: Sequence[Target], check: Check, disk: Disk) -> Mapping[str, frozenset[Identity]]:
    """What the files' baselines know, by path."""
    if not any(target.settings.baseline for target in targets):
        return {}
    from replint import baseline

    report = check(targets, disk, None)
    baseline.apply(report, Scope(targets, (), os.getcwd()))
    return {one.path: frozenset(map(identity, one.baselined)) for one in report.files if one.baselined}


def _hangs_on(report: FileReport, files: Iterable[str]) -> bool:
    """Whether a report can change with files of which it is not the only one."""
    return len(report.depends_on) > 1 and not set(report.depends_on).isdisjoint(files)


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
