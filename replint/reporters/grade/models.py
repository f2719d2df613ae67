"""The shape of the grade's JSON as models: for its JSON Schema and for tools that read it. No run needs them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from replint.grading.models import CriterionChange, Earlier, Points, Score, ScoreChange
from replint.packs import Threshold
from replint.reporters.models import ErrorModel, FindingModel, SeverityWord, Tool

Fingerprint = str


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ThresholdsModel(_Strict):
    """When a criterion passes: with a mean of at least ``min_mean`` and no score below ``min_score``."""

    min_mean: Threshold
    min_score: Threshold


class CriterionModel(_Strict):
    """One criterion: its score in each case, null where the case is not exercised."""

    criterion: str
    title: str
    scores: dict[str, Score | None]
    mean: float | None
    min: Score | None
    passed: bool


class CaseModel(_Strict):
    """One case, with the fingerprints of the findings that count in it."""

    case: str
    title: str
    severity: SeverityWord
    exercised: bool
    findings: list[Fingerprint]


class DeductionModel(_Strict):
    """The points that one criterion loses in one case, and the findings that are why."""

    criterion: str
    case: str
    points: Points
    findings: list[Fingerprint]


class PackModel(_Strict):
    """One pack's grade. The deductions add up to the loss; without ``mend_first`` the gate would pass."""

    pack: str
    title: str
    thresholds: ThresholdsModel
    criteria: list[CriterionModel]
    cases: list[CaseModel]
    deductions: list[DeductionModel]
    mend_first: list[Fingerprint]
    passed: bool


class PartPackModel(_Strict):
    """One pack's grade of a part of the code."""

    pack: str
    criteria: list[CriterionModel]
    passed: bool


class PartModel(_Strict):
    """The grade of a file or package."""

    name: str
    packs: list[PartPackModel]
    passed: bool


class ComparisonModel(_Strict):
    """What changed since an earlier grade; ``new`` are fingerprints of ``findings``, ``gone`` is told in full."""

    passed_before: bool
    criteria: list[CriterionChange]
    scores: list[ScoreChange]
    new: list[Fingerprint]
    gone: list[Earlier]


class GradeModel(_Strict):
    """The whole grade. ``by`` and ``parts``, and ``comparison``, are there only if they were asked for."""

    schema_version: Literal[1]
    tool: Tool
    packs: list[PackModel]
    findings: list[FindingModel]
    errors: list[ErrorModel]
    passed: bool
    by: Literal["file", "package"] | None = None
    parts: list[PartModel] | None = None
    comparison: ComparisonModel | None = None
