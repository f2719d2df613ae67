"""What ``replint check`` does with baselines: applies, writes and prunes them, and says so."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from replint import baseline, console
from replint.discovery import Scope
from replint.report import Report

if TYPE_CHECKING:
    from replint.commands.check import CheckOptions

MOST_TOLD = 20
"""Of more entries that are gone only these many are told, unless with ``-v``."""


def settle(report: Report, scope: Scope, options: CheckOptions) -> bool:
    """Sets a report against the baselines that hold for it. True if the run fails for what is gone from them."""
    if options.write_baseline is not None:
        if options.prune_baseline:
            raise click.UsageError("--write-baseline and --prune-baseline exclude each other")
        _write(report, scope, os.path.normpath(os.path.join(scope.cwd, options.write_baseline)), options)
        return False
    wants = "--prune-baseline" if options.prune_baseline else "--strict-baseline" if options.strict_baseline else None
    if wants and scope.targets and not any(target.settings.baseline for target in scope.targets):
        raise click.UsageError(f"{wants} needs a baseline: give --baseline FILE, or `baseline` in the configuration")
    baseline.apply(report, scope)
    gone = len(report.gone)
    if options.prune_baseline:
        for shown, count in baseline.prune(report, scope):
            _say(f"replint: {shown}: dropped {_entries(count)}", options)
        return False
    _tell_gone(report, options)
    return options.strict_baseline and gone > 0


def _write(report: Report, scope: Scope, path: str, options: CheckOptions) -> None:
    others = [target for target in scope.targets if target.settings.baseline != path]
    baseline.apply(report, replace(scope, targets=others))
    total, new, dropped = baseline.write(report, scope, path)
    shown = report.baselines[-1]
    _say(f"replint: {shown}: wrote {_entries(total)}, {new} of them new; dropped {dropped}", options)
    left = sum(1 for _ in report.entries())
    if left:
        _say("replint: a file that can't be checked is never taken into a baseline", options)


def _tell_gone(report: Report, options: CheckOptions) -> None:
    if not report.gone:
        return
    most = len(report.gone) if options.verbose else MOST_TOLD
    for entry in report.gone[:most]:
        place = f"{entry.path} ({entry.scope})" if entry.scope else entry.path
        _say(f"replint: {entry.baseline}: gone: {entry.code} in {place}", options)
    if len(report.gone) > most:
        _say(f"replint: … and {len(report.gone) - most} more", options)
    _say("replint: take what is gone out of the baseline with --prune-baseline", options)


def _say(sentence: str, options: CheckOptions) -> None:
    if not options.quiet or options.strict_baseline:
        console.note(sentence)


def _entries(count: int) -> str:
    return f"{count} entr{'y' if count == 1 else 'ies'}"
