"""Containers and iterators, and what looks at values."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Func,
    Lib,
    Method,
    Num,
    OneOf,
    Partial,
    Ref,
    Tup,
    Unknown,
    Value,
    assume,
    deps_of,
    union,
)
from replint.values.dumping import as_dict
from replint.values.items import Items
from replint.values.library import model
from replint.values.operators import truth
from replint.values.state import FILLED, bounds, number

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter


def _verdicts(machine: Interpreter, args: Args, place: Place, wanted: bool) -> Value | None:
    """``any`` (wanted True) and ``all`` (wanted False): the first verdict that is the wanted one decides."""
    items = machine.items_of(args.positional[0].value, place.node) if args.positional else None
    if items is None or items.endless:
        return None
    found = [truth(item) for item in items.known]
    if wanted in found:
        return Const(wanted)
    if None in found or (items.more and not items.alike):
        return Unknown(("any", machine.tick()), deps=frozenset().union(*(deps_of(item) for item in items.known)))
    return Const(not wanted)


@model("builtins.any")
def _any(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _verdicts(machine, args, place, wanted=True)


@model("builtins.all")
def _all(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _verdicts(machine, args, place, wanted=False)


@model("builtins.dict", "collections.OrderedDict", "copy.copy", "copy.deepcopy", "types.MappingProxyType")
def _dict(machine: Interpreter, args: Args, place: Place) -> Value | None:
    sources = [arg.value for arg in args.positional]
    if len(sources) == 1 and not args.keywords:
        held = machine.obj(sources[0])
        if held is not None and isinstance(sources[0], Ref) and held.kind == "instance":
            return machine.new("instance", dict(held.slots), meta=held.meta, at=place)
        if not isinstance(sources[0], (Ref, OneOf, Unknown)):
            return sources[0]
    pairs = [_pairs(machine, source, place) for source in sources]
    merged = machine.obj(machine.merged(pairs, place.node))
    slots = dict(merged.slots) if merged is not None else {}
    for arg in args.keywords:
        slots[arg.keyword] = machine.entry_value(arg.value, arg.place.node)  # type: ignore[arg-type]
    grown = (merged is not None and merged.open) or args.open_keywords or args.open_args
    kind = merged.kind if merged is not None else "dict"
    return machine.new(kind, slots, merged.items if merged is not None else (), grown, at=place)


def _pairs(machine: Interpreter, source: Value, place: Place) -> Value:
    """``dict([("a", 1), …])`` and ``dict(zip(…))`` as a dict."""
    held = machine.obj(source)
    if held is None or held.kind != "list" or not held.items:
        return source
    slots: dict[Hashable, Value] = {}
    grown = held.open
    for item in held.items:
        if not isinstance(item, Tup) or len(item.items) != 2:
            return source
        keys = machine.keys_of(item.items[0])
        grown = grown or not keys
        for key in keys:
            at = item.items[1].at
            slots[key] = machine.entry_value(item.items[1], (at or place).node)  # type: ignore[arg-type]
    return machine.new("dict", slots, open=grown)


@model(
    "builtins.list",
    "builtins.set",
    "builtins.frozenset",
    "builtins.sorted",
    "builtins.reversed",
    "collections.deque",
    "builtins.iter",
)
def _list(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return machine.new("list", at=place)
    items = machine.items_of(args.positional[0].value, place.node)
    if items.endless or (isinstance(args.positional[0].value, Unknown) and not items.known):
        return args.positional[0].value
    meta = FILLED if items.alike else None
    return machine.new("list", items=tuple(items.known), open=items.more, meta=meta, at=place)


@model("builtins.tuple")
def _tuple(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return Tup(())
    items = machine.items_of(args.positional[0].value, place.node)
    if not items.more:
        return Tup(tuple(items.known))
    return machine.new("list", items=tuple(items.known), open=True, meta=FILLED if items.alike else None)


@model("builtins.range")
def _range(machine: Interpreter, args: Args, place: Place) -> Value | None:
    values = [arg.value for arg in args.positional]
    if not 1 <= len(values) <= 3:
        return None
    start = values[0] if len(values) > 1 else Const(0)
    stop = values[1] if len(values) > 1 else values[0]
    return machine.new("range", meta=(start, stop, values[2] if len(values) > 2 else Const(1)))


@model("builtins.enumerate")
def _enumerate(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return None
    items = machine.items_of(args.positional[0].value, place.node)
    first = bounds(args.value("start", 1))
    start = int(first[0]) if first is not None and math.isfinite(first[0]) else 0
    if items.endless:
        return machine.new("endless", meta=lambda index: Tup((Const(index + start), items.at(index) or NONE)))
    known = tuple(Tup((Const(index + start), item)) for index, item in enumerate(items.known))
    return machine.new("list", items=known, open=items.more)


@model("builtins.zip")
def _zip(machine: Interpreter, args: Args, place: Place) -> Value | None:
    columns = [machine.items_of(arg.value, place.node) for arg in args.positional]
    count = min((len(column.known) for column in columns if not column.endless), default=0)
    rows = tuple(Tup(tuple(column.at(index) or NONE for column in columns)) for index in range(count))
    return machine.new("list", items=rows, open=any(column.more for column in columns))


@model("builtins.next")
def _next(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    held = machine.obj(value)
    if held is not None and isinstance(value, Ref) and held.kind == "endless":
        index = held.slots.get("index", Const(0))
        at = index.value if isinstance(index, Const) else 0
        machine.state.put(value.id, "index", Const(at + 1))
        found: Value = held.meta(at)
        ends = bounds(found)
        return Num(*ends) if ends is not None else found
    default = args.value("default", 1)
    if held is not None and isinstance(value, Ref) and held.kind == "list":
        if held.items:
            machine.state.update(value.id, items=held.items[1:])
            return held.items[0] if not held.open or default is ABSENT else union((held.items[0], default))
        if not held.open:
            if default is ABSENT:
                machine.throw(Lib("builtins.StopIteration()"))
            return default if default is not ABSENT else None
    return None


@model("itertools.count")
def _count(machine: Interpreter, args: Args, place: Place) -> Value | None:
    start, step = bounds(args.value("start", 0)) or (0.0, 0.0), bounds(args.value("step", 1)) or (1.0, 1.0)
    return machine.new("endless", meta=lambda index: number(start[0] + index * step[0]))


@model("itertools.repeat")
def _repeat(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value, times = args.value("object", 0), bounds(args.value("times", 1))
    if times is not None:
        return machine.new("list", items=(value,) * int(min(times[1], 64)), open=times[1] > 64)
    return machine.new("endless", meta=lambda index: value)


@model("itertools.cycle")
def _cycle(machine: Interpreter, args: Args, place: Place) -> Value | None:
    known = machine.items_of(args.positional[0].value, place.node).known if args.positional else []
    return machine.new("endless", meta=lambda index: known[index % len(known)]) if known else None


@model("itertools.chain", "itertools.chain.from_iterable")
def _chain(machine: Interpreter, args: Args, place: Place) -> Value | None:
    known: list[Value] = []
    for arg in args.positional:
        items = machine.items_of(arg.value, place.node)
        known += items.known
        if items.endless:
            return machine.new("endless", meta=_after(known, items))
        if items.more:
            return machine.new("list", items=tuple(known), open=True)
    return machine.new("list", items=tuple(known))


def _after(known: list[Value], items: Items) -> Callable[[int], Value]:
    """The elements of an endless iteration behind some known ones."""
    return lambda index: known[index] if index < len(known) else items.at(index - len(known)) or NONE


@model("itertools.islice")
def _islice(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) != 2:
        return None
    items, count = machine.items_of(args.positional[0].value, place.node), bounds(args.positional[1].value)
    if count is None:
        return machine.new("list", items=tuple(items.at(i) or NONE for i in range(2)), open=True)
    taken = [items.at(index) for index in range(int(min(count[1], 64)))]
    return machine.new(
        "list", items=tuple(item for item in taken if item is not None), open=items.more or count[1] > 64
    )


@model("builtins.getattr")
def _getattr(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) < 2:
        return None
    name = args.positional[1].value
    if isinstance(name, Const) and isinstance(name.value, str):
        machine.muted += len(args.positional) > 2
        found = machine.attribute(args.positional[0].value, name.value, place.node)
        machine.muted -= len(args.positional) > 2
        open_to_all = (isinstance(found, Unknown) and not found.deps and not found.tags) or _is_setting(found)
        if len(args.positional) > 2 and open_to_all:
            return union((found, assume(args.positional[2].value)))
        return found
    machine.platform.used(machine, args.positional[0].value)
    return None


def _is_setting(value: Value) -> bool:
    """Whether a value is one of a framework's settings: whoever deploys the program says what it is."""
    return isinstance(value, Lib) and value.path.startswith("django.conf.settings.")


