"""``replint grade``: from paths and options to the grade, and to an exit code that a gate can stand on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal

import click

from replint import console, reporters
from replint.commands.check import FAILURE, CheckOptions, check_paths, tell_failures, write
from replint.config import Resolver, Settings
from replint.plain import dataclass
from replint.reporters.text import summary

if TYPE_CHECKING:
    from replint.packs import Pack, Thresholds
    from replint.report import Report

PASSED, MISSED = 0, 1


@dataclass(frozen=True)
class GradeOptions:
    """The options of ``grade``, as they come from the command line; ``check`` has those that both commands have."""

    check: CheckOptions = field(default_factory=CheckOptions)
    output_format: str = "text"
    min_mean: float | None = None
    min_score: float | None = None
    by: Literal["file", "package"] | None = None
    compare: str | None = None


def run_grade(paths: Sequence[str], options: GradeOptions) -> int:
    """Grades paths, writes the grade, and returns the exit code."""
    from replint import packs
    from replint.grading import compare
    from replint.grading.scoring import grade
    from replint.reporters.grade import render

    check = options.check
    if check.isolated and check.config is not None:
        raise click.UsageError("--isolated and --config exclude each other")
    try:
        earlier = compare.read(options.compare) if options.compare is not None else None
    except compare.CompareError as error:
        raise click.ClickException(str(error)) from error
    rubrics = [pack for pack in packs.shipped() if not _left_out(pack, check)]
    resolver = Resolver(os.getcwd(), check.overrides(), isolated=check.isolated, config_file=check.config)
    report, scope = check_paths(paths, resolver, check)
    if any(target.settings.baseline for target in scope.targets):
        from replint import baseline

        baseline.apply(report, scope)
    settings = {target.path: target.settings for target in scope.targets}
    graded = [settings[file.path] for file in report.files if file.path in settings and (file.acts or file.entries)]
    limits = _thresholds(rubrics, graded or [resolver.for_folder(resolver.cwd)], options)
    result = grade(report, rubrics, limits, options.by)
    if earlier is not None:
        result = compare.compared(earlier, result)
    to_terminal = check.output_file is None and console.is_terminal(sys.stdout)
    color = console.wants_color(check.color, to_terminal=to_terminal)
    style = reporters.Options(color=color, width=console.width() if to_terminal else None)
    write(render(options.output_format, result, report, style), check.output_file)
    tell_failures(report, verbose=check.verbose)
    if not check.quiet:
        _tell_errors(report)
    if check.verbose and not check.quiet:
        console.note(summary(report))
    if report.failed:
        return FAILURE
    return PASSED if result.passed or check.exit_zero else MISSED


def _left_out(pack: Pack, check: CheckOptions) -> bool:
    """Whether a choice of packs leaves out this one: without its rules there is no grade of it."""
    from replint.catalogue import all_cards

    return bool(check.not_of_packs) and all(
        card.code in check.not_of_packs for card in all_cards() if card.pack == pack.id
    )


def _thresholds(
    rubrics: Sequence[Pack], settings: Sequence[Settings], options: GradeOptions
) -> Mapping[str, Thresholds]:
    """Each pack's thresholds: the command line's, else the strictest that hold for any graded file, else its own."""
    from replint.packs import Thresholds

    found = {}
    for pack in rubrics:
        own = pack.thresholds
        means = [own.min_mean if one.grade_min_mean is None else one.grade_min_mean for one in settings]
        scores = [own.min_score if one.grade_min_score is None else one.grade_min_score for one in settings]
        found[pack.id] = Thresholds(
            min_mean=max(means) if options.min_mean is None else options.min_mean,
            min_score=max(scores) if options.min_score is None else options.min_score,
        )
    return found


def _tell_errors(report: Report) -> None:
    """Says that the grade is not about all files, where some could not be analysed."""
    errors = [error for file in report.files for error in file.errors]
    if errors:
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        console.note(f"replint: warning: not graded, because not analysed: {errors[0].path}{more}")
