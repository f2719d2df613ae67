"""Methods of built-in values: strings, containers, durations, paths."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from replint.replicate_api.words import words
from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Class,
    Const,
    Duration,
    Lib,
    Method,
    OneOf,
    PathObj,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    assume,
    deps_of,
    options,
    union,
)
from replint.values.items import entry_place
from replint.values.operators import LONGEST_TEXT, formatted, joined_path, mixed, path_pieces, text
from replint.values.state import Obj

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter

_PLAIN = words(
    "lower upper strip rstrip lstrip replace removeprefix removesuffix title capitalize casefold "
    "swapcase startswith endswith split rsplit partition rpartition find count isdigit isalnum isalpha "
    "zfill splitlines index"
)
REMOVERS = frozenset({"remove", "discard", "pop", "popleft", "popitem", "clear", "difference_update"})
LONGEST_BODY = 10_000
"""How long a string may be, or become, whose methods are called for real."""
_SAME = frozenset({"encode", "decode", "strip", "rstrip", "lstrip", "lower", "expandtabs", "casefold"})


def call(machine: Interpreter, func: Method, args: Args, place: Place) -> Value | None:
    """The result of a method; None if nothing is known of it."""
    receiver = func.receiver
    if isinstance(receiver, OneOf):
        return machine.each(
            receiver, lambda one: call(machine, Method(one, func.name), args, place) or machine.fresh(place)
        )
    if isinstance(receiver, Const) and isinstance(receiver.value, str):
        return _string(machine, receiver, func.name, args, place)
    if isinstance(receiver, Const) and isinstance(receiver.value, bytes) and func.name == "decode":
        return Const(receiver.value.decode("latin-1"), at=receiver.at)
    if isinstance(receiver, Text):
        return _template(machine, receiver, func.name, args, place)
    if isinstance(receiver, Duration) and func.name == "total_seconds":
        return receiver.seconds
    if isinstance(receiver, PathObj):
        return _path(machine, receiver, func.name, args, place)
    if isinstance(receiver, Method):
        return _super_init(machine, receiver, func.name, args)
    held = machine.obj(receiver)
    if held is None or not isinstance(receiver, Ref):
        return None
    if held.kind == "dict":
        return _dict(machine, receiver, held, func.name, args, place)
    if held.kind == "list":
        return _list(machine, receiver, held, func.name, args, place)
    return None


def _super_init(machine: Interpreter, receiver: Value, name: str, args: Args) -> Value | None:
    """``super().__init__(…)`` where no class has one: fields are filled, an object of a library gets its arguments."""
    if name != "__init__" or not (isinstance(receiver, Method) and isinstance(receiver.receiver, Ref)):
        return None
    ref, func = receiver.receiver, machine.top.func
    held = machine.obj(ref)
    if held is None or not isinstance(held.meta, Class) or func is None:
        return None
    line = machine.ancestry(held.meta)
    spaces = [one.space for one in line]
    after = line[spaces.index(func.owner) + 1 if func.owner in spaces else 1 :]
    if after:
        machine.fill_fields(after[0], ref, args)
    if any(isinstance(base, Lib) for one in line for base in one.bases):
        for index, arg in enumerate(args.positional):
            machine.state.put(ref.id, index, arg.value)
        for arg in args.keywords:
            if arg.keyword is not None and (not after or machine.state.slot(ref.id, arg.keyword) is None):
                machine.state.put(ref.id, arg.keyword, arg.value)
    return NONE


def _string(machine: Interpreter, receiver: Const, name: str, args: Args, place: Place) -> Value | None:
    body = receiver.value
    if name == "format":
        return _format(machine, body, args, place)
    if name == "format_map" and args.positional:
        held = machine.obj(args.positional[0].value)
        keywords = {str(k): v for k, v in held.slots.items()} if held is not None else {}
        return formatted(body, (), keywords, _reach(machine, place))
    if name == "join" and args.positional:
        return _join(machine, receiver, args, place)
    if name == "encode":
        return receiver
    if name not in _PLAIN or args.keywords or not all(isinstance(arg.value, Const) for arg in args.positional):
        return mixed((name, receiver, machine.tick()), *(arg.value for arg in args.all))
    arguments = [arg.value.value for arg in args.positional if isinstance(arg.value, Const)]
    if len(body) > LONGEST_BODY or _swells(body, name, arguments):
        return None
    try:
        result = getattr(body, name)(*arguments)
    except (TypeError, ValueError, OverflowError):
        return None
    if isinstance(result, list):
        return machine.new(
            "list", items=tuple(Const(piece, at=receiver.at) for piece in result[:64]), open=len(result) > 64
        )
    if isinstance(result, tuple):
        return Tup(tuple(Const(piece, at=receiver.at) for piece in result))
    return replace(receiver, value=result)


def _swells(body: str, name: str, arguments: Sequence[Any]) -> bool:
    """Whether a method would make a string that is too long."""
    if name == "zfill":
        return any(isinstance(width, int) and width > LONGEST_BODY for width in arguments)
    if name != "replace" or len(arguments) < 2 or not all(isinstance(one, str) for one in arguments[:2]):
        return False
    return body.count(arguments[0]) * len(arguments[1]) > LONGEST_TEXT


def _join(machine: Interpreter, receiver: Const | Text, args: Args, place: Place) -> Value | None:
    source = args.positional[0].value
    items = machine.items_of(source, place.node)
    if items.endless or not items.known:
        return mixed(("join", receiver, source), source)
    parts: list[str | Value] = []
    for index, item in enumerate(items.known):
        parts += [receiver, item] if index else [item]
    if items.more:
        parts.append(Unknown(("rest", machine.tick())))
    return text(parts)


def _format(machine: Interpreter, body: str, args: Args, place: Place) -> Value | None:
    positional = [arg.value for arg in args.positional]
    keywords = {arg.keyword: arg.value for arg in args.keywords if arg.keyword}
    for value in (*positional, *keywords.values()):
        machine.platform.used(machine, value)
    filled = formatted(body, positional, keywords, _reach(machine, place))
    if filled is not None:
        machine.platform.built(machine, filled, place)
    return filled


def _reach(machine: Interpreter, place: Place) -> Callable[[Value, str], Value]:
    def reach(value: Value, path: str) -> Value:
        name = path.lstrip(".[").rstrip("]")
        if path.startswith("."):
            return machine.attribute(value, name, place.node)
        return machine.subscript(
            value, Const(int(name)) if name.isdecimal() and len(name) < 9 else Const(name), place.node
        )

    return reach


def _template(machine: Interpreter, receiver: Text, name: str, args: Args, place: Place) -> Value | None:
    if name == "format":
        parts: list[str | Value] = []
        for part in receiver.parts:
            filled = _format(machine, part, args, place) if isinstance(part, str) else part
            parts.append(filled if filled is not None else part)
        return text(parts)
    if name == "join" and args.positional:
        return _join(machine, receiver, args, place)
    if name in ("rstrip", "removesuffix") and isinstance(receiver.parts[-1], str) and args.positional:
        ending = args.positional[0].value
        if isinstance(ending, Const) and isinstance(ending.value, str):
            last = getattr(receiver.parts[-1], name)(ending.value)
            return text((*receiver.parts[:-1], last))
    if name in ("lower", "upper", "replace") and all(isinstance(arg.value, Const) for arg in args.positional):
        arguments = [arg.value.value for arg in args.positional if isinstance(arg.value, Const)]
        if any(isinstance(part, str) and _swells(part, name, arguments) for part in receiver.parts):
            return None
        try:
            return text(
                [
                    getattr(p, name)(*arguments) if isinstance(p, str) else Unknown((name, p), tags=_tags(p))
                    for p in receiver.parts
                ]
            )
        except (TypeError, OverflowError):
            return None
    if name in _SAME:
        return receiver
    if name in ("startswith", "endswith") and args.positional:
        return _edge(receiver, name, args.positional[0].value)
    return mixed((name, receiver, machine.tick()), receiver)


def _tags(value: Value) -> frozenset[str]:
    return value.tags if isinstance(value, Unknown) else frozenset()


def _edge(receiver: Text, name: str, wanted: Value) -> Value:
    part = receiver.parts[0 if name == "startswith" else -1]
    if isinstance(part, str) and isinstance(wanted, Const) and isinstance(wanted.value, str):
        size = len(wanted.value)
        if len(part) >= size:
            return Const(getattr(part, name)(wanted.value))
    return Unknown((name, receiver, wanted), deps=deps_of(receiver))


def _dict(machine: Interpreter, receiver: Ref, held: Obj, name: str, args: Args, place: Place) -> Value | None:
    state = machine.state
    if name in REMOVERS:
        machine.removed()
        state.unfill(receiver.id)
    if name in ("get", "pop", "setdefault") and args.positional:
        key, default = args.positional[0].value, args.value("default", 1)
        keys = machine.keys_of(key)
        result = _entry(machine, receiver, keys, key, NONE if default is ABSENT else default)
        for one in keys:
            if name == "pop":
                state.drop(receiver.id, one)
            elif name == "setdefault" and default is not ABSENT:
                before = held.slots.get(one, ABSENT if not held.open else Unknown(("entry", receiver.id, one)))
                entry = machine.entry_value(default, args.positional[1].place.node)  # type: ignore[arg-type]
                kept = [option for option in options(before) if option is not ABSENT]
                state.put(receiver.id, one, union((*kept, entry)) if ABSENT in options(before) or held.open else before)
        return result
    if name == "update":
        for arg in args.positional:
            machine.platform.used(machine, arg.value)
            machine.merge_into(receiver, arg.value)
        for arg in args.keywords:
            state.put(receiver.id, arg.keyword, machine.entry_value(arg.value, arg.place.node))  # type: ignore[arg-type]
        if args.open_keywords:
            state.update(receiver.id, open=True)
        return NONE
    if name == "copy":
        return machine.new("dict", dict(held.slots), open=held.open, at=place)
    if name == "items":
        rows = tuple(Tup((Const(key), machine.bound_value(value, key))) for key, value in held.slots.items())
        return machine.new("list", items=rows + held.items, open=held.open, meta=held.meta)
    if name in ("values", "keys"):
        items = tuple(held.slots.values()) if name == "values" else tuple(Const(key) for key in held.slots)
        more = tuple(row.items[name == "values"] for row in held.items if isinstance(row, Tup))
        return machine.new("list", items=items + more, open=held.open, meta=held.meta)
    if name == "clear":
        state.update(receiver.id, slots={}, open=False)
        return NONE
    return None


def _entry(machine: Interpreter, receiver: Ref, keys: list[Hashable], key: Value, default: Value) -> Value:
    held = machine.state.heap[receiver.id]
    if not keys:
        machine.platform.looked_up(key, machine)
        if held.slots and not held.open:
            keyed = Tup(tuple(Const(k, at=entry_place(v)) for k, v in held.slots.items() if isinstance(k, str)))
            machine.platform.compared(machine, key, keyed, machine.place(machine.tree.module))
        return union((*held.slots.values(), default, Unknown(("item", receiver, key), deps=deps_of(key))))
    found: list[Value] = []
    for one in keys:
        value = held.slots.get(one)
        if value is None:
            if not held.open or (isinstance(default, Const) and isinstance(default.value, str) and default.value):
                found.append(assume(default) if held.open else default)
            if held.open:
                found.append(Unknown(("entry", id(held), one)))
            continue
        found.extend(option if option is not ABSENT else default for option in options(value))
    return union(found)


def _list(machine: Interpreter, receiver: Ref, held: Obj, name: str, args: Args, place: Place) -> Value | None:
    values = [arg.value for arg in args.positional]
    if name in ("append", "add", "insert", "put", "appendleft") and values:
        machine.platform.used(machine, values[-1])
        machine.state.update(receiver.id, items=(*held.items, values[-1])[:64], open=held.open or len(held.items) > 63)
        return NONE
    if name in ("extend", "update") and values:
        machine.platform.used(machine, values[0])
        items = machine.items_of(values[0], place.node)
        machine.state.update(receiver.id, items=held.items + tuple(items.known), open=held.open or items.more)
        return NONE
    if name in REMOVERS:
        machine.removed()
        machine.state.update(receiver.id, open=True)
        machine.state.unfill(receiver.id)
        return union(held.items) if held.items and name.startswith("pop") else machine.fresh(place)
    if name in ("copy", "union"):
        grown = held.open
        joined = list(held.items)
        for value in values:
            more = machine.items_of(value, place.node)
            joined += more.known
            grown = grown or more.more
        return machine.new("list", items=tuple(joined), open=grown, at=place)
    if name in ("sort", "reverse"):
        return NONE
    return None


def _path(machine: Interpreter, receiver: PathObj, name: str, args: Args, place: Place) -> Value | None:
    from replint.values.library import open_file

    if name == "open":
        mode = args.value("mode", 0)
        return open_file(machine, receiver, Const("r") if mode is ABSENT else mode, place)
    if name in ("resolve", "absolute", "expanduser"):
        return receiver
    if name in ("exists", "is_file"):
        return Unknown(("names-a-file", receiver.text))
    if name == "joinpath":
        return joined_path(receiver, [arg.value for arg in args.positional])
    if name in ("as_posix", "__str__", "__fspath__"):
        return text(path_pieces(receiver))
    if name == "with_suffix":
        return PathObj(Unknown(("path", receiver), tags=frozenset({"local-path"})), at=place)
    if name == "as_uri":
        return text(("file://", receiver.text))
    if name in ("glob", "rglob", "iterdir"):
        return machine.new("list", items=(PathObj(Unknown(("found", machine.tick()))),), open=True)
    return machine.fresh(place)