@model("builtins.super")
def _super(machine: Interpreter, args: Args, place: Place) -> Value | None:
    func = machine.top.func
    return Method(func.bound, "super()") if func is not None and func.bound is not None else None


@model("builtins.hasattr")
def _hasattr(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value, name = args.value("obj", 0), args.value("name", 1)
    return Unknown(("hasattr", name, machine.tick()), deps=deps_of(value))


@model("builtins.callable", "builtins.id", "builtins.hash", "builtins.type")
def _inspect(machine: Interpreter, args: Args, place: Place) -> Value | None:
    sources = [arg.value for arg in args.all]
    return Unknown(
        ("inspect", *sources[:1], machine.tick()), deps=frozenset().union(*(deps_of(source) for source in sources))
    )


@model("functools.partial", "functools.partialmethod")
def _partial(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return None
    return Partial(args.positional[0].value, replace(args, positional=args.positional[1:]), at=place)


@model("collections.namedtuple")
def _namedtuple(machine: Interpreter, args: Args, place: Place) -> Value | None:
    names = args.value("field_names", 1)
    if isinstance(names, Const) and isinstance(names.value, str):
        fields: tuple[Value, ...] = tuple(Const(name) for name in names.value.replace(",", " ").split())
    else:
        fields = tuple(machine.items_of(names, place.node).known)
    return Lib("collections.namedtuple()", machine.new("library", items=fields, meta=args).id, at=place)


def named_tuple(machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
    """What a class that ``collections.namedtuple`` made is called for: its fields, by name and by position."""
    held = machine.obj(func)
    if held is None or args.open_args or args.open_keywords:
        return None
    slots: dict[Hashable, Value] = {}
    for index, name in enumerate(held.items):
        key = name.value if isinstance(name, Const) else index
        slots[key] = slots[index] = args.value(str(key), index)
    return machine.new("instance", slots, at=place)


@model("functools.wraps", "functools.update_wrapper", "functools.singledispatch")
def _wraps(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Lib("functools.cache")


@model("dataclasses.asdict", "attrs.asdict", "attr.asdict")
def _asdict(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return as_dict(machine, args.positional[0].value, place) if args.positional else None


@model("builtins.vars")
def _vars(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return as_dict(machine, args.positional[0].value, place, deep=False) if args.positional else None


@model("functools.lru_cache", "functools.cache", "contextlib.contextmanager")
def _decorator(machine: Interpreter, args: Args, place: Place) -> Value | None:
    first = args.positional[0].value if args.positional else NONE
    return first if isinstance(first, Func) else Lib("functools.cache")
