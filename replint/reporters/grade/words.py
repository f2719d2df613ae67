"""What the grade's reports for people share: what costs points, why the gate is missed, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from replint.grading.models import Comparison, CriterionGrade, Earlier, Excused, Grade, PackGrade, PartGrade, Score
from replint.plain import dataclass
from replint.report import Entry, cell_path
from replint.reporters.places import where

NA = "n/a"


@dataclass(frozen=True)
class Loss:
    """What some findings cost in one case: ``each`` points on each of the criteria, the same findings being why."""

    case: str
    criteria: tuple[str, ...]
    each: int
    findings: tuple[Entry, ...]

    @property
    def points(self) -> int:
        """The points lost on all the criteria."""
        return self.each * len(self.criteria)

    @property
    def severity(self) -> str:
        """How grave the findings are; all are alike."""
        return self.findings[0].finding.severity.label


def losses(pack: PackGrade) -> list[Loss]:
    """A pack's deductions, those with the same findings as one, the most costly first; they add up to its loss."""
    grouped: dict[tuple[str, tuple[int, ...]], Loss] = {}
    for one in pack.deductions:
        key = (one.case, tuple(map(id, one.findings)))
        criteria = grouped[key].criteria if key in grouped else ()
        grouped[key] = Loss(one.case, (*criteria, one.criterion), one.points, one.findings)
    return sorted(grouped.values(), key=lambda loss: (-loss.points, loss.case))


def score(value: Score | None) -> str:
    """A score as it is read; ``n/a`` without one."""
    return NA if value is None else str(value)


def mean(value: float | None) -> str:
    """A mean as it is read, never rounded up over a threshold; ``n/a`` without one."""
    return NA if value is None else f"{int(value * 100 + 1e-9) / 100:.2f}"


def verdict(one: CriterionGrade) -> str:
    """``pass``, ``fail``, or ``n/a`` where nothing is exercised."""
    return NA if one.mean is None else "pass" if one.passed else "fail"


def gate(grade: Grade) -> str:
    """In one word how the gate stands: ``passed``, ``missed`` or ``n/a``."""
    if not any(pack.exercised for pack in grade.packs):
        return NA
    return "passed" if grade.passed else "missed"


def faults(pack: PackGrade) -> Iterator[str]:
    """Why a pack's criteria fail, one sentence for those that fail alike."""
    limits = pack.thresholds
    alike: dict[str, list[str]] = {}
    for one in pack.criteria:
        if one.passed or one.mean is None or one.min is None:
            continue
        parts = []
        if one.mean < limits.min_mean:
            parts.append(f"a mean of {mean(one.mean)} (below {limits.min_mean:g})")
        if one.min < limits.min_score:
            low = [case for case, value in one.scores.items() if value == one.min]
            parts.append(
                f"{one.min} in {'case' if len(low) == 1 else 'cases'} {listed(low)} (below {limits.min_score:g})"
            )
        alike.setdefault(listed(parts), []).append(one.criterion)
    for what, criteria in alike.items():
        yield f"{listed(criteria)} {'has' if len(criteria) == 1 else 'have'} {what}"


def demand(pack: PackGrade) -> str:
    """What a criterion needs to pass."""
    return f"a mean of at least {pack.thresholds.min_mean:g} and no score below {pack.thresholds.min_score:g}"


def place(entry: Entry) -> str:
    """Where a finding stands."""
    return where(entry.finding.path, entry.finding.span)


def earlier_place(old: Earlier) -> str:
    """Where a finding of an earlier grade stood."""
    return f"{cell_path(old.path, old.cell or 0)}:{old.line}:{old.column}"


def excuse(one: Excused) -> str:
    """Why a finding does not count, with the reason that somebody gave."""
    word = "baselined" if one.silence == "baseline" else "suppressed"
    return f"{word}: {one.entry.reason}" if one.entry.reason else word


def helps(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Findings, each with whether it is the first of its rule, so that the rule's help is told once."""
    told: set[str] = set()
    for entry in entries:
        yield entry, entry.finding.code not in told
        told.add(entry.finding.code)


def count(number: int, noun: str) -> str:
    """A number of things in words: ``1 finding``, ``2 findings``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(parts: Sequence[str]) -> str:
    """Words with commas and an "and"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def changes(comparison: Comparison) -> Iterator[str]:
    """The scores that changed, in words; criteria that changed alike in a case together."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in comparison.scores:
        alike.setdefault((one.case, score(one.before), score(one.after)), []).append(one.criterion)
    for (case, before, after), criteria in alike.items():
        yield f"case {case} on {listed(criteria)}: {before} → {after}"


def worst_first(parts: Iterable[PartGrade]) -> list[PartGrade]:
    """Parts of the code, those that miss the gate before the others, and by points lost; what is n/a comes last."""

    def rank(part: PartGrade) -> tuple[bool, bool, int, str]:
        known = any(pack.exercised for pack in part.packs)
        return (part.passed, not known, -sum(pack.loss for pack in part.packs), part.name)

    return sorted(parts, key=rank)
