"""The arithmetic of the grade: scores from findings, criteria from scores, the gate from criteria."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from replint.acts import Act
from replint.catalogue import CardError
from replint.grading.models import (
    CaseGrade,
    CriterionGrade,
    Deduction,
    Excused,
    Grade,
    PackGrade,
    PartGrade,
)
from replint.grading.plan import mend_first
from replint.packs import BEST, Case, Pack, Thresholds
from replint.report import Entry, FileReport, Report

By = Literal["file", "package"]


def grade(
    report: Report, packs: Sequence[Pack], thresholds: Mapping[str, Thresholds] | None = None, by: By | None = None
) -> Grade:
    """The grade of a run, by the packs' own thresholds or those given by pack; and of each file or package, if asked.

    CardError if a finding's case is one that its pack does not have.
    """
    limits = {pack.id: (thresholds or {}).get(pack.id, pack.thresholds) for pack in packs}
    files = report.files
    graded = {pack.id for pack in packs}
    return Grade(
        packs=_graded(files, packs, limits),
        findings=tuple(report.entries()),
        outside=tuple(entry for entry in report.entries() if entry.finding.pack not in graded),
        excused=tuple(_excused(files)),
        errors=tuple(error for file in files for error in file.errors),
        by=by,
        parts=tuple(
            PartGrade(name=name, packs=_graded(part, packs, limits))
            for name, part in _parts(files, by)
            if _counts(part)
        ),
    )


def package_of(path: str) -> str:
    """The package of a file: its folder, ``.`` for the working directory."""
    return os.path.dirname(path) or "."


def _parts(files: Sequence[FileReport], by: By | None) -> Iterator[tuple[str, list[FileReport]]]:
    if by is None:
        return
    parts: dict[str, list[FileReport]] = {}
    for file in files:
        parts.setdefault(file.path if by == "file" else package_of(file.path), []).append(file)
    yield from sorted(parts.items())


def _counts(files: Sequence[FileReport]) -> bool:
    """Whether files do, or have, anything that a grade speaks of."""
    return any(file.acts or file.entries or file.silenced for file in files)


def _graded(
    files: Sequence[FileReport], packs: Sequence[Pack], limits: Mapping[str, Thresholds]
) -> tuple[PackGrade, ...]:
    acts: frozenset[Act] = frozenset().union(*(file.acts for file in files))
    entries = [entry for file in files for entry in file.entries]
    excused = list(_excused(files))
    return tuple(_of_pack(pack, acts, entries, excused, limits[pack.id]) for pack in packs)


def _excused(files: Sequence[FileReport]) -> Iterator[Excused]:
    """The findings that are listed and do not count, in the order of the report."""
    for file in files:
        for entry, silence in file.silenced:
            yield Excused(entry=entry, silence=silence)


def _of_pack(
    pack: Pack, acts: frozenset[Act], entries: Sequence[Entry], excused: Sequence[Excused], limits: Thresholds
) -> PackGrade:
    cases = {case.id: case for case in pack.cases}
    found: dict[str, list[Entry]] = {case: [] for case in cases}
    for entry in entries:
        if entry.finding.pack == pack.id:
            if entry.finding.case not in cases:
                raise CardError(f"{entry.finding.code}: the pack {pack.id} has no case {entry.finding.case}")
            found[entry.finding.case].append(entry)
    listed = [one for one in excused if one.entry.finding.pack == pack.id]
    graded = [
        _of_case(case, acts, found[case.id], tuple(one for one in listed if one.entry.finding.case == case.id))
        for case in pack.cases
    ]
    deductions = tuple(_deductions(pack, graded))
    lost = {(one.criterion, one.case): one.points for one in deductions}
    criteria = []
    for criterion in pack.criteria:
        scores = {
            case.case: BEST - lost.get((criterion.id, case.case), 0) if case.exercised else None for case in graded
        }
        criteria.append(_of_criterion(criterion.id, criterion.title, scores, limits))
    return PackGrade(
        pack=pack.id,
        title=pack.title,
        thresholds=limits,
        criteria=tuple(criteria),
        cases=tuple(graded),
        deductions=deductions,
        mend_first=mend_first([one.criterion for one in criteria], graded, limits),
        passed=all(one.passed for one in criteria),
    )


def _of_case(case: Case, acts: frozenset[Act], found: Sequence[Entry], excused: tuple[Excused, ...]) -> CaseGrade:
    """A case with its findings. What code does exercises it; a finding is never without a case that counts."""
    return CaseGrade(
        case=case.id,
        title=case.title,
        severity=case.severity,
        input=case.input,
        expected=case.expected,
        exercised=bool(found) or not acts.isdisjoint(case.exercised_by),
        findings=tuple(found),
        excused=excused,
    )


def _deductions(pack: Pack, cases: Sequence[CaseGrade]) -> Iterator[Deduction]:
    """What each criterion loses in each case: as many points as the worst finding that bears on it is grave."""
    for criterion in pack.criteria:
        for case in cases:
            bearing = [entry for entry in case.findings if criterion.id in entry.finding.criteria]
            if bearing:
                worst = max(entry.finding.severity for entry in bearing)
                findings = tuple(entry for entry in bearing if entry.finding.severity == worst)
                yield Deduction(criterion=criterion.id, case=case.case, points=int(worst), findings=findings)


def _of_criterion(name: str, title: str, scores: Mapping[str, int | None], limits: Thresholds) -> CriterionGrade:
    known = [score for score in scores.values() if score is not None]
    mean = sum(known) / len(known) if known else None
    least = min(known, default=None)
    passed = mean is None or least is None or (mean >= limits.min_mean and least >= limits.min_score)
    return CriterionGrade(criterion=name, title=title, scores=scores, mean=mean, min=least, passed=passed)
