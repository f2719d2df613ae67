"""Evaluates expressions: each node of libcst to a value, with its effects on the current state."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

import libcst as cst

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Arg,
    Args,
    Const,
    Func,
    Lib,
    Num,
    OneOf,
    Ref,
    Tup,
    Unknown,
    Value,
    deps_of,
    entered,
    options,
    tags_of,
    union,
)
from replint.values.machine import Machine
from replint.values.operators import binary, equal, is_none, less, mixed, negated, text, truth, with_spec
from replint.values.state import State, bounds, join

_SIGNS: dict[type[cst.CSTNode], str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.BitOr: "|",
    cst.AddAssign: "+",
    cst.SubtractAssign: "-",
    cst.MultiplyAssign: "*",
    cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//",
    cst.ModuloAssign: "%",
    cst.PowerAssign: "**",
    cst.BitOrAssign: "|",
}

MOST_CASES = 4
Branches = tuple[State | None, State | None, frozenset[Hashable]]
_NO_DEPS: frozenset[Hashable] = frozenset()


class Expressions(Machine):
    """Expression semantics. Calls are made by the subclass.

    ``condition`` is what the branch made last has decided on: a key that is the same when the same is tested again, and
    the side on which it holds.
    """

    condition: tuple[Hashable, bool] | None = None

    def call(self, func: Value, args: Args, node: cst.BaseExpression) -> Value:
        """Calls any value."""
        raise NotImplementedError

    def items_of(self, value: Value, node: cst.CSTNode) -> Items:
        """How a value iterates."""
        raise NotImplementedError

    def resolve(self, value: Value, node: cst.CSTNode) -> Value:
        """Runs a coroutine that has not run yet."""
        raise NotImplementedError

    def attribute(self, value: Value, name: str, node: cst.CSTNode) -> Value:
        """Reads an attribute."""
        raise NotImplementedError

    def subscript(self, value: Value, key: Value, node: cst.CSTNode) -> Value:
        """Reads an item."""
        raise NotImplementedError

    def eval(self, node: cst.BaseExpression) -> Value:
        """The value of an expression; its place is attached to what it writes itself."""
        self.step()
        handler = _HANDLERS.get(type(node))
        if handler is None:
            return self.fresh(self.place(node))
        return handler(self, node)

    # Literals

    def _name(self, node: cst.Name) -> Value:
        if node.value in _CONSTANTS:
            return Const(_CONSTANTS[node.value], at=self.place(node))
        return self.lookup(node.value)

    def _literal(self, node: cst.SimpleString | cst.Integer | cst.Float) -> Value:
        known = self.literals.get(id(node))
        if known is None:
            try:
                known = Const(node.evaluated_value, at=self.place(node))
            except (ValueError, SyntaxError, MemoryError, OverflowError):
                known = Unknown(("literal", id(node)))
            self.literals[id(node)] = known
        return known

    def _ellipsis(self, node: cst.Ellipsis) -> Value:
        return Const(..., at=self.place(node))

    def _concatenated(self, node: cst.ConcatenatedString) -> Value:
        left, right = self.eval(node.left), self.eval(node.right)
        if isinstance(left, Const) and isinstance(left.value, bytes) and isinstance(right, Const):
            return Const(left.value + right.value, at=self.place(node)) if isinstance(right.value, bytes) else left
        return self._written(text((left, right)), node)

    def _formatted(self, node: cst.FormattedString) -> Value:
        parts: list[str | Value] = []
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                parts.append(_unescaped(part.value, node.start))
            elif isinstance(part, cst.FormattedStringExpression):
                value = self.eval(part.expression)
                self.platform.used(self, value)
                spec = "".join(p.value for p in part.format_spec or () if isinstance(p, cst.FormattedStringText))
                nested = any(isinstance(p, cst.FormattedStringExpression) for p in part.format_spec or ())
                parts.append(mixed(("spec", value), value) if nested or part.conversion == "r" else with_spec(value, spec))
        return self._written(text(parts), node)

    def _written(self, value: Value, node: cst.CSTNode) -> Value:
        place = self.place(node)
        self.platform.built(self, value, place)
        if isinstance(value, OneOf):
            return OneOf(tuple(o if o.at is not None else replace(o, at=place) for o in value.options), at=place)
        return replace(value, at=place) if value.at is None else value

    # Operators

    def _binary(self, node: cst.BinaryOperation) -> Value:
        left, right = self.eval(node.left), self.eval(node.right)
        return self.operate(_SIGNS.get(type(node.operator), "?"), left, right, node)

    def operate(self, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value:
        """``left sign right`` for an operator of an expression or an augmented assignment."""
        if sign == "|" and isinstance(left, Lib) and isinstance(right, Lib):
            return self._described("or", left, right, node)
        if sign == "|":
            return self.merged((left, right), node)
        ours, theirs = self.obj(left), self.obj(right)
        if sign == "+" and isinstance(left, Lib) and isinstance(right, Lib) and left.id and right.id:
            return self._described("add", left, right, node)
        if sign == "+" and ours is not None and ours.kind == "list":
            more = theirs.items if theirs is not None else right.items if isinstance(right, Tup) else ()
            grown = ours.open or theirs is None or theirs.open
            return self.new("list", items=ours.items + more, open=grown, at=self.place(node))
        count = right.value if isinstance(right, Const) else None
        if sign == "*" and ours is not None and ours.kind == "list" and isinstance(count, int):
            items = (ours.items * min(count, 64))[:64] if count > 0 else ()
            return self.new("list", items=items, open=ours.open or len(ours.items) * count > 64, at=self.place(node))
        if isinstance(left, OneOf) and any(isinstance(option, Ref) for option in left.options):
            return self.fresh(self.place(node), left, right)
        return self._written(binary(sign, left, right, self.entry), node)

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
            found = self.obj(value)
            if found is None:
                grown = True
                continue
            if found.kind == "list":
                kind = "list"
            grown = grown or found.open or found.kind not in ("dict", "list")
            items += found.items
            for key, entry in found.slots.items():
                if isinstance(entry, OneOf) and ABSENT in entry.options and key in slots:
                    entry = union((*options(self.bound_value(entry, key)), slots[key]))
                slots[key] = entry
        return self.new(kind, slots, items, grown, at=self.place(node))

    def _unary(self, node: cst.UnaryOperation) -> Value:
        if isinstance(node.operator, cst.Not):
            return self._condition(node)
        value = self.eval(node.expression)
        if isinstance(node.operator, cst.Minus):
            return self._written(binary("-", Const(0), value, self.entry), node)
        return value if isinstance(node.operator, cst.Plus) else mixed(("~", value), value)

    def _boolean(self, node: cst.BooleanOperation) -> Value:
        """``a or b`` as a value: a where it is true, else b."""
        first = self.platform.test_count()
        value = self._either(node)
        self.platform.group_tests(first)
        choices = options(value)
        if len(choices) > 1 and all(_is_test(choice) for choice in choices):
            return Unknown(("test", ("once", self.tick()), True), deps=deps_of(value))
        return value

    def _either(self, node: cst.BooleanOperation) -> Value:
        left = self.eval(node.left)
        wants = isinstance(node.operator, cst.Or)
        found = truth(left)
        if found is not None:
            return left if found == wants else self.eval(node.right)
        start = self.fork()
        right = self.eval(node.right)
        self.take(join(start, self.give()))
        kept = [_true(o) if wants else o for o in options(left) if truth(o) in (None, wants)]
        return union((*kept, *options(right)))

    def _comparison(self, node: cst.Comparison) -> Value:
        return self._condition(node)

    def _condition(self, node: cst.BaseExpression) -> Value:
        yes, no, deps = self.branch(node)
        condition = self.condition
        self.take(join(yes, no))
        if condition is not None and self.alive:
            self.state.forget(condition[0])
        if yes is None or no is None:
            return Const(no is None, at=self.place(node))
        if condition is not None:
            return Unknown(("test", condition[0], condition[1]), deps=deps)
        return Unknown(("test", ("once", self.tick()), True), deps=deps)

    def _if_expression(self, node: cst.IfExp) -> Value:
        yes, no, deps = self.branch(node.test)
        results: list[Value] = []
        ends: list[State | None] = []
        for state, arm in ((yes, node.body), (no, node.orelse)):
            if state is None:
                continue
            self.take(state)
            results.append(self.eval(arm))
            ends.append(self.give())
        self.take(join(*ends))
        value = union(results)
        if deps and len(results) == 2 and results[0] != results[1]:
            value = union((*options(value), Unknown(("chosen", id(node)), deps=deps)))
        return value

    # Displays

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
                for known_key in known:
                    entry = self.entry_value(value, element.value)
                    slots[known_key] = entry if len(known) == 1 else union((entry, slots.get(known_key, ABSENT)))
        return self.new("dict", slots, open=grown, at=self.place(node))

    def entry_value(self, value: Value, node: cst.BaseExpression) -> Value:
        """A value as it is written into a dict entry: the entry's place goes with it."""
        return entered(value, self.place(node))

    def keys_of(self, value: Value) -> list[Hashable]:
        """The dict keys that a key expression can be; empty if unknown."""
        keys = [o.value for o in options(value) if isinstance(o, Const) and isinstance(o.value, (str, int, type(None)))]
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
                keys, value = self.keys_of(self.eval(node.key)), self.eval(node.value)
                grown = grown or not keys
                slots.update((key, self.entry_value(value, node.value)) for key in keys)
            else:
                items.append(self.eval(node.elt))

        try:
            grown = self._comp_for(node.for_in, element) or grown
        finally:
            act.frames = saved
        if isinstance(node, cst.DictComp):
            return self.new("dict", slots, open=grown, at=self.place(node))
        return self.new("list", items=tuple(items), open=grown, at=self.place(node))

    def _comp_for(self, loop: cst.CompFor, element: Callable[[], None]) -> bool:
        source = self.items_of(self.eval(loop.iter), loop)
        grown = source.more
        values = source.known[:16] or ([source.at(0)] if source.more else [])
        for value in values:
            if value is None:
                continue
            self.assign(loop.target, value)
            before = self.fork()
            for condition in loop.ifs:
                yes, no, _ = self.branch(condition.test)
                grown = grown or no is not None
                self.take(yes)
            if self.alive:
                if loop.inner_for_in is not None:
                    grown = self._comp_for(loop.inner_for_in, element) or grown
                else:
                    element()
            self.take(join(before, self.give()))
        return grown

    def assign(self, target: cst.BaseExpression, value: Value) -> None:
        """Assigns to any target."""
        raise NotImplementedError

    # Access

    def _attribute(self, node: cst.Attribute) -> Value:
        value = self.eval(node.value)
        return self.attribute(value, node.attr.value, node)

    def _subscript(self, node: cst.Subscript) -> Value:
        value = self.eval(node.value)
        if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Index):
            for element in node.slice:
                if isinstance(element.slice, cst.Slice):
                    for bound in (element.slice.lower, element.slice.upper):
                        if bound is not None:
                            self.eval(bound)
            return self._sliced(value, node)
        return self.subscript(value, self.eval(node.slice[0].slice.value), node)

    def _sliced(self, value: Value, node: cst.Subscript) -> Value:
        piece = node.slice[0].slice
        found = self.obj(value)
        if isinstance(piece, cst.Slice) and piece.step is None:
            lower = self.eval(piece.lower) if piece.lower is not None else NONE
            upper = self.eval(piece.upper) if piece.upper is not None else NONE
            if isinstance(lower, Const) and isinstance(upper, Const):
                try:
                    cut = slice(lower.value, upper.value)
                    if isinstance(value, Const) and isinstance(value.value, str):
                        return Const(value.value[cut], at=self.place(node))
                    if isinstance(value, Tup):
                        return Tup(value.items[cut])
                    if found is not None and found.kind == "list":
                        return self.new("list", items=found.items[cut], open=found.open, at=self.place(node))
                except TypeError:
                    pass
        return Unknown(("slice", value, id(node)), tags=tags_of(value) & {"generated", "base64"}, deps=deps_of(value))

    def _call(self, node: cst.Call) -> Value:
        func = self.eval(node.func)
        args = self.arguments(node)
        return self.call(func, args, node)

    def arguments(self, node: cst.Call | cst.ClassDef) -> Args:
        """Evaluates the arguments of a call; known ``*`` and ``**`` are spread out."""
        positional: list[Arg] = []
        keywords: list[Arg] = []
        open_args = open_keywords = False
        for arg in node.args if isinstance(node, cst.Call) else node.keywords:
            value, place = self.eval(arg.value), self.place(arg.value)
            if arg.star == "*":
                spread = self.items_of(value, arg)
                positional.extend(Arg(item, place) for item in spread.known)
                open_args = open_args or spread.more
            elif arg.star == "**":
                found = self.obj(value)
                open_keywords = open_keywords or found is None or found.open or found.kind != "dict"
                for key, entry in (found.slots if found is not None else {}).items():
                    if isinstance(key, str):
                        keywords.append(Arg(entry, entry_place(entry) or place, key))
            elif arg.keyword is not None:
                keywords.append(Arg(value, place, arg.keyword.value))
            else:
                positional.append(Arg(value, place))
        return Args(tuple(positional), tuple(keywords), open_args, open_keywords)

    def _await(self, node: cst.Await) -> Value:
        return self.resolve(self.eval(node.expression), node)

    def _lambda(self, node: cst.Lambda) -> Value:
        return Func(node, self.tree, self.top.frames, self.defaults(node.params), at=self.place(node))

    def defaults(self, params: cst.Parameters) -> tuple[tuple[str, Value], ...]:
        """The parameters' default values, computed where the function is defined."""
        found: list[tuple[str, Value]] = []
        for param in (*params.posonly_params, *params.params, *params.kwonly_params):
            if param.default is not None:
                found.append((param.name.value, self.eval(param.default)))
        return tuple(found)

    def _walrus(self, node: cst.NamedExpr) -> Value:
        value = self.eval(node.value)
        self.assign(node.target, value)
        return value

    def yielded(self, node: cst.Yield) -> Value:
        """A ``yield``: what it hands out, and what comes back."""
        value: Value = NONE
        if isinstance(node.value, cst.From):
            source = self.items_of(self.eval(node.value.item), node)
            if self.top.yields is not None:
                self.top.yields.extend(source.known)
        elif node.value is not None:
            value = self.eval(node.value)
            if self.top.yields is not None:
                self.top.yields.append(value)
            else:
                self.platform.used(self, value)
        return self.fresh(self.place(node))

    # Conditions

    def branch(self, node: cst.BaseExpression) -> Branches:
        """Evaluates a condition: the state where it holds, where it doesn't, and what an open decision depends on."""
        self.step()
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            yes, no, deps = self.branch(node.expression)
            if self.condition is not None:
                self.condition = (self.condition[0], not self.condition[1])
            return no, yes, deps
        if isinstance(node, cst.BooleanOperation):
            return self._branch_boolean(node)
        if isinstance(node, cst.Comparison):
            return self._branch_comparison(node)
        if isinstance(node, cst.Call):
            spot = self._subject(node)
            if spot is not None:
                return self._branch_by_case(node, spot)
        value = self.eval(node)
        found = truth(value)
        self.condition = _condition_of(value)
        return self._split(found, deps_of(value), [(node, lambda option, wanted: truth(option) in (None, wanted))])

    def _subject(self, node: cst.Call) -> tuple[int, Hashable] | None:
        """The variable that a call in a condition looks at, if it is one of several values."""
        looked_at = [arg.value for arg in node.args]
        if isinstance(node.func, cst.Attribute):
            looked_at.append(node.func.value)
        for one in looked_at:
            spot = self._spot(one) if isinstance(one, (cst.Name, cst.Attribute)) else None
            value = self.state.slot(*spot) if spot is not None else None
            if isinstance(value, OneOf) and len(value.options) <= MOST_CASES:
                return spot
        return None

    def _branch_by_case(self, node: cst.Call, spot: tuple[int, Hashable]) -> Branches:
        """Asks for each value of the variable on its own; a mere default that can't be judged is dropped."""
        whole = self.state.slot(*spot)
        start, sides, deps = self.state, ([], []), _NO_DEPS  # type: tuple[State, tuple[list[State], list[State]], Any]
        several = len(options(whole)) > 1 if whole is not None else False
        for option in options(whole) if whole is not None else ():
            self.take(start.fork())
            self.state.put(*spot, option)
            value = self.eval(node)
            found = truth(value)
            if not self.alive or (found is None and option.assumed and several):
                continue
            deps |= deps_of(value) if found is None else _NO_DEPS
            if found is not False:
                sides[0].append(self.state.fork())
            if found is not True:
                sides[1].append(self.state.fork())
        self.condition = None
        return join(*sides[0]), join(*sides[1]), deps

    def _branch_boolean(self, node: cst.BooleanOperation) -> Branches:
        first = self.platform.test_count()
        found = self._branch_both(node)
        self.condition = None
        self.platform.group_tests(first)
        return found

    def _branch_both(self, node: cst.BooleanOperation) -> Branches:
        yes, no, deps = self.branch(node.left)
        if isinstance(node.operator, cst.And):
            if yes is None:
                return None, no, deps
            self.take(yes)
            yes, no_right, more = self.branch(node.right)
            return yes, join(no, no_right), deps | more
        if no is None:
            return yes, None, deps
        self.take(no)
        yes_right, no, more = self.branch(node.right)
        return join(yes, yes_right), no, deps | more

    def _branch_comparison(self, node: cst.Comparison) -> Branches:
        left_node, left = node.left, self.eval(node.left)
        left_of, right = left, left
        verdicts: list[bool | None] = []
        deps = _NO_DEPS
        narrowings: list[tuple[cst.BaseExpression, Callable[[Value, bool], bool]]] = []
        for target in node.comparisons:
            right = self.eval(target.comparator)
            verdicts.append(self.compare(target.operator, left, right, node))
            deps |= deps_of(left) | deps_of(right)
            if len(node.comparisons) == 1:
                narrowings = self._narrowings(target.operator, left_node, left, target.comparator, right)
            left_node, left = target.comparator, right
        found = False if False in verdicts else True if all(v is True for v in verdicts) else None
        self.condition = None
        if len(node.comparisons) == 1:
            self.condition = self._comparison_key(node.comparisons[0].operator, left_of, right)
        return self._split(found, deps, narrowings)

    def _comparison_key(self, operator: cst.BaseCompOp, left: Value, right: Value) -> tuple[Hashable, bool] | None:
        """A comparison as a condition that is recognised when it is made again: what it compares, and which side."""
        held = self.obj(right)
        other: Hashable = held.items if held is not None and held.kind == "list" and not held.open else right
        if isinstance(right, Tup):
            other = right.items
        kind = _CONDITIONS.get(type(operator))
        if kind is None or not isinstance(left, (Unknown, Lib, OneOf)):
            return None
        return (kind[0], left, other), kind[1]

    def compare(self, operator: cst.BaseCompOp, left: Value, right: Value, node: cst.CSTNode) -> bool | None:
        """The verdict of one comparison; None if it can't be known."""
        early = _EARLY.get(type(operator))
        if early is not None and "clock" in tags_of(left) | tags_of(right):
            self.clocked = "early" if early is ("clock" in tags_of(left)) else "due"
        if isinstance(operator, (cst.Is, cst.IsNot)):
            found = is_none(left) if right == NONE else is_none(right) if left == NONE else self._identical(left, right)
            return found if isinstance(operator, cst.Is) else negated(found)
        if isinstance(operator, (cst.Equal, cst.NotEqual)):
            self.platform.compared(self, left, right, self.place(node))
            found = equal(left, right)
            return found if isinstance(operator, cst.Equal) else negated(found)
        if isinstance(operator, (cst.In, cst.NotIn)):
            self.platform.compared(self, left, right, self.place(node))
            found = self.contains(right, left)
            return found if isinstance(operator, cst.In) else negated(found)
        if isinstance(operator, cst.LessThan):
            return less(left, right, strict=True)
        if isinstance(operator, cst.LessThanEqual):
            return less(left, right, strict=False)
        if isinstance(operator, cst.GreaterThan):
            return less(right, left, strict=True)
        return less(right, left, strict=False) if isinstance(operator, cst.GreaterThanEqual) else None

    def _identical(self, left: Value, right: Value) -> bool | None:
        plain = (bool, str, int, type(None))
        if all(isinstance(v, Const) and isinstance(v.value, plain) for v in (left, right)):
            return equal(left, right)
        return None

    def contains(self, container: Value, item: Value) -> bool | None:
        """Whether ``item in container``."""
        if isinstance(container, OneOf):
            found = {self.contains(option, item) for option in container.options}
            return found.pop() if len(found) == 1 else None
        if isinstance(container, Const) and isinstance(container.value, str):
            if isinstance(item, Const) and isinstance(item.value, str):
                return item.value in container.value
            return None
        held = self.obj(container)
        if isinstance(container, Tup):
            members, grown = container.items, False
        elif held is not None and held.kind == "list":
            members, grown = held.items, held.open
        elif held is not None and held.kind == "dict":
            key = item.value if isinstance(item, Const) else None
            if isinstance(key, str) and key in held.slots:
                return None if ABSENT in options(held.slots[key]) else True
            members, grown = tuple(Const(k) for k in held.slots), held.open
        else:
            return None
        verdicts = {equal(member, item) for member in members}
        if True in verdicts:
            return True
        return None if None in verdicts or grown else False

    def _narrowings(
        self, operator: cst.BaseCompOp, left_node: cst.BaseExpression, left: Value, right_node: cst.BaseExpression, right: Value
    ) -> list[tuple[cst.BaseExpression, Callable[[Value, bool], bool]]]:
        def keeps_left(option: Value, wanted: bool) -> bool:
            with self.silently():
                return self.compare(operator, option, right, left_node) in (None, wanted)

        def keeps_right(option: Value, wanted: bool) -> bool:
            with self.silently():
                return self.compare(operator, left, option, right_node) in (None, wanted)

        found: list[tuple[cst.BaseExpression, Callable[[Value, bool], bool]]] = [(left_node, keeps_left)]
        if not isinstance(operator, (cst.In, cst.NotIn)):
            found.append((right_node, keeps_right))
        return found

    def _split(
        self,
        found: bool | None,
        deps: frozenset[Hashable],
        narrowings: list[tuple[cst.BaseExpression, Callable[[Value, bool], bool]]],
    ) -> Branches:
        if not self.alive:
            return None, None, _NO_DEPS
        if found is not None:
            return (self.give(), None, _NO_DEPS) if found else (None, self.give(), _NO_DEPS)
        sides: list[State | None] = []
        start, condition = self.state, self.condition
        for wanted in (True, False):
            self.take(start.fork())
            if condition is not None:
                self.state.guard(condition[0], wanted is condition[1])
                self.platform.decided(self, condition[0], wanted is condition[1])
            for node, keeps in narrowings:
                self._narrow(node, wanted, keeps)
            sides.append(self.give())
        return sides[0], sides[1], deps

    def _narrow(self, node: cst.BaseExpression, wanted: bool, keeps: Callable[[Value, bool], bool]) -> None:
        if isinstance(node, cst.NamedExpr):
            node = node.target
        spot = self._spot(node)
        if spot is None:
            return
        value = self.state.slot(*spot)
        if isinstance(value, OneOf):
            kept = [option for option in value.options if keeps(option, wanted)]
            if kept and len(kept) < len(value.options):
                self.state.put(*spot, union(kept))
        elif isinstance(value, Num) and not value.jitter and not keeps(value, wanted):
            self.kill()

    def _spot(self, node: cst.BaseExpression) -> tuple[int, Hashable] | None:
        """The object and key that an expression reads, where that is a plain variable, attribute or entry."""
        if isinstance(node, cst.Name):
            for frame in self.top.frames:
                if self.state.slot(frame, node.value) is not None:
                    return frame, node.value
            return None
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            owner = self.lookup(node.value.value)
            if isinstance(owner, Ref) and self.state.slot(owner.id, node.attr.value) is not None:
                return owner.id, node.attr.value
        return None


