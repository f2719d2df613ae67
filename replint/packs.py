"""The rubrics: a pack's criteria, cases and thresholds, as they stand in ``rules/<pack folder>/pack.toml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from replint import catalogue
from replint.acts import Act
from replint.catalogue import CardError, RuleCard

BEST, WORST = 5, 1
"""The scores that a criterion can get in a case."""

Text = Annotated[str, Field(min_length=1)]
Prose = Annotated[str, Field(min_length=1), AfterValidator(lambda text: " ".join(text.split()))]
Threshold = Annotated[float, Field(ge=WORST, le=BEST, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Thresholds(_Strict):
    """When a criterion passes: with a mean of at least ``min_mean`` and no score below ``min_score``."""

    model_config = ConfigDict(populate_by_name=True)

    min_mean: Threshold
    min_score: Threshold


class Criterion(_Strict):
    """One of the points of view from which every case is scored."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    title: Text


class Case(_Strict):
    """One test of the rubric: what is given, what a good integration does, and which acts of code exercise it."""

    id: Annotated[str, Field(pattern=r"^\d\d$")]
    title: Text
    severity: Literal["low", "medium", "high", "critical"]
    input: Prose
    expected: Prose
    exercised_by: Annotated[list[Act], Field(min_length=1)]


class Pack(_Strict):
    """A rubric. Ids are unique among its criteria, and among its cases."""

    id: Text
    title: Text
    platform: Text
    thresholds: Thresholds
    criteria: Annotated[list[Criterion], Field(min_length=1)]
    cases: Annotated[list[Case], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_unique_ids(self) -> Pack:
        for kind, ids in (("criterion", [one.id for one in self.criteria]), ("case", [one.id for one in self.cases])):
            twice = [name for name, count in Counter(ids).items() if count > 1]
            if twice:
                raise ValueError(f"the {kind} {twice[0]} is there twice")
        return self


def load(root: Path) -> tuple[Pack, ...]:
    """The packs below the cards' folder, sorted by id; CardError naming file and key for the first that is wrong."""
    found: dict[str, Pack] = {}
    for path in sorted(root.glob("*/pack.toml")):
        pack = _read(path)
        if pack.id in found:
            raise CardError(f"{path}: id: there is another pack {pack.id}")
        found[pack.id] = pack
    return tuple(pack for _, pack in sorted(found.items()))


def shipped() -> tuple[Pack, ...]:
    """The packs that come with replint; CardError if one is wrong, or if a card does not fit them."""
    packs = load(catalogue.shipped().root)
    for card in catalogue.all_cards():
        fault = misplaced(card, packs)
        if fault is not None:
            raise CardError(f"{catalogue.shipped().files[card.code]}: {fault}")
    return packs


def misplaced(card: RuleCard, packs: Sequence[Pack]) -> str | None:
    """What is wrong with a card's place in the rubrics, as the key and the fault; None if it fits.

    A card of a pack with a rubric has one of its cases and some of its criteria. One of another pack has no case; its
    criteria are those of any rubric.
    """
    pack = next((one for one in packs if one.id == card.pack), None)
    if pack is None:
        if card.case is not None:
            return f"case: there is no rubric for the pack {card.pack}"
        known = {criterion.id for one in packs for criterion in one.criteria}
        return _unknown_criterion(card, known, "any rubric")
    cases = [case.id for case in pack.cases]
    if card.case not in cases:
        what = "is missing" if card.case is None else f"{card.case} is unknown"
        return f"case: {what}; the pack {pack.id} has {', '.join(cases)}"
    if not card.criteria:
        return f"criteria: are missing; the pack {pack.id} has {', '.join(one.id for one in pack.criteria)}"
    return _unknown_criterion(card, {one.id for one in pack.criteria}, f"the pack {pack.id}")


def told(error: ValidationError) -> str:
    """The faults that pydantic found in a file, in one line: each key with what is wrong."""
    return "; ".join(_fault(list(fault["loc"]), fault["msg"]) for fault in error.errors(include_url=False))


def _unknown_criterion(card: RuleCard, known: Iterable[str], where: str) -> str | None:
    wrong = [criterion for criterion in card.criteria if criterion not in known]
    return f"criteria: {wrong[0]} is none of {where}: {', '.join(sorted(known))}" if wrong else None


def _read(path: Path) -> Pack:
    try:
        return Pack.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise CardError(f"{path}: {told(error)}") from error
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise CardError(f"{path}: {error}") from error


def _fault(where: list[int | str], what: str) -> str:
    key = ".".join(str(part) for part in where)
    return f"{key}: {what}" if key else what
