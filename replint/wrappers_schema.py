"""The strict form of ``wrappers`` in the configuration, and how its faults are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from replint.suggest import did_you_mean
from replint.wrappers import PARAMETERS, Parameter, Wrapper, like_the_api

Word = Annotated[str, Field(pattern=r"^[^\W\d]\w*$")]
Position = Annotated[int, Field(ge=0, le=50)]
Mapped = Word | Position | Annotated[list[Word | Position], Field(min_length=2, max_length=2)]
Fault = Callable[[str, str], Exception]

_SDK = {"trainings.create": "create", "trainings.get": "fetch", "trainings.cancel": "cancel"}
_FORM = "a parameter's name, its position from 0, or both as [name, position]"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    does: str
    required: list[str] = []


class CreateTable(_Strict):
    """A function that creates a training."""

    returns: Literal["training", "id", "nothing"] = "training"
    trainer: Annotated[str, Field(pattern=r"^[^/\s:]+/[^/\s:]+$")] | None = None
    version: Mapped | None = None
    model: Mapped | None = None
    input: Mapped | dict[str, Mapped] | None = None
    destination: Mapped | None = None
    webhook: Mapped | None = None
    webhook_events_filter: Mapped | None = None


class FetchTable(_Strict):
    """A function that fetches a training."""

    returns: Literal["training", "status", "nothing"] = "training"
    id: Mapped


class WaitTable(FetchTable):
    """A function that waits until a training has ended."""

    interval: Mapped | None = None
    timeout: Mapped | None = None


class CancelTable(_Strict):
    """A function that cancels a training."""

    id: Mapped


_TABLES: Mapping[str, type[_Strict]] = {
    "create": CreateTable,
    "fetch": FetchTable,
    "wait": WaitTable,
    "cancel": CancelTable,
}


def wrappers_from(tables: Mapping[str, object], fault: Fault) -> dict[str, Wrapper]:
    """A configuration file's wrappers by their dotted names; raises ``fault(key, what)`` for the first wrong one."""
    return {path: _wrapper(path, given, fault) for path, given in tables.items()}


def _wrapper(path: str, given: object, fault: Fault) -> Wrapper:
    key = f'wrappers."{path}"'
    parts = path.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        raise fault(key, "expected the dotted name of a function, such as package.module.function")
    if isinstance(given, str):
        return like_the_api(path, _act(given, key, fault))
    if not isinstance(given, dict):
        raise fault(key, f"expected a word ({', '.join(PARAMETERS)}) or a table, not {given!r}")
    if "does" not in given:
        raise fault(key, f"does: missing; it is one of {', '.join(PARAMETERS)}")
    if not isinstance(given["does"], str):
        raise fault(f"{key}.does", f"expected a string, not {given['does']!r}")
    does = _act(given["does"], f"{key}.does", fault)
    try:
        table = _TABLES[does].model_validate(given)
    except ValidationError as error:
        raise fault(*_told(key, error.errors(include_url=False)[0], _TABLES[does], does)) from error
    return _of(path, does, table, key, fault)


def _act(word: str, key: str, fault: Fault) -> str:
    does = _SDK.get(word, word)
    if does not in PARAMETERS:
        words = list(PARAMETERS)
        raise fault(key, f"{word!r} is none of {', '.join(words)}{did_you_mean(does, words)}")
    return does


def _of(path: str, does: str, table: _Strict, key: str, fault: Fault) -> Wrapper:
    known: dict[str, Parameter] = {}
    inputs: dict[str, Parameter] = {}
    for name in PARAMETERS[does]:
        value: Any = getattr(table, name, None)
        if isinstance(value, dict):
            inputs = {one: _parameter(f"{key}.input.{one}", mapped, fault) for one, mapped in value.items()}
        elif value is not None:
            known[name] = _parameter(f"{key}.{name}", value, fault)
    for name in table.required:
        if name not in known and name not in inputs:
            near = did_you_mean(name, [*known, *inputs])
            raise fault(f"{key}.required", f"{name!r} is not mapped to a parameter{near}")
    returns = getattr(table, "returns", "nothing")
    return Wrapper(path, does, known, inputs, getattr(table, "trainer", None), frozenset(table.required), returns)


def _parameter(key: str, value: str | int | list[str | int], fault: Fault) -> Parameter:
    given = value if isinstance(value, list) else [value]
    names = [one for one in given if isinstance(one, str)]
    positions = [one for one in given if not isinstance(one, str)]
    if len(names) > 1 or len(positions) > 1:
        raise fault(key, f"expected {_FORM}, not {value!r}")
    return Parameter(names[0] if names else None, positions[0] if positions else None)


def _told(key: str, error: Any, model: type[BaseModel], does: str) -> tuple[str, str]:
    """The key and the fault of one of pydantic's errors, in a user's words."""
    where, kind = error["loc"], error["type"]
    key = f"{key}.{where[0]}"
    if kind == "extra_forbidden":
        return key, f"unknown key for {does}{did_you_mean(str(where[0]), list(model.model_fields))}"
    if kind == "missing":
        return key, f"missing: {does} needs to know which parameter it is"
    if kind == "literal_error":
        return key, f"expected {error['ctx']['expected']}, not {error['input']!r}"
    if where[0] in PARAMETERS[does]:
        return key, f"expected {_FORM}, not {error['input']!r}"
    if kind == "list_type":
        return key, f"expected a list, not {error['input']!r}"
    if where[0] == "trainer":
        return key, f"expected owner/name, not {error['input']!r}"
    return key, str(error["msg"])[:1].lower() + str(error["msg"])[1:]
