"""The strict form of a rule card: frozen models that refuse unknown keys and say which file and key is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from replint import packs
from replint.catalogue import CardError, Catalogue, RuleCard

Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SampleModel(_Strict):
    """One ``[[bad]]`` or ``[[good]]`` table."""

    title: Text
    code: Text


class CardModel(_Strict):
    """One card file, key by key."""

    code: Annotated[str, Field(pattern=r"^RPL\d{3}$")]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    pack: Text
    case: Annotated[str, Field(pattern=r"^\d\d$")] | None = None
    criteria: list[Text]
    severity: Literal["low", "medium", "high", "critical"]
    since: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    summary: Annotated[str, Field(min_length=1, pattern=r"^[^\n]+$")]
    help: Text
    why: Text
    fix: Text
    limits: str = ""
    references: list[Annotated[str, Field(pattern=r"^https://\S+$")]] = []
    messages: dict[str, Text]
    bad: list[SampleModel] = []
    good: list[SampleModel] = []

    @model_validator(mode="after")
    def _has_default_message(self) -> CardModel:
        if "default" not in self.messages:
            raise ValueError("[messages] has no 'default'")
        return self


def validate_card(path: Path) -> CardModel:
    """The card in a file; CardError naming the file and each wrong key."""
    try:
        model = CardModel.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise CardError(f"{path}: {packs.told(error)}") from error
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise CardError(f"{path}: {error}") from error
    if path.stem != model.code:
        raise CardError(f"{path}: code: is {model.code}, but the file is named {path.name}")
    return model


def validated(catalogue: Catalogue) -> tuple[RuleCard, ...]:
    """Every card of a catalogue after strict validation, sorted by code; CardError for the first that fails.

    Names must be unique: they select rules on the command line. Case and criteria must be ones of the card's pack.
    """
    rubrics = packs.load(catalogue.root)
    names: dict[str, str] = {}
    for code, path in catalogue.files.items():
        name = validate_card(path).name
        if name in names:
            raise CardError(f"{path}: name: {name} is {names[name]}'s already")
        names[name] = code
        fault = packs.misplaced(catalogue.card(code), rubrics)
        if fault is not None:
            raise CardError(f"{path}: {fault}")
    return tuple(catalogue.card(code) for code in catalogue.files)