def _is_test(value: Value) -> bool:
    if isinstance(value, Const):
        return isinstance(value.value, bool)
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "test"


def _true(value: Value) -> Value:
    return replace(value, tags=value.tags | {"true"}) if isinstance(value, Unknown) else value


def _condition_of(value: Value) -> tuple[Hashable, bool] | None:
    if isinstance(value, Unknown):
        sym = value.sym
        if isinstance(sym, tuple) and sym[0] == "test":
            return sym[1], bool(sym[2])
        return sym, True
    return None


_EARLY: dict[type[cst.BaseCompOp], bool] = {
    cst.LessThan: True,
    cst.LessThanEqual: True,
    cst.GreaterThan: False,
    cst.GreaterThanEqual: False,
}
"""Whether a clock on the left of the sign is before the time it is compared with."""
_CONDITIONS: dict[type[cst.BaseCompOp], tuple[str, bool]] = {
    cst.Equal: ("==", True),
    cst.NotEqual: ("==", False),
    cst.In: ("in", True),
    cst.NotIn: ("in", False),
    cst.Is: ("is", True),
    cst.IsNot: ("is", False),
}


class Items:
    """How a value iterates: the known elements in order, and whether there may be more, or no end.

    ``hidden`` says that what ends the iteration can't be seen.
    """

    def __init__(
        self,
        known: Sequence[Value] = (),
        more: bool = False,
        endless: bool = False,
        element: Callable[[int], Value] | None = None,
        hidden: bool = False,
    ) -> None:
        self.known = list(known)
        self.more = more
        self.endless = endless
        self.hidden = hidden
        self._element = element

    def at(self, index: int) -> Value | None:
        """The element of a round, None if there is none for certain."""
        if index < len(self.known):
            return self.known[index]
        if (self.more or self.endless) and self._element is not None:
            return self._element(index)
        return None

    def any(self) -> Value | None:
        """An element of any later round; numbers can be any from the first one on."""
        value = self.at(len(self.known)) if self.endless or not self.known else self.known[-1]
        first, last = bounds(self.known[0] if self.known else self.at(0) or NONE), bounds(value or NONE)
        if first is not None and last is not None:
            return Num(min(first[0], last[0]), math.inf if self.more or self.endless else max(first[1], last[1]))
        return value

    def may_end(self, index: int) -> bool:
        """Whether the iteration can end before a round."""
        return index >= len(self.known) and not self.endless


