"""Objects of dataclasses and models, written out as plain dicts."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import ABSENT, NONE, Args, Class, Const, Lib, Ref, Tup, Value, as_default, options, union

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter

DEEPEST = 6


def as_dict(
    machine: Interpreter, value: Value, place: Place, *, without_none: bool = False, deep: bool = True, depth: int = 0
) -> Value | None:
    """The fields of an instance of a project class as a dict; None for other values.

    ``deep`` says that the objects in its fields are written out as well, ``without_none`` that no None is.
    """
    held = machine.obj(value)
    if held is None or held.kind != "instance" or depth > DEEPEST:
        return None
    slots: dict[Hashable, Value] = {}
    for key, item in held.slots.items():
        if not isinstance(key, str) or key.startswith("_"):
            continue
        if without_none and item == NONE:
            continue
        written = _plain(machine, item, place, without_none, depth + 1) if deep else item
        slots[key] = as_default(written) if _is_default(machine, held.meta, key, item) else written
    return machine.new("dict", slots, open=held.open, at=place)


def _plain(machine: Interpreter, value: Value, place: Place, without_none: bool, depth: int) -> Value:
    """A field's value with all objects in it written out."""
    found: list[Value] = []
    for option in options(value):
        if without_none and option == NONE:
            found.append(ABSENT)
            continue
        written: Value | None = None
        held = machine.obj(option)
        if held is not None and isinstance(option, Ref):
            if held.kind == "instance":
                written = as_dict(machine, option, place, without_none=without_none, depth=depth)
            elif held.kind in ("list", "dict") and depth <= DEEPEST:
                items = tuple(_plain(machine, item, place, without_none, depth + 1) for item in held.items)
                slots = {key: _plain(machine, item, place, without_none, depth + 1) for key, item in held.slots.items()}
                if items != held.items or slots != held.slots:
                    written = machine.new(held.kind, slots, items, held.open, held.meta)
        elif isinstance(option, Tup) and depth <= DEEPEST:
            written = Tup(tuple(_plain(machine, item, place, without_none, depth + 1) for item in option.items))
        if written is not None:
            written = replace(written, at=option.at, site=option.site, entry=option.entry, way=option.way)
        found.append(written if written is not None else option)
    return union(found)


def dumped(machine: Interpreter, value: Ref, args: Args, place: Place) -> Value | None:
    """What ``model.model_dump()`` or ``model.dict()`` gives: the fields, under their aliases if asked for."""
    fields = as_dict(machine, value, place, without_none=args.value("exclude_none") == Const(True))
    held, source = machine.obj(fields) if fields is not None else None, machine.obj(value)
    if held is None or source is None or not isinstance(source.meta, Class) or not isinstance(fields, Ref):
        return fields
    slots = dict(held.slots)
    for name in ("include", "exclude"):
        chosen = args.value(name)
        if chosen in (ABSENT, NONE):
            continue
        named = _names(machine, chosen, place)
        if named is None:
            return None
        slots = {key: item for key, item in slots.items() if (key in named) == (name == "include")}
    if Const(True) in (args.value("exclude_unset"), args.value("exclude_defaults")):
        slots = {key: item for key, item in slots.items() if not _is_default(machine, source.meta, key, item)}
    if args.value("by_alias") == Const(True):
        slots = {_alias(machine, source.meta, key): item for key, item in slots.items()}
    machine.state.update(fields.id, slots=slots)
    return fields


def _names(machine: Interpreter, chosen: Value, place: Place) -> set[Hashable] | None:
    """The names in a set or in a dict's keys; None if they are not all known."""
    items = machine.items_of(chosen, place.node)
    if items.more or items.endless:
        return None
    names = {item.value for item in items.known if isinstance(item, Const)}
    return names if len(names) == len(items.known) else None


def _is_default(machine: Interpreter, cls: object, name: Hashable, value: Value) -> bool:
    """Whether a field holds what the constructor gives it if nobody passes it."""
    if not isinstance(cls, Class) or any(option.site is not None for option in options(value)):
        return False
    return any(machine.field_default(one, name) == value for one in machine.ancestry(cls))


def _alias(machine: Interpreter, cls: Class, name: Hashable) -> Hashable:
    for one in machine.ancestry(cls):
        marker = machine.state.slot(one.space, name)
        held = machine.obj(marker) if isinstance(marker, Lib) else None
        for word in ("serialization_alias", "alias") if held is not None else ():
            alias = held.slots.get(word) if held is not None else None
            if isinstance(alias, Const) and isinstance(alias.value, str):
                return alias.value
    return name
