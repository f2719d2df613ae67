"""What changed since an earlier grade, read from the JSON that it was written as."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from replint.grading.models import (
    Comparison,
    CriterionChange,
    Earlier,
    Grade,
    PackGrade,
    Score,
    ScoreChange,
    Standing,
)
from replint.report import Entry

SCHEMA_VERSION = 1


class CompareError(Exception):
    """An earlier grade that can't be read: one line that names the file and the fault."""


class _Lenient(BaseModel):
    """What is needed of an earlier grade; whatever a later version adds is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _OldCriterion(_Lenient):
    criterion: str
    scores: dict[str, Score | None]
    mean: float | None
    min: Score | None
    passed: bool


class _OldPack(_Lenient):
    pack: str
    criteria: list[_OldCriterion]


class _OldFinding(Earlier):
    model_config = ConfigDict(extra="ignore")

    suppression: dict[str, Any] | None = None


class OldGrade(_Lenient):
    """An earlier grade, as far as it is compared."""

    schema_version: Annotated[int, Field(ge=1)]
    packs: list[_OldPack]
    findings: list[_OldFinding]
    passed: bool


class _Kind(_Lenient):
    schema_version: int
    tool: dict[Literal["name", "version"], str]


def read(path: str) -> OldGrade:
    """The grade in a file that ``replint grade --output-format json`` wrote; CompareError if it is none."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise CompareError(f"{path}: can't be read: {error.strerror}") from error
    try:
        kind = _Kind.model_validate_json(data)
        if kind.schema_version != SCHEMA_VERSION:
            raise CompareError(f"{path}: schema_version is {kind.schema_version}, and only {SCHEMA_VERSION} is known")
        return OldGrade.model_validate_json(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in fault["loc"])
        what = f"{key}: {fault['msg']}" if key else fault["msg"]
        raise CompareError(f"{path}: is no grade that replint wrote as JSON: {what}") from error


def compared(old: OldGrade, new: Grade) -> Grade:
    """The new grade with what changed since the old one."""
    before = {(pack.pack, one.criterion): one for pack in old.packs for one in pack.criteria}
    known = Counter(one.fingerprint for one in old.findings if one.suppression is None)
    fresh: list[Entry] = []
    for entry in new.findings:
        if known[entry.fingerprint]:
            known[entry.fingerprint] -= 1
        else:
            fresh.append(entry)
    gone = []
    for one in old.findings:
        if one.suppression is None and known[one.fingerprint]:
            known[one.fingerprint] -= 1
            gone.append(Earlier.model_validate(one.model_dump(exclude={"suppression"})))
    comparison = Comparison(
        passed_before=old.passed,
        criteria=tuple(change for pack in new.packs for change in _criteria(pack, before)),
        scores=tuple(change for pack in new.packs for change in _scores(pack, before)),
        new=tuple(fresh),
        gone=tuple(gone),
    )
    return new.model_copy(update={"comparison": comparison})


_Before = dict[tuple[str, str], _OldCriterion]


def _criteria(pack: PackGrade, before: _Before) -> list[CriterionChange]:
    changes = []
    for one in pack.criteria:
        old = before.get((pack.pack, one.criterion))
        changes.append(
            CriterionChange(
                pack=pack.pack,
                criterion=one.criterion,
                before=Standing(mean=old.mean, min=old.min, passed=old.passed) if old is not None else None,
                after=Standing(mean=one.mean, min=one.min, passed=one.passed),
            )
        )
    return changes


def _scores(pack: PackGrade, before: _Before) -> list[ScoreChange]:
    """The scores that differ, case by case."""
    changes = []
    for case in pack.cases:
        for one in pack.criteria:
            old = before.get((pack.pack, one.criterion))
            was = old.scores.get(case.case) if old is not None else None
            now = one.scores[case.case]
            if was != now:
                changes.append(
                    ScoreChange(pack=pack.pack, case=case.case, criterion=one.criterion, before=was, after=now)
                )
    return changes
