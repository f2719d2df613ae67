"""What to mend first: findings without which the gate passes, as few and as grave as a greedy choice finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from replint.findings import Severity
from replint.grading.models import CaseGrade
from replint.packs import BEST, Thresholds
from replint.report import Entry


def mend_first(criteria: Iterable[str], cases: Sequence[CaseGrade], limits: Thresholds) -> tuple[Entry, ...]:
    """Findings that have to go for every criterion to pass, the gravest first; empty if all pass as it is.

    First all that alone give a score below the lowest one allowed; then, while a mean is too low, the ones that lift
    it most for their number. None is there in vain: with any one of them still there, the gate would be missed.
    """
    plan = _Plan(tuple(criteria), [case for case in cases if case.exercised], limits)
    plan.make()
    order = sorted(plan.gone, key=lambda number: (-plan.severity[number], number))
    return tuple(plan.entries[number] for number in order)


class _Plan:
    """The findings by number, those that are to go, and what is left in each criterion and case by severity."""

    def __init__(self, criteria: Sequence[str], cases: Sequence[CaseGrade], limits: Thresholds) -> None:
        self.criteria = criteria
        self.cases = [case.case for case in cases]
        self.limits = limits
        self.entries = [entry for case in cases for entry in case.findings]
        self.severity = [entry.finding.severity for entry in self.entries]
        self.gone: set[int] = set()
        self.cells: dict[tuple[str, str], dict[Severity, set[int]]] = {
            (criterion, case): {severity: set() for severity in Severity}
            for criterion in criteria
            for case in self.cases
        }
        for number in range(len(self.entries)):
            self._put(number)

    def make(self) -> None:
        """Fills ``gone``."""
        for number, severity in enumerate(self.severity):
            if BEST - severity < self.limits.min_score and self._cells_of(number):
                self._take(number)
        chosen: list[int] = []
        while failing := [criterion for criterion in self.criteria if not self._passes(criterion)]:
            groups = [group for criterion in failing for group in self._worst(criterion)]
            if not groups:
                break
            best = max(groups, key=lambda group: (self._gain(failing, group) / len(group), -group[0]))
            chosen += best
            for number in best:
                self._take(number)
        for number in sorted(chosen, key=lambda number: (self.severity[number], -number)):
            self._put(number)
            if not all(map(self._passes, self.criteria)):
                self._take(number)

    def _cells_of(self, number: int) -> list[dict[Severity, set[int]]]:
        finding = self.entries[number].finding
        return [self.cells[one, finding.case or ""] for one in self.criteria if one in finding.criteria]

    def _put(self, number: int) -> None:
        self.gone.discard(number)
        for cell in self._cells_of(number):
            cell[self.severity[number]].add(number)

    def _take(self, number: int) -> None:
        self.gone.add(number)
        for cell in self._cells_of(number):
            cell[self.severity[number]].discard(number)

    def _score(self, criterion: str, case: str) -> int:
        cell = self.cells[criterion, case]
        return BEST - max((severity for severity in Severity if cell[severity]), default=0)

    def _passes(self, criterion: str) -> bool:
        scores = [self._score(criterion, case) for case in self.cases]
        return not scores or (
            sum(scores) / len(scores) >= self.limits.min_mean and min(scores) >= self.limits.min_score
        )

    def _worst(self, criterion: str) -> list[list[int]]:
        """The findings that hold down each score of a criterion, sorted."""
        groups = []
        for case in self.cases:
            points = BEST - self._score(criterion, case)
            if points:
                groups.append(sorted(self.cells[criterion, case][Severity(points)]))
        return groups

    def _gain(self, criteria: Sequence[str], group: Sequence[int]) -> int:
        """By how many points criteria rise without a group."""
        before = self._total(criteria)
        for number in group:
            self._take(number)
        after = self._total(criteria)
        for number in group:
            self._put(number)
        return after - before

    def _total(self, criteria: Sequence[str]) -> int:
        return sum(self._score(criterion, case) for criterion in criteria for case in self.cases)
