"""Attributes, items and iteration of values."""

from __future__ import annotations

import math
from dataclasses import replace

import libcst as cst

from replint.values.domain import (
    Args,
    Class,
    Const,
    Duration,
    Func,
    Lib,
    Method,
    Module,
    OneOf,
    Ref,
    Tup,
    Unknown,
    Value,
    deps_of,
    tags_of,
    union,
)
from replint.values.items import Items, entry_place
from replint.values.library import library_attribute
from replint.values.loops import MOST_POLL_ROUNDS, Loops
from replint.values.operators import CARRIED, binary
from replint.values.state import FILLED, SHADOW, bounds


class Access(Loops):
    """How values are read."""

    def attribute(self, value: Value, name: str, node: cst.CSTNode) -> Value:
        """Reads an attribute of any value."""
        if isinstance(value, OneOf):
            return self.each(value, lambda option: self.attribute(option, name, node))
        place = self.place(node)
        if isinstance(value, Module):
            return self.member(value, name)
        known = self.platform.attribute(self, value, name, place)
        if known is not None:
            return known
        if isinstance(value, Lib):
            held = self.obj(value)
            if held is not None and name in held.slots:
                return self.bound_value(held.slots[name], name)
            return library_attribute(self, value, name, place)
        if isinstance(value, Ref):
            return self._object_attribute(value, name, node)
        if isinstance(value, Class):
            return self._class_attribute(value, value, name, node)
        if isinstance(value, Unknown):
            stored = self.state.slot(SHADOW, ("attr", value.sym, name))
            if stored is not None:
                return self.bound_value(stored, name)
            return Unknown(("attr", value.sym, name), deps=value.deps, tags=value.tags & CARRIED)
        if isinstance(value, Const) and name in ("value", "name"):
            return value
        if isinstance(value, Method) and value.name == "super()":
            return self._super_attribute(value, name, node)
        if isinstance(value, Duration) and name in ("seconds", "days"):
            return value.seconds if name == "seconds" else binary("//", value.seconds, Const(86400), self.entry)
        return Method(value, name)

    def _object_attribute(self, value: Ref, name: str, node: cst.CSTNode) -> Value:
        held = self.state.heap.get(value.id)
        if held is None:
            return Unknown(("attr", value.id, name))
        if held.kind != "instance":
            return Method(value, name)
        if name in held.slots:
            return self.bound_value(held.slots[name], name)
        if isinstance(held.meta, Class):
            return self._class_attribute(held.meta, value, name, node)
        return Unknown(("attr", value.id, name))

    def _class_attribute(self, cls: Class, owner: Value, name: str, node: cst.CSTNode) -> Value:
        """An attribute found on a class or its bases; functions are bound to ``owner``."""
        for one in self.ancestry(cls):
            found = self.state.slot(one.space, name)
            if found is None:
                continue
            found = self.bound_value(found, name)
            if isinstance(found, Func):
                return self._bound(found, owner, cls, node)
            if self.is_enum(cls) and owner is cls and isinstance(found, Tup) and found.items:
                return found.items[0]
            return found
        if name == "__class__":
            return cls
        if not isinstance(owner, Ref):
            return Unknown(("attr", id(cls.node), name))
        writes = self.attribute_writes.get(id(cls.node), {}).get(name)
        if writes:
            return union((*writes, Unknown(("attr", owner.id, name))))
        bases = [base for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)]
        if bases and bases[0].path != "builtins.object":
            return self.attribute(Lib(f"{bases[0].path}()", owner.id), name, node)
        return Unknown(("attr", owner.id, name))

    def _super_attribute(self, value: Method, name: str, node: cst.CSTNode) -> Value:
        """``super().name``: what the next class in line has; an object of a library class is one here, too."""
        owner, func = value.receiver, self.top.func
        held = self.obj(owner)
        cls = owner if isinstance(owner, Class) else held.meta if held is not None else None
        if not isinstance(cls, Class) or func is None:
            return Method(value, name)
        line = self.ancestry(cls)
        spaces = [one.space for one in line]
        line = line[spaces.index(func.owner) + 1 if func.owner in spaces else 1 :]
        for one in line:
            found = self.state.slot(one.space, name)
            if found is not None:
                found = self.bound_value(found, name)
                return self._bound(found, owner, cls, node) if isinstance(found, Func) else found
        base = next((base for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)), None)
        if name != "__init__" and isinstance(owner, Ref) and base is not None and base.path != "builtins.object":
            return self.attribute(Lib(f"{base.path}()", owner.id), name, node)
        return Method(value, name)

    def _bound(self, func: Func, owner: Value, cls: Class, node: cst.CSTNode) -> Value:
        kinds = {w.path.rpartition(".")[2] for w in func.wrappers if isinstance(w, Lib)}
        if "staticmethod" in kinds:
            return func
        if "classmethod" in kinds:
            return replace(func, bound=cls)
        if kinds & {"property", "cached_property"} and isinstance(owner, Ref):
            result = self.invoke(replace(func, bound=owner), Args(), node)
            if "cached_property" in kinds and owner.id in self.state.heap:
                self.state.put(owner.id, func.name, result)
            return result
        return replace(func, bound=owner) if isinstance(owner, Ref) else func

    def is_enum(self, cls: Class) -> bool:
        """Whether a class of the project is an enumeration."""
        bases = {base.path for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)}
        return any(path.startswith("enum.") or path.rpartition(".")[2] in _ENUMS for path in bases)

    def subscript(self, value: Value, key: Value, node: cst.CSTNode) -> Value:
        """Reads an item of any value."""
        if isinstance(value, OneOf):
            return self.each(value, lambda option: self.subscript(option, key, node))
        known = self.platform.subscript(self, value, key, self.place(node))
        if known is not None:
            return known
        if isinstance(value, Class) and self.is_enum(value) and isinstance(key, Const):
            return self._class_attribute(value, value, str(key.value), node)
        index = key.value if isinstance(key, Const) and isinstance(key.value, int) else None
        if isinstance(value, Tup) and index is not None and -len(value.items) <= index < len(value.items):
            return value.items[index]
        held = self.obj(value)
        if held is None:
            if isinstance(value, Class):
                return value
            stored = self.state.slot(SHADOW, ("item", value, key))
            if stored is not None:
                return self.bound_value(stored, key)
            tags = tags_of(value) & {"latest", "generated"}
            return Unknown(("item", value, key), tags=tags, deps=deps_of(value) | deps_of(key))
        if held.kind == "list" and index is not None and -len(held.items) <= index < len(held.items):
            return held.items[index]
        keys = self.keys_of(key)
        found = [self.bound_value(held.slots[one], one) for one in keys if one in held.slots]
        if found and len(found) == len(keys):
            return union(found)
        if held.kind == "dict" and not keys:
            self.platform.looked_up(key, self)
        if held.kind == "dict" and not keys and held.slots and not held.open:
            self.platform.compared(
                self, key, Tup(tuple(Const(k, at=entry_place(v)) for k, v in held.slots.items())), self.place(node)
            )
            return union((*held.slots.values(), Unknown(("item", value, key), deps=deps_of(key))))
        if held.kind == "dict" and keys and not held.open and self.scenario is not None and not found:
            self.throw(Lib("builtins.KeyError()"))
        return Unknown(("item", value, key), deps=deps_of(key))

    def items_of(self, value: Value, node: cst.CSTNode) -> Items:
        """How a value iterates."""
        if isinstance(value, OneOf) and len(value.options) == 1:
            value = value.options[0]
        if isinstance(value, Tup):
            return Items(value.items)
        if isinstance(value, Const) and isinstance(value.value, str):
            return Items([Const(char) for char in value.value[:64]], more=len(value.value) > 64)
        if isinstance(value, Class) and self.is_enum(value):
            held = self.state.heap.get(value.space)
            return Items([v for k, v in held.slots.items() if isinstance(v, Const)] if held else [], more=held is None)
        held = self.obj(value)
        known = self.platform.iterate(self, value)
        if isinstance(known, Items):
            return known
        if held is None:
            return self._unknown_items(value, node)
        if held.kind == "instance" and 0 in held.slots:
            return Items([held.slots[index] for index in range(len(held.slots)) if index in held.slots])
        if held.kind == "range":
            return self._range(held.meta)
        if held.kind == "endless":
            return Items(endless=True, element=held.meta)
        if held.kind == "iterator":
            return Items(more=True, element=held.meta, hidden=True)
        if held.kind == "generator":
            collected: list[Value] = []
            before = self.fork()
            self.long += 1
            with self.silently():
                self.generate(held.meta[0], held.meta[1], node, collected.append)
            self.long -= 1
            self.take(before)
            return Items(collected[:MOST_POLL_ROUNDS], more=True, element=self._unknown_items(value, node).at)
        if held.kind == "dict":
            return Items([Const(key) for key in held.slots], held.open, element=self._unknown_items(value, node).at)
        if held.kind == "list":
            alike = self.scenario is not None and held.meta == FILLED and held.items
            rest = (lambda index: held.items[-1]) if alike else self._unknown_items(value, node).at
            return Items(held.items, held.open, element=rest, alike=bool(alike))
        return self._unknown_items(value, node)

    def _unknown_items(self, value: Value, node: cst.CSTNode) -> Items:
        deps = deps_of(value)
        self.loop_places[id(node)] = self.place(node)
        same = None if _is_fresh(value) else value
        return Items(more=True, element=lambda index: Unknown(("elem", id(node), index, same), deps=deps))

    def _range(self, ends: tuple[Value, Value, Value]) -> Items:
        start, stop, step = ends
        first, stride = bounds(start), bounds(step)
        if first is None or stride is None or first[0] != first[1] or not stride[0] or math.isinf(first[0] + stride[0]):
            return Items(more=True, element=lambda index: Unknown(("range", index)))

        def element(index: int) -> Value:
            return Const(int(first[0] + index * stride[0]))

        end = bounds(stop)
        if end is None:
            return Items(more=True, element=element)
        count = max(0, int(min(1e6, -(-(end[1] - first[0]) // stride[0]))))
        certain = max(0, int(min(1e6, -(-(end[0] - first[0]) // stride[0]))))
        if count > 2 * MOST_POLL_ROUNDS:
            return Items([element(i) for i in range(min(certain, 2 * MOST_POLL_ROUNDS))], more=True, element=element)
        return Items([element(i) for i in range(certain)], more=count > certain, element=element)


def _is_fresh(value: object) -> bool:
    """Whether a value is, or is read from, the result of a call: each time another one."""
    if isinstance(value, Unknown):
        return _is_fresh(value.sym)
    if isinstance(value, tuple):
        return value[:1] == ("fresh",) or (value[:1] in (("attr",), ("item",), ("view",)) and _is_fresh(value[1]))
    return isinstance(value, Ref)


_ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "Flag", "TextChoices", "IntegerChoices", "Choices"})
