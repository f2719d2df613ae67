"""The trainers that replint knows: which inputs they have, which of them carries the data, which API they are for.

Each is a TOML file, ``rules/fine_tuning/trainers/<owner>__<name>.toml``, with its source and the month it was read. A
run parses only the files of the trainers that its code names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import Any

from replint.catalogue import CardError, rules_folder
from replint.plain import dataclass
from replint.replicate_api.inputs import is_data_key
from replint.replicate_api.nearest import nearest
from replint.replicate_api.trainer_inputs import InputSpec

_NAME = re.compile(r"[a-z0-9._-]+/[a-z0-9._-]+")
_VERSION = re.compile(r"[0-9a-f]{64}")
_NOT_THE_TRAINING_SET = ("valid", "test", "eval", "class", "reg", "caption")


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold between two inputs. ``contains``: the value of ``key`` contains that of ``other``."""

    kind: str
    key: str
    other: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An input that the trainer doesn't have, with the real name that was likely meant (None if nothing is near)."""

    nearest: str | None


@dataclass(frozen=True, slots=True)
class Trainer:
    """One trainer, as its file describes it.

    ``api`` is ``training``, or ``prediction`` for one that is run and has no destination; ``predicts`` says whether
    running it makes sense. ``partial``: it may have inputs besides the known ones. ``wrong`` maps names that people
    send to the real ones, "" where there is none. ``data`` are the inputs that carry the data set.
    """

    name: str
    api: str = "training"
    predicts: bool = True
    retired: bool = False
    partial: bool = True
    source: str = ""
    read: str = ""
    aliases: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    data_required: bool = False
    data_unless: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    inputs: Mapping[str, InputSpec] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()


def trainers_folder() -> Path:
    """The folder of the trainers' files."""
    return rules_folder() / "fine_tuning" / "trainers"


@cache
def trainer(name: str) -> Trainer | None:
    """The trainer called ``owner/name``, under that name even if it is an alias; None if it is not in the catalogue."""
    plain = name.lower()
    if not _NAME.fullmatch(plain):
        return None
    stem = plain.replace("/", "__")
    if stem in _files():
        return _parsed(stem)
    for other, text in _texts().items():
        if f'"{plain}"' in text:
            found = _parsed(other)
            if plain in found.aliases:
                return replace(found, name=plain)
    return None


@cache
def by_version(version: str) -> Trainer | None:
    """The trainer that a version id (64 hexadecimal digits) is known to belong to; None if no file lists it."""
    if not _VERSION.fullmatch(version):
        return None
    for stem, text in _texts().items():
        if version in text and version in _parsed(stem).versions:
            return _parsed(stem)
    return None


def unknown_input(trainer: Trainer, key: str) -> Suggestion | None:
    """What is to be said of an input that the trainer does not have; None if it has it, or may have it.

    Of a trainer that is known in part, only names listed as wrong and near misses of known names are judged.
    """
    if key in trainer.inputs:
        return None
    if key in trainer.wrong:
        return Suggestion(trainer.wrong[key] or None)
    plain = key.strip().lower().replace("-", "_")
    near = nearest(plain, sorted(trainer.inputs), limit=1 if len(plain) < 8 else 2)
    if near is None and trainer.partial:
        return None
    return Suggestion(near or _data_input(trainer, plain))


def _data_input(trainer: Trainer, key: str) -> str | None:
    """The input for the data set, if ``key`` is another word for that."""
    meant = trainer.data and is_data_key(key) and not key.startswith(_NOT_THE_TRAINING_SET)
    return trainer.data[0] if meant else None


def out_of_range(trainer: Trainer, key: str, value: object) -> str | None:
    """What the input takes, ready to print, if it does not take this value; None if it does, or can't be judged."""
    spec = trainer.inputs.get(key)
    return None if spec is None or spec.takes(value) else spec.expected


def all_out_of_range(trainer: Trainer, key: str, low: float, high: float) -> str | None:
    """What the input takes, ready to print, if it takes no number between two; None if it does."""
    spec = trainer.inputs.get(key)
    return None if spec is None or spec.takes_some_of(low, high) else spec.expected


def missing_data(trainer: Trainer, keys: AbstractSet[str]) -> bool:
    """Whether a training with these inputs, and no others, lacks the data set that the trainer needs."""
    if not trainer.data_required:
        return False
    return not any(key in keys for key in (*trainer.data, *trainer.data_unless))


def violated_relations(trainer: Trainer, values: Mapping[str, object], *, open: bool) -> list[tuple[str, str]]:  # noqa: A002
    """The relations that the inputs break, each as its two keys.

    ``values`` are the inputs that are given, None for those whose value isn't known; ``open`` says that there may be
    more. A relation is judged only if its ``key`` is given; for ``other`` the trainer's default stands in.
    """
    broken = []
    for relation in trainer.relations:
        whole = values.get(relation.key)
        part = values.get(relation.other)
        if relation.other not in values and not open:
            part = trainer.inputs[relation.other].default
        if isinstance(whole, str) and isinstance(part, str) and part and part not in whole:
            broken.append((relation.key, relation.other))
    return broken


def trainer_from(data: Mapping[str, Any]) -> Trainer:
    """A trainer from its TOML data, trusting the types; KeyError for what is missing."""
    return Trainer(
        name=data["name"],
        api=data["api"],
        predicts=data["predicts"],
        retired=data["retired"],
        partial=data["partial"],
        source=data["source"],
        read=data["read"],
        aliases=tuple(data["aliases"]),
        data=tuple(data["data"]),
        data_required=data["data_required"],
        data_unless=tuple(data["data_unless"]),
        versions=tuple(data["versions"]),
        inputs={key: _spec(table) for key, table in data["inputs"].items()},
        wrong=dict(data.get("wrong", {})),
        relations=tuple(Relation(one["kind"], one["key"], one["other"]) for one in data.get("relations", ())),
    )


def _spec(table: Mapping[str, Any]) -> InputSpec:
    return InputSpec(
        type=table["type"],
        min=table.get("min"),
        max=table.get("max"),
        choices=tuple(table.get("choices", ())),
        default=table.get("default"),
        required=table.get("required", False),
    )


@cache
def _files() -> Mapping[str, Path]:
    """The catalogue's files by their stem, sorted."""
    return {path.stem: path for path in sorted(trainers_folder().glob("*__*.toml"))}


@cache
def _texts() -> Mapping[str, str]:
    """The text of each file: finding a name or a version in it costs far less than parsing all."""
    return {stem: _text(path) for stem, path in _files().items()}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CardError(f"{path}: {error}") from error


@cache
def _parsed(stem: str) -> Trainer:
    """The trainer in one file; CardError if it is broken."""
    import tomli

    path = _files()[stem]
    try:
        return trainer_from(tomli.loads(_text(path)))
    except tomli.TOMLDecodeError as error:
        raise CardError(f"{path}: {error}") from error
    except KeyError as error:
        raise CardError(f"{path}: {error.args[0]}: missing") from error