def entry_place(value: Value) -> Place | None:
    """Where the dict entry that holds a value is written, if it came through one."""
    return next((option.entry for option in options(value) if option.entry is not None), None)


def _unescaped(raw: str, start: str) -> str:
    plain = raw.replace("{{", "{").replace("}}", "}")
    if "\\" not in plain or "r" in start.lower():
        return plain
    try:
        return plain.encode("latin-1", "backslashreplace").decode("unicode_escape")
    except UnicodeDecodeError:
        return plain


_CONSTANTS: dict[str, Any] = {"None": None, "True": True, "False": False}
_HANDLERS: dict[type[cst.CSTNode], Callable[[Expressions, Any], Value]] = {
    cst.Name: Expressions._name,
    cst.SimpleString: Expressions._literal,
    cst.Integer: Expressions._literal,
    cst.Float: Expressions._literal,
    cst.Ellipsis: Expressions._ellipsis,
    cst.ConcatenatedString: Expressions._concatenated,
    cst.FormattedString: Expressions._formatted,
    cst.BinaryOperation: Expressions._binary,
    cst.UnaryOperation: Expressions._unary,
    cst.BooleanOperation: Expressions._boolean,
    cst.Comparison: Expressions._comparison,
    cst.IfExp: Expressions._if_expression,
    cst.Tuple: Expressions._tuple,
    cst.List: Expressions._list,
    cst.Set: Expressions._list,
    cst.Dict: Expressions._dict,
    cst.ListComp: Expressions._comprehension,
    cst.SetComp: Expressions._comprehension,
    cst.GeneratorExp: Expressions._comprehension,
    cst.DictComp: Expressions._comprehension,
    cst.Attribute: Expressions._attribute,
    cst.Subscript: Expressions._subscript,
    cst.Call: Expressions._call,
    cst.Await: Expressions._await,
    cst.Lambda: Expressions._lambda,
    cst.NamedExpr: Expressions._walrus,
    cst.Yield: lambda machine, node: machine.yielded(node),
}
