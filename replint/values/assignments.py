"""Assignments of every kind, and what is taken away."""

from __future__ import annotations

import libcst as cst

from replint.syntax.walk import statements
from replint.values.domain import (
    ABSENT,
    Class,
    Const,
    Lib,
    OneOf,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
    union,
)
from replint.values.expressions import SIGNS, Expressions
from replint.values.state import FILLED

MOST_ROWS = 8
_FETCHED = ("training", "prediction")


class Assignments(Expressions):
    """Assignment semantics."""

    def _assign(self, node: cst.Assign) -> None:
        value = self.eval(node.value)
        for target in node.targets:
            self.assign(target.target, value, node.value)

    def _ann_assign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            value = self.eval(node.value)
            if isinstance(value, Unknown):
                value = self.annotated(node.annotation.annotation) or value
            self.assign(node.target, value, node.value)
        elif isinstance(node.target, cst.Name):
            known = self.annotated(node.annotation.annotation)
            self.bind(node.target.value, known or Unknown(("declared", node.target.value, id(node))))
            if known is None:
                self.state.put(self.frame_for(node.target.value), node.target.value, ABSENT)

    def _aug_assign(self, node: cst.AugAssign) -> None:
        current = self.eval(node.target)
        value = self.eval(node.value)
        sign = SIGNS.get(type(node.operator), "?")
        held = self.obj(current)
        if held is not None and isinstance(current, Ref) and sign in "|+":
            self.platform.used(self, value)
            other = self.obj(value)
            if sign == "|":
                self.merge_into(current, value)
            else:
                more = other.items if other is not None else value.items if isinstance(value, Tup) else ()
                grown = held.open or not (isinstance(value, Tup) or (other is not None and not other.open))
                self.state.update(current.id, items=held.items + more, open=grown)
            return
        self.assign(node.target, self.operate(sign, current, value, node), node.value)

    def merge_into(self, target: Ref, value: Value) -> None:
        """``target.update(value)`` for dicts."""
        merged = self.obj(self.merged((target, value), cst.Name("update")))
        if merged is not None:
            self.state.update(target.id, slots=merged.slots, open=merged.open)

    def assign(self, target: cst.BaseExpression, value: Value, source: cst.BaseExpression | None = None) -> None:
        """Assigns a value to a target; ``source`` is the expression that it was written as."""
        if isinstance(target, cst.Name):
            self.bind(target.value, value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            self._unpack(target, value)
        elif isinstance(target, cst.Attribute):
            self.set_attribute(self.eval(target.value), target.attr.value, value)
        elif isinstance(target, cst.Subscript):
            self._set_item(target, value, source)
        elif isinstance(target, cst.StarredElement):
            self.assign(target.value, value)

    def _unpack(self, target: cst.Tuple | cst.List, value: Value) -> None:
        count = len(target.elements)
        starred = any(isinstance(element, cst.StarredElement) for element in target.elements)
        rows: list[list[Value]] = []
        for option in options(value):
            items = self.items_of(option, target)
            if items.known and not starred and len(items.known) >= count:
                rows.append(items.known[:count])
            else:
                rows.append([self.subscript(option, Const(index), target) for index in range(count)])
        for index, element in enumerate(target.elements):
            piece = union(row[index] for row in rows)
            if isinstance(element, cst.StarredElement):
                piece = Unknown(("star", value, index), deps=deps_of(value))
                self.platform.used(self, value)
            self.assign(element.value, piece)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        """``owner.name = value``."""
        self.platform.used(self, value)
        for option in options(owner):
            held = self.obj(option)
            if isinstance(option, Unknown):
                self.state.shade(("attr", option.sym, name), value)
            elif isinstance(option, Class):
                self.state.put(option.space, name, value)
            elif held is not None and isinstance(option, (Ref, Lib)) and option.id is not None:
                self.state.put(option.id, name, value)
                if held.kind == "instance" and isinstance(held.meta, Class):
                    self.note_write(held.meta, name, value)
                    self.keep(value)

    def note_write(self, cls: Class, name: str, value: Value) -> None:
        """An attribute of some object of a class is set; what is the same as before, made once more, is no news."""
        known = self.attribute_writes.setdefault(id(cls.node), {}).setdefault(name, [])
        for option in options(value):
            if option not in known and not any(self.made_again(one, option) for one in known):
                known.append(option)

    def made_again(self, one: Value, other: Value) -> bool:
        """Whether two values are objects of a library, or of the platform, that were made alike at the same place."""
        if type(one) is not type(other) or one.at is None or one.at != other.at:
            return False
        ours, theirs = self.obj(one), self.obj(other)
        if ours is None or theirs is None or ours.kind != theirs.kind:
            return False
        if isinstance(one, Lib) and isinstance(other, Lib):
            return one.path == other.path and ours == theirs
        return ours.kind in _FETCHED

    def _set_item(self, target: cst.Subscript, value: Value, source: cst.BaseExpression | None) -> None:
        owner = self.eval(target.value)
        piece = target.slice[0].slice
        key = self.eval(piece.value) if isinstance(piece, cst.Index) else Unknown(("slice", id(target)))
        entry = self.entry_value(value, source or target, piece.value if isinstance(piece, cst.Index) else None)
        known = self.keys_of(key)
        self.platform.used(self, value)
        self.platform.used(self, key)
        for option in options(owner):
            held = self.obj(option)
            if isinstance(option, Unknown):
                self.state.shade(("item", option, key), entry)
            if held is None or not isinstance(option, (Ref, Lib)) or option.id is None:
                continue
            if held.kind == "list":
                self.state.update(option.id, items=(*held.items, entry), open=True)
            elif not known and held.kind == "dict":
                rows = tuple(row for row in held.items if not (isinstance(row, Tup) and row.items[0] == key))
                filled = held.meta == FILLED or not (held.open or held.slots)
                rows = (*rows, Tup((key, entry)))[-MOST_ROWS:]
                self.state.update(option.id, items=rows, open=True, meta=FILLED if filled else None)
            elif not known:
                self.state.update(option.id, open=True)
            for one in known:
                if held.kind != "list":
                    before = held.slots.get(one, ABSENT)
                    sure = len(known) == 1 and not isinstance(owner, OneOf)
                    self.state.put(option.id, one, entry if sure else union((entry, before)))

    def copied_in(self, loop: cst.For) -> None:
        """A loop that copies entries under a condition may leave some out; which, nobody can tell that can't see them.

        An entry whose value isn't known is then taken to be there.
        """
        for name in _sifted(loop):
            for option in options(self.eval(name)):
                held = self.obj(option)
                if held is None or held.kind != "dict" or not isinstance(option, Ref):
                    continue
                slots = {
                    key: union(one for one in options(value) if one is not ABSENT)
                    if any(isinstance(one, (Unknown, Text)) for one in options(value))
                    else value
                    for key, value in held.slots.items()
                }
                self.state.update(option.id, slots=slots, open=True)

    def _delete(self, node: cst.Del) -> None:
        targets = node.target.elements if isinstance(node.target, cst.Tuple) else [cst.Element(node.target)]
        for element in targets:
            target = element.value
            if isinstance(target, cst.Name):
                self.state.put(self.frame_for(target.value), target.value, ABSENT)
            elif isinstance(target, cst.Subscript) and isinstance(target.slice[0].slice, cst.Index):
                owner = self.eval(target.value)
                self.removed()
                for key in self.keys_of(self.eval(target.slice[0].slice.value)):
                    if isinstance(owner, Ref):
                        self.state.drop(owner.id, key)
                if isinstance(owner, Ref):
                    self.state.unfill(owner.id)

    def removed(self) -> None:
        """Something is taken out of a collection: in a what-if run, what was fetched is not waited for any more."""
        if self.scenario is not None:
            self.state.waits.clear()


def _sifted(loop: cst.For) -> list[cst.Name]:
    """The dicts into which a loop with a condition in it writes entries under the names that it runs over."""
    inside = list(statements(loop.body))
    if not any(isinstance(one, cst.If) for one in inside):
        return []
    found = {}
    for small in (small for one in inside if isinstance(one, cst.SimpleStatementLine) for small in one.body):
        target = small.targets[0].target if isinstance(small, cst.Assign) else None
        if not isinstance(target, cst.Subscript) or not isinstance(target.value, cst.Name):
            continue
        index = target.slice[0].slice
        if isinstance(index, cst.Index) and isinstance(index.value, cst.Name):
            found[target.value.value] = target.value
    return list(found.values())
