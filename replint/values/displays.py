"""Tuples, lists, dicts and comprehensions, and the arguments of calls."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import libcst as cst

from replint.values.conditions import Conditions
from replint.values.domain import (
    ABSENT,
    Arg,
    Args,
    Const,
    Lib,
    OneOf,
    Tup,
    Unknown,
    Value,
    entered,
    options,
    union,
    written_here,
)
from replint.values.items import entry_place, mapping
from replint.values.state import FILLED, Obj, join


class Displays(Conditions):
    """Containers as they are written out."""

    def _described(self, name: str, left: Value, right: Value, node: cst.CSTNode) -> Value:
        """Two library objects joined by an operator, as retry libraries join their parts."""
        place = self.place(node)
        args = Args((Arg(left, place), Arg(right, place)))
        return Lib(f"operator.{name}()", self.new("library", {0: left, 1: right}, meta=args).id, at=place)

    def entry(self, mapping: Value, key: str) -> Value:
        """The entry of a mapping, for ``%`` formatting."""
        found = self.obj(mapping)
        value = found.slots.get(key) if found is not None else None
        return self.bound_value(value, key) if value is not None else Unknown(("entry", mapping, key))

    def merged(self, values: Sequence[Value], node: cst.CSTNode) -> Value:
        """A new dict (or set) with the entries of several, later ones first in rank."""
        slots: dict[Hashable, Value] = {}
        items: tuple[Value, ...] = ()
        kind, grown = "dict", False
        for value in values:
            found = mapping(self, value) or self._either_dict(value)
            if found is None:
                grown = True
                continue
            if found.kind == "list":
                kind = "list"
            grown = grown or found.open or found.kind not in ("dict", "list")
            items += found.items
            for key, entry in found.slots.items():
                known = slots.get(key)
                perhaps = known is not None and ABSENT in options(entry)
                slots[key] = union((*options(self.bound_value(entry, key)), known)) if perhaps and known else entry
        return self.new(kind, slots, items, grown, at=self.place(node))

    def _either_dict(self, value: Value) -> Obj | None:
        """One of several dicts as one in which each entry is there perhaps; None if no alternative is a known dict."""
        held = [self.obj(option) for option in options(value)] if isinstance(value, OneOf) else []
        known = [one for one in held if one is not None and one.kind == "dict"]
        if not known:
            return None
        grown = len(known) < len(held) or any(one.open for one in known)
        slots: dict[Hashable, Value] = {}
        for key in dict.fromkeys(key for one in known for key in one.slots):
            there = [self.bound_value(one.slots[key], key) for one in known if key in one.slots]
            sure = len(there) == len(held)
            slots[key] = union(there if sure else (*there, Unknown(("entry", key)) if grown else ABSENT))
        return Obj("dict", slots, open=grown)

    def _tuple(self, node: cst.Tuple) -> Value:
        items, grown = self._elements(node.elements)
        if grown:
            return self.new("list", items=items, open=True, at=self.place(node))
        return Tup(items, at=self.place(node))

    def _list(self, node: cst.List | cst.Set) -> Value:
        items, grown = self._elements(node.elements)
        return self.new("list", items=items, open=grown, at=self.place(node))

    def _elements(self, elements: Sequence[cst.BaseElement]) -> tuple[tuple[Value, ...], bool]:
        items: list[Value] = []
        grown = False
        for element in elements:
            value = self.eval(element.value)
            if isinstance(element, cst.StarredElement):
                spread = self.items_of(value, element)
                items.extend(spread.known)
                grown = grown or spread.more
            else:
                items.append(replace(value, at=self.place(element.value)) if value.at is None else value)
        return tuple(items), grown

    def _dict(self, node: cst.Dict) -> Value:
        slots: dict[Hashable, Value] = {}
        grown = False
        for element in node.elements:
            if isinstance(element, cst.StarredDictElement):
                spread = self.obj(self.merged((self.new("dict", slots), self.eval(element.value)), element))
                slots = dict(spread.slots) if spread is not None else slots
                grown = grown or spread is None or spread.open
            elif isinstance(element, cst.DictElement):
                key_value, value = self.eval(element.key), self.eval(element.value)
                known = self.keys_of(key_value)
                grown = grown or not known
                self.platform.used(self, key_value)
                if not known:
                    self.platform.used(self, value)
                for known_key in known:
                    entry = self.entry_value(value, element.value)
                    slots[known_key] = entry if len(known) == 1 else union((entry, slots.get(known_key, ABSENT)))
        return self.new("dict", slots, open=grown, at=self.place(node))

    def entry_value(self, value: Value, node: cst.BaseExpression, key: cst.BaseExpression | None = None) -> Value:
        """A value as it is written into a dict entry under ``key``: the entry's place goes with it."""
        return entered(value, self.place(node), copied=isinstance(key, cst.Name))

    def keys_of(self, value: Value) -> list[Hashable]:
        """The dict keys that a key expression can be; empty if unknown."""
        keys: list[Hashable] = [
            o.value for o in options(value) if isinstance(o, Const) and isinstance(o.value, (str, int, type(None)))
        ]
        return keys if len(keys) == len(options(value)) else []

    def _comprehension(self, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp) -> Value:
        frame = self.new("frame")
        act = self.top
        saved, act.frames = act.frames, (frame.id, *act.frames)
        slots: dict[Hashable, Value] = {}
        items: list[Value] = []
        grown = False

        def element() -> None:
            nonlocal grown
            if isinstance(node, cst.DictComp):
                named, value = self.eval(node.key), self.eval(node.value)
                keys = self.keys_of(named)
                grown = grown or not keys
                if not keys:
                    items.append(Tup((named, value)))
                slots.update((key, self._entry_again(value, node.value)) for key in keys)
            else:
                items.append(self.eval(node.elt))

        try:
            if isinstance(node, cst.DictComp) and node.for_in.ifs:
                grown = self._filtered(node.for_in, element, slots) or grown
            else:
                grown = self._comp_for(node.for_in, element) or grown
        finally:
            act.frames = saved
        if isinstance(node, cst.DictComp):
            return self.new("dict", slots, tuple(items), grown, FILLED if items else None, at=self.place(node))
        return self.new("list", items=tuple(items), open=grown, meta=FILLED if items else None, at=self.place(node))

    def _known_entry(self, entry: Value, mapping: Value, key: str) -> Value:
        """An entry of a mapping that may have more: where it was not set, it may be there all the same."""
        if ABSENT not in options(entry):
            return entry
        unset = Unknown(("item", mapping, Const(key)))
        return union(unset if option is ABSENT else option for option in options(entry))

    def _entry_again(self, value: Value, node: cst.BaseExpression) -> Value:
        """A value as a comprehension writes it into an entry: one that comes from an entry keeps the place of that."""
        place = self.place(node)
        return entered(value, place, copied=True)

    def _filtered(self, loop: cst.CompFor, element: Callable[[], None], slots: dict[Hashable, Value]) -> bool:
        """``{k: v for k, v in items if …}``: each alternative of a value stays or goes; gives whether there is more."""
        source = self.items_of(self.eval(loop.iter), loop)
        first = source.at(0)
        values = source.known[:64] or ([first] if source.more and first is not None else [])
        partly = bool(source.known) and self.scenario is None
        grown = (source.more and (partly or not values)) or len(source.known) > 64
        for value in values:
            pair = value.items if isinstance(value, Tup) and len(value.items) == 2 else None
            choices = [Tup((pair[0], one)) for one in options(pair[1])] if pair is not None else [value]
            before, dropped = dict(slots), False
            found: dict[Hashable, list[Value]] = {}
            for choice in choices:
                slots.clear()
                passed, more = self._passed(loop, choice, element)
                grown = grown or more or (passed and source.more)
                dropped = dropped or not passed
                for key, entry in slots.items():
                    found.setdefault(key, []).append(entry)
            slots.clear()
            slots.update(before)
            slots.update((key, union((*kept, ABSENT) if dropped else kept)) for key, kept in found.items())
        return grown

    def _passed(self, loop: cst.CompFor, value: Value, element: Callable[[], None]) -> tuple[bool, bool]:
        """Runs a filtered comprehension for one value: whether it can pass, and whether there may be more of it."""
        self.assign(loop.target, value)
        before, more = self.fork(), False
        for condition in loop.ifs:
            yes, _, _ = self.branch(condition.test)
            self.take(yes)
        passed = self.alive
        if passed and loop.inner_for_in is not None:
            more = self._comp_for(loop.inner_for_in, element)
        elif passed:
            element()
        self.take(join(before, self.give()))
        return passed, more

    def _comp_for(self, loop: cst.CompFor, element: Callable[[], None]) -> bool:
        source = self.items_of(self.eval(loop.iter), loop)
        first = source.at(0)
        values = source.known[:16] or ([first] if source.more and first is not None else [])
        partly = bool(source.known) and self.scenario is None
        grown = source.more and (partly or not values)
        for value in values:
            self.taken_from_list(value)
            self.assign(loop.target, value)
            before = self.fork()
            for condition in loop.ifs:
                yes, no, _ = self.branch(condition.test)
                grown = grown or (yes is not None and no is not None)
                self.take(yes)
            told = self.state.marks - before.marks if before is not None else frozenset[Hashable]()
            if self.alive:
                grown = grown or source.more
                if loop.inner_for_in is not None:
                    grown = self._comp_for(loop.inner_for_in, element) or grown
                else:
                    element()
            self.take(join(before, self.give()))
            self.state.marks |= told
        return grown

    def arguments(self, node: cst.Call | cst.ClassDef) -> Args:
        """Evaluates the arguments of a call; known ``*`` and ``**`` are spread out."""
        positional: list[Arg] = []
        keywords: list[Arg] = []
        open_args = open_keywords = False
        for arg in node.args if isinstance(node, cst.Call) else node.keywords:
            value, place = written_here(self.eval(arg.value)), self.place(arg.value)
            if arg.star == "*":
                spread = self.items_of(value, arg)
                positional.extend(Arg(item, place) for item in spread.known)
                open_args = open_args or spread.more
            elif arg.star == "**":
                found = mapping(self, value) or self._either_dict(value)
                open_keywords = open_keywords or found is None or found.open or found.kind != "dict"
                for key, entry in (found.slots if found is not None else {}).items():
                    if isinstance(key, str):
                        known = self._known_entry(entry, value, key) if open_keywords else entry
                        keywords.append(Arg(known, entry_place(entry) or place, key))
            elif arg.keyword is not None:
                keywords.append(Arg(value, place, arg.keyword.value))
            else:
                positional.append(Arg(value, place))
        return Args(tuple(positional), tuple(keywords), open_args, open_keywords)
