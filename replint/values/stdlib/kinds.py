"""``isinstance``, as far as the kind of a value is known."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    Args,
    Const,
    Lib,
    PathObj,
    Text,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
)
from replint.values.library import model

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter

_PATHS = frozenset({"pathlib.Path", "pathlib.PurePath", "os.PathLike"})


@model("builtins.isinstance")
def _isinstance(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value, kinds = args.value("obj", 0), args.value("class_or_tuple", 1)
    verdicts = {_is_any(machine, option, kinds) for option in options(value)}
    if len(verdicts) == 1 and None not in verdicts:
        return Const(verdicts.pop())
    return Unknown(("inspect", value, machine.tick()), deps=deps_of(value))


def _is_any(machine: Interpreter, value: Value, kinds: Value) -> bool | None:
    asked = kinds.items if isinstance(kinds, Tup) else (kinds,)
    verdicts = {_is_kind(machine, value, kind) for kind in asked}
    return True if True in verdicts else None if None in verdicts else False


def _is_kind(machine: Interpreter, value: Value, kind: Value) -> bool | None:
    """Whether a value is an instance of one class; None where that can't be told."""
    if not isinstance(kind, Lib):
        return None
    if isinstance(value, PathObj) and kind.path in _PATHS:
        return True
    own = _own_type(machine, value)
    asked = getattr(builtins, kind.path.removeprefix("builtins."), None) if kind.path.startswith("builtins.") else None
    if own is None or not isinstance(asked, type):
        return False if own is not None and own is not object and kind.path in _PATHS else None
    if asked is object:
        return True
    return issubclass(own, asked)


def _own_type(machine: Interpreter, value: Value) -> type | None:
    """The built-in type of a value; ``object`` for what is of no built-in type but ``object``."""
    if isinstance(value, Const):
        return type(value.value)
    if isinstance(value, Text):
        return str
    if isinstance(value, Tup):
        return tuple
    if isinstance(value, PathObj) or (isinstance(value, Lib) and value.path == "io.File()"):
        return object
    held = machine.obj(value)
    if held is not None and held.kind == "dict":
        return dict
    return object if held is not None and machine.platform.is_object(held.meta) else None
