"""``trainers`` in the configuration: the user's own trainers, on top of the catalogue that comes with replint."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tomli
from pydantic import ValidationError

from replint.disk import read_file
from replint.replicate_api.trainers import Trainer, trainer_from
from replint.replicate_api.trainers_schema import InputModel, OwnTrainerModel, RelationModel
from replint.suggest import did_you_mean

Fault = Callable[[str, str], Exception]


def trainers_from(entries: Sequence[str | Mapping[str, Any]], folder: str, fault: Fault) -> dict[str, Trainer]:
    """The trainers in a configuration file by name and alias; raises ``fault(key, what)`` for the first wrong one.

    An entry is the path of a trainer's file, from the configuration file's folder on, or a table of the same form.
    """
    found: dict[str, Trainer] = {}
    for index, entry in enumerate(entries):
        key = f"trainers.{index}"
        data = _read(os.path.join(folder, entry), entry, key, fault) if isinstance(entry, str) else entry
        shown = f"{key} ({entry})" if isinstance(entry, str) else key
        try:
            model = OwnTrainerModel.model_validate(data)
        except ValidationError as error:
            where, what = _told(error.errors(include_url=False)[0])
            raise fault(f"{shown}.{where}" if where else shown, what) from error
        made = trainer_from(model.model_dump(exclude_none=True))
        for name in (made.name, *made.aliases):
            if name in found:
                raise fault(shown, f"{name} is there already")
            found[name] = made
    return found


def _read(path: str, shown: str, key: str, fault: Fault) -> dict[str, Any]:
    try:
        return tomli.loads(read_file(path).decode("utf-8"))
    except OSError as error:
        raise fault(key, f"{shown} can't be read: {error.strerror}") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault(key, f"{shown} is no valid TOML: {error}") from error


def _told(error: Any) -> tuple[str, str]:
    """The key and the fault of one of pydantic's errors, in a user's words."""
    where = [str(part) for part in error["loc"] if part != "[key]"]
    kind, message = error["type"], str(error["msg"]).removeprefix("Value error, ")
    if kind == "extra_forbidden":
        model = InputModel if where[0] == "inputs" else RelationModel if where[0] == "relations" else OwnTrainerModel
        return ".".join(where), f"unknown key{did_you_mean(where[-1], list(model.model_fields))}"
    if kind == "missing":
        return ".".join(where), "missing"
    if kind == "literal_error":
        words = [word.strip(" '") for word in str(error["ctx"]["expected"]).replace(" or ", ",").split(",")]
        return ".".join(
            where
        ), f"{error['input']!r} is none of {', '.join(words)}{did_you_mean(str(error['input']), words)}"
    if kind in ("list_type", "dict_type", "model_type", "string_type", "bool_type"):
        wanted = {"list": "a list", "string": "a string", "bool": "true or false"}.get(kind[:-5], "a table")
        return ".".join(where), f"expected {wanted}, not {error['input']!r}"
    if kind == "string_pattern_mismatch":
        return ".".join(where), f"{error['input']!r} does not have the right form"
    return ".".join(where), message[:1].lower() + message[1:]
