"""How a library's functions are modelled: the register of models, and what several of them share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values import methods
from replint.values.domain import (
    ABSENT,
    Args,
    Const,
    Lib,
    Method,
    Text,
    Unknown,
    Value,
    assume,
    deps_of,
    union,
)
from replint.values.operators import text

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter
    from replint.values.machine import Machine

_TEMPLATE = re.compile(r"\$(?:\$|(?P<plain>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)\})")
Model = Callable[["Interpreter", Args, Place], "Value | None"]
_MODELS: dict[str, Model] = {}
LOCAL = frozenset({"local-path"})
GENERATED = frozenset({"generated"})


def model(*paths: str) -> Callable[[Model], Model]:
    """Registers the model of one or more library functions."""

    def register(function: Model) -> Model:
        _MODELS.update((path, function) for path in paths)
        return function

    return register


def library_call(machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
    """The result of a library function; None if nothing is known of it."""
    if not _MODELS:
        import replint.values.stdlib  # noqa: F401 - registers the models

    found = _MODELS.get(func.path)
    if found is not None:
        return found(machine, args, place)
    name = func.path.rpartition(".")[2]
    if func.path == "collections.namedtuple()":
        from replint.values.stdlib.containers import named_tuple

        return named_tuple(machine, func, args, place)
    if func.path in ("string.Template().substitute", "string.Template().safe_substitute"):
        return _substituted(machine, func, args, name == "safe_substitute")
    if func.id is not None and func.path.endswith("()"):
        return None
    if name[:1].isupper() or func.path in _MARKERS:
        if any(deps_of(arg.value) for arg in args.all):
            return None
        for arg in args.all:
            machine.platform.used(machine, machine.resolve(arg.value, place.node))
        return instance(machine, func.path, args, place)
    return None


def _substituted(machine: Interpreter, func: Lib, args: Args, safe: bool) -> Value | None:
    """``string.Template(…).substitute(…)``: the names in the template filled in."""
    held = machine.obj(func)
    template = held.slots.get("template", held.slots.get(0)) if held is not None else None
    if not isinstance(template, Const) or not isinstance(template.value, str):
        return None
    given = machine.obj(args.positional[0].value) if args.positional else None
    filled = {key: value for key, value in (given.slots if given is not None else {}).items() if isinstance(key, str)}
    filled |= {arg.keyword: arg.value for arg in args.keywords if arg.keyword}
    parts: list[str | Value] = []
    end = 0
    for match in _TEMPLATE.finditer(template.value):
        parts.append(template.value[end : match.start()])
        key, end = match["plain"] or match["braced"], match.end()
        kept = match[0] if safe and given is None and not args.open_keywords else Unknown(("template", key, func.id))
        parts.append("$" if key is None else filled.get(key, kept))
    return text([*parts, template.value[end:]])


def instance(machine: Interpreter, path: str, args: Args, place: Place) -> Lib:
    """An instance of a library class, with the constructor's arguments as slots."""
    slots: dict[Hashable, Value] = {index: arg.value for index, arg in enumerate(args.positional)}
    slots.update((arg.keyword, arg.value) for arg in args.keywords if arg.keyword)
    ref = machine.new("library", slots, meta=args)
    return Lib(f"{path}()", ref.id, at=place)


def library_attribute(machine: Machine, value: Lib, name: str, place: Place) -> Value:
    """An attribute of a library module, class or instance."""
    constant = _CONSTANTS.get(f"{value.path}.{name}")
    if constant is not None:
        return constant
    held = machine.obj(value)
    if held is not None and held.kind == "file" and name == "name":
        path = held.slots["name"]
        return path if isinstance(path, (Const, Text)) else Unknown(("file-name", value.id), tags=LOCAL)
    return Lib(f"{value.path}.{name}", value.id, at=place)


def builtin_method(machine: Interpreter, func: Method, args: Args, place: Place) -> Value | None:
    """The result of a method of a built-in value; None if nothing is known of it."""
    return methods.call(machine, func, args, place)


def environment(name: Value) -> Unknown:
    """The value of an environment variable."""
    known = name.value if isinstance(name, Const) else None
    tags = frozenset({"token"}) if known == "REPLICATE_API_TOKEN" else frozenset[str]()
    return Unknown(("environment", name), tags=tags)


def or_default(found: Value, args: Args) -> Value:
    """What ``mapping.get(key, default)`` gives of a mapping that nobody can see: the entry, or the default.

    Only a default with a slash is one beyond doubt: ``parser.get(section, option)`` has two words, too.
    """
    default = args.positional[1].value if len(args.positional) == 2 and not args.keywords else ABSENT
    if isinstance(default, Const) and isinstance(default.value, str) and "/" in default.value:
        return union((assume(default), found))
    return found


def open_file(machine: Interpreter, name: Value, mode: Value, place: Place) -> Lib:
    """A file object; whether it is closed stands in the state."""
    slots: dict[Hashable, Value] = {"name": name, "mode": mode, "closed": Const(False)}
    return Lib("io.File()", machine.new("file", slots, meta=place).id, at=place)


_CONSTANTS: dict[str, Value] = {
    "math.inf": Const(math.inf),
    "http.HTTPStatus.OK": Const(200),
    "http.HTTPStatus.CREATED": Const(201),
    "os.sep": Const("/"),
    "sys.maxsize": Const(2**63 - 1),
}
_MARKERS = frozenset(
    {
        "pytest.raises",
        "contextlib.suppress",
        "asyncio.timeout",
        "asyncio.timeout_at",
        "async_timeout.timeout",
        "anyio.fail_after",
        "anyio.move_on_after",
        "trio.fail_after",
        "trio.move_on_after",
        "trio.fail_at",
        "trio.move_on_at",
        "dataclasses.dataclass",
        "dataclasses.field",
        "attr.s",
        "attr.ib",
        "attrs.define",
        "attrs.field",
    }
)
