"""The strict form of a trainer's file: frozen models that refuse unknown keys and names that don't fit together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from replint.catalogue import CardError
from replint.replicate_api.trainer_inputs import InputSpec

Name = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9]([a-z0-9._-]*[a-z0-9])?$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Value = str | int | float | bool

_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "file": (str,),
    "secret": (str,),
}


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class InputModel(_Strict):
    """One entry of ``[inputs]``."""

    type: Literal["string", "int", "float", "bool", "file", "secret"]
    min: int | float | None = None
    max: int | float | None = None
    choices: Annotated[list[Value], Field(min_length=1)] | None = None
    default: Value | None = None
    required: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> InputModel:
        bounds = [bound for bound in (self.min, self.max) if bound is not None]
        if bounds and self.type not in ("int", "float"):
            raise ValueError(f"a {self.type} has no min or max")
        if len(bounds) == 2 and bounds[0] >= bounds[1]:
            raise ValueError("min is not below max")
        if self.required and self.default is not None:
            raise ValueError("a required input has no default")
        for value in (*(self.choices or ()), *(() if self.default is None else (self.default,))):
            fits = isinstance(value, _PYTHON_TYPES[self.type]) and (self.type == "bool") == isinstance(value, bool)
            if not fits:
                raise ValueError(f"{value!r} is no {self.type}")
        spec = InputSpec(self.type, self.min, self.max, tuple(self.choices or ()))
        if self.default is not None and not spec.takes(self.default):
            raise ValueError(f"the default {self.default!r} is not {spec.expected}")
        return self


class RelationModel(_Strict):
    """One ``[[relations]]`` table."""

    kind: Literal["contains"]
    key: Key
    other: Key
    note: Annotated[str, Field(min_length=1)]


class TrainerModel(_Strict):
    """One trainer's file, key by key."""

    name: Name
    aliases: list[Name]
    api: Literal["training", "prediction"]
    predicts: bool
    retired: bool
    partial: bool
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    read: Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
    data: list[Key]
    data_required: bool
    data_unless: list[Key]
    versions: list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]
    inputs: dict[Key, InputModel]
    wrong: dict[Key, str] = {}
    relations: list[RelationModel] = []

    @model_validator(mode="after")
    def _names_real_inputs(self) -> TrainerModel:
        named = [*self.data, *self.data_unless, *(name for name in self.wrong.values() if name)]
        named += [key for relation in self.relations for key in (relation.key, relation.other)]
        for key in named:
            if key not in self.inputs:
                raise ValueError(f"{key} is named, but is not one of the inputs")
        for key in self.wrong:
            if key in self.inputs:
                raise ValueError(f"{key} is listed as wrong and is an input as well")
        if self.data_required and not self.data:
            raise ValueError("data_required is set, but no input carries the data")
        for key in self.data:
            if self.inputs[key].type != "file":
                raise ValueError(f"{key} carries the data, but is no file")
        if self.api == "prediction" and not self.predicts:
            raise ValueError("a trainer that is run as a prediction does predict")
        return self


class OwnTrainerModel(TrainerModel):
    """A trainer of the user's own: what a file of the catalogue must say may be left out here."""

    aliases: list[Name] = []
    api: Literal["training", "prediction"] = "training"
    predicts: bool = True
    retired: bool = False
    partial: bool = False
    source: str = ""
    read: str = ""
    data: list[Key] = []
    data_required: bool = False
    data_unless: list[Key] = []
    versions: list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = []


def validate_trainer(path: Path) -> TrainerModel:
    """The trainer in a file; CardError naming the file and each wrong key."""
    try:
        model = TrainerModel.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".removeprefix(": ")
            for fault in error.errors(include_url=False)
        ]
        raise CardError(f"{path}: {'; '.join(faults)}") from error
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise CardError(f"{path}: {error}") from error
    if path.stem != model.name.replace("/", "__"):
        raise CardError(f"{path}: name: is {model.name}, but the file is named {path.name}")
    return model


def validated_trainers(folder: Path) -> tuple[TrainerModel, ...]:
    """Every trainer of a folder after strict validation, by file name; CardError for the first that fails.

    No name, alias or version belongs to two of them.
    """
    owners: dict[str, Path] = {}
    models = []
    for path in sorted(folder.glob("*.toml")):
        model = validate_trainer(path)
        for word in (model.name, *model.aliases, *model.versions):
            if word in owners:
                raise CardError(f"{path}: {word} is in {owners[word].name} already")
            owners[word] = path
        models.append(model)
    return tuple(models)
