"""The grade as models: all that a report on it needs, from the rubric's words to the findings that cost points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

from replint.packs import BEST, WORST, Thresholds
from replint.report import Entry, FileError, Silence

Score = Annotated[int, Field(ge=WORST, le=BEST)]
Points = Annotated[int, Field(ge=1, le=BEST - WORST)]
Found = InstanceOf[Entry]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Excused(_Frozen):
    """A finding that is listed and does not count, and what silences it."""

    entry: Found
    silence: Silence


class Deduction(_Frozen):
    """The points that one criterion loses in one case, and the findings that are why: those of the worst severity."""

    criterion: str
    case: str
    points: Points
    findings: tuple[Found, ...]


class CriterionGrade(_Frozen):
    """One criterion: its score in each case, None where the case is not exercised.

    ``mean`` and ``min`` are those of the exercised cases, None if there are none; ``passed`` is true then.
    """

    criterion: str
    title: str
    scores: Mapping[str, Score | None]
    mean: float | None
    min: Score | None
    passed: bool


class CaseGrade(_Frozen):
    """One case with the rubric's words, and the findings that count in it, by path, line, column and code."""

    case: str
    title: str
    severity: Literal["low", "medium", "high", "critical"]
    input: str
    expected: str
    exercised: bool
    findings: tuple[Found, ...]
    excused: tuple[Excused, ...]


class PackGrade(_Frozen):
    """One pack's grade.

    The points of ``deductions`` add up to ``loss``. ``mend_first`` are findings without which the gate would pass,
    the gravest first; empty if it does.
    """

    pack: str
    title: str
    thresholds: Thresholds
    criteria: tuple[CriterionGrade, ...]
    cases: tuple[CaseGrade, ...]
    deductions: tuple[Deduction, ...]
    mend_first: tuple[Found, ...]
    passed: bool

    @property
    def exercised(self) -> bool:
        """Whether the code exercises any case; without, the grade is n/a."""
        return any(case.exercised for case in self.cases)

    @property
    def loss(self) -> int:
        """How many points are missing to the best score everywhere."""
        scores = [score for one in self.criteria for score in one.scores.values() if score is not None]
        return sum(BEST - score for score in scores)


class PartGrade(_Frozen):
    """The grade of a part of the code: of a file, or of a package (the files of one folder)."""

    name: str
    packs: tuple[PackGrade, ...]

    @property
    def passed(self) -> bool:
        """Whether this part alone would pass every gate."""
        return all(pack.passed for pack in self.packs)


class Standing(_Frozen):
    """How a criterion stands: mean, lowest score (None where n/a) and verdict."""

    mean: float | None
    min: Score | None
    passed: bool


class CriterionChange(_Frozen):
    """A criterion in an earlier grade (None if that did not have it) and in this one."""

    pack: str
    criterion: str
    before: Standing | None
    after: Standing


class ScoreChange(_Frozen):
    """A score that is not what it was; None where the case is not exercised, or the earlier grade lacks it."""

    pack: str
    case: str
    criterion: str
    before: Score | None
    after: Score | None


class Earlier(_Frozen):
    """A finding of the earlier grade."""

    fingerprint: str
    code: str
    name: str
    severity: Literal["low", "medium", "high", "critical"]
    path: str
    cell: int | None = None
    line: int
    column: int
    message: str


class Comparison(_Frozen):
    """What changed since an earlier grade: every criterion, the scores that differ, findings that came and went."""

    passed_before: bool
    criteria: tuple[CriterionChange, ...]
    scores: tuple[ScoreChange, ...]
    new: tuple[Found, ...]
    gone: tuple[Earlier, ...]


class Grade(_Frozen):
    """The grade of a run.

    ``findings`` are all that count somewhere or belong to no rubric (``outside``), and ``excused`` those that are
    listed only; both in the order of a report. ``errors`` tell which files could not be analysed, so are not graded.
    ``by`` says what ``parts`` are, None if nobody asked for them.
    """

    packs: tuple[PackGrade, ...]
    findings: tuple[Found, ...]
    outside: tuple[Found, ...]
    excused: tuple[Excused, ...]
    errors: tuple[InstanceOf[FileError], ...]
    by: Literal["file", "package"] | None = None
    parts: tuple[PartGrade, ...] = ()
    comparison: Comparison | None = None

    @property
    def passed(self) -> bool:
        """Whether every pack's gate passes; true if nothing is exercised."""
        return all(pack.passed for pack in self.packs)
