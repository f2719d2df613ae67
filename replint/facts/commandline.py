"""What a program is given on its command line: the arguments that argparse and click declare."""

from __future__ import annotations

from collections.abc import Hashable

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Arg,
    Args,
    Const,
    Func,
    Lib,
    PathObj,
    Text,
    Tup,
    Unknown,
    Value,
    as_default,
    assume,
    options,
    union,
)
from replint.values.interpreter import Interpreter
from replint.values.library import LOCAL, open_file

_PARSER = "argparse.ArgumentParser()"
_SAME_PARSER = frozenset({"add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser"})
_CLICK = frozenset(
    f"{module}.{name}" for module in ("click", "rich_click", "asyncclick") for name in ("option", "argument")
)
_SEVERAL = ("nargs", "multiple", "is_flag", "count")


class CommandLine:
    """Gives the values of command-line arguments: their defaults, which the user may override, and their kinds."""

    def marker(self, path: str) -> bool:
        """Whether a call of this function just describes an argument."""
        return path in _CLICK

    def call(self, machine: Interpreter, func: Value, args: Args, place: Place) -> Value | None:
        """The result of a call of an argument parser's method; None for any other."""
        if not isinstance(func, Lib) or not func.path.startswith(_PARSER) or func.id is None:
            return None
        method = func.path.rpartition(".")[2]
        if method in _SAME_PARSER:
            return Lib(_PARSER, func.id, at=place)
        if method == "add_argument":
            name = _name(args, "dest")
            if name is not None:
                machine.state.put(func.id, ("argument", name), self._given(machine, args, place))
            return machine.fresh(place)
        if method == "set_defaults":
            for arg in args.keywords:
                machine.state.put(func.id, ("argument", arg.keyword), _or_else(arg.value, place))
            return NONE
        if method in ("parse_args", "parse_intermixed_args", "parse_known_args"):
            return self._parsed(machine, func.id, place, known=method == "parse_known_args")
        if method in ("error", "exit"):
            machine.throw(Lib("builtins.SystemExit()"))
            return NONE
        return None

    def parameter(self, machine: Interpreter, func: Func, name: str) -> Value | None:
        """The value of a parameter that click fills from an option or argument of its name."""
        for wrapper in func.wrappers:
            held = machine.obj(wrapper)
            if held is None or not isinstance(wrapper, Lib) or wrapper.path.removesuffix("()") not in _CLICK:
                continue
            if isinstance(held.meta, Args) and _name(held.meta, None) == name:
                value = self._given(machine, held.meta, machine.place(func.node))
                return union(as_default(option) if option.assumed else option for option in options(value))
        return None

    def _given(self, machine: Interpreter, args: Args, place: Place) -> Value:
        if args.open_keywords or any(args.get(word) is not None for word in _SEVERAL):
            return Unknown(("argument", id(place.node)))
        action, kind = args.value("action"), args.value("type")
        if action not in (ABSENT, Const("store")):
            return Unknown(("argument", id(place.node)))
        default = args.value("default") if args.value("required") != Const(True) else ABSENT
        outside = _of_kind(machine, kind, args, place)
        if outside is not None:
            return outside
        return _or_else(default, place)

    def _parsed(self, machine: Interpreter, parser: int, place: Place, known: bool) -> Value:
        held = machine.state.heap.get(parser)
        slots: dict[Hashable, Value] = {
            key[1]: value
            for key, value in (held.slots.items() if held is not None else ())
            if isinstance(key, tuple) and key[0] == "argument"
        }
        parsed = machine.new("instance", slots, open=True, at=place)
        return Tup((parsed, machine.new("list", open=True))) if known else parsed


def _name(args: Args, keyword: str | None) -> str | None:
    """The name under which an argument arrives: the one that is stated, else its longest option without dashes."""
    stated = args.value(keyword) if keyword is not None else ABSENT
    if isinstance(stated, Const) and isinstance(stated.value, str):
        return stated.value
    words = [word for arg in args.positional if (word := _word(arg)) is not None]
    plain = [word for word in words if not word.startswith("-")]
    long = [word for word in words if word.startswith("--")]
    found = plain or long or words
    return found[0].split("/")[0].strip("-").replace("-", "_").lower() if found else None


def _word(arg: Arg) -> str | None:
    return arg.value.value if isinstance(arg.value, Const) and isinstance(arg.value.value, str) else None


def _or_else(default: Value, place: Place) -> Value:
    """What an argument may be: its default, if that is a text or number, or what the user gives."""
    outside = Unknown(("argument", id(place.node)))
    known = [option for option in options(default) if isinstance(option, (Const, Text)) and option != NONE]
    return union((*map(assume, known), outside))


def _of_kind(machine: Interpreter, kind: Value, args: Args, place: Place) -> Value | None:
    """The value of an argument whose type says that it is a path or a file; None for any other type."""
    if not isinstance(kind, Lib):
        return None
    held = machine.obj(kind)
    given = held.meta if held is not None and isinstance(held.meta, Args) else Args()
    local = Unknown(("argument", id(place.node)), tags=LOCAL)
    if kind.path == "pathlib.Path" or (kind.path.endswith("click.Path()") and given.get("path_type") is not None):
        return PathObj(local)
    if kind.path.endswith("click.Path()"):
        return local
    if kind.path in ("argparse.FileType()", "click.File()", "rich_click.File()"):
        mode = given.value("mode", 0)
        return open_file(machine, local, Const("r") if mode is ABSENT else mode, kind.at or place)
    return None
