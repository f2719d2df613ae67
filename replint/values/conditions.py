"""Conditions: on which paths they hold, and what is known of a variable on each."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from replint.values.domain import (
    ABSENT,
    NONE,
    Const,
    Lib,
    Num,
    OneOf,
    PathObj,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
    tags_of,
    union,
)
from replint.values.operators import equal, is_none, less, negated, truth
from replint.values.semantics import Semantics
from replint.values.state import FILLED, State, join

MOST_CASES = 4
Branches = tuple[State | None, State | None, frozenset[Hashable]]
_NO_DEPS: frozenset[Hashable] = frozenset()
_TEXTS = (Const, Text)


class Conditions(Semantics):
    """Conditions and comparisons.

    ``condition`` is what the branch made last has decided on: a key that is the same when the same is tested again, and
    the side on which it holds.
    """

    condition: tuple[Hashable, bool] | None = None

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
            spot = self._text_looked_at(node)
            return self._branch_comparison(node) if spot is None else self._branch_by_case(node, spot)
        if isinstance(node, cst.Call):
            spot = self._subject(node)
            if spot is not None:
                return self._branch_by_case(node, spot)
        value = self.eval(node)
        found = self.truth(value)
        self.condition = condition_of(value)
        yes, no, deps = self._split(
            found, self.told(value), [(node, lambda option, wanted: truth(option) in (None, wanted))]
        )
        self._no_such_file(no, value)
        return yes, no, deps

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

    def _text_looked_at(self, node: cst.Comparison) -> tuple[int, Hashable] | None:
        """The variable of which a comparison takes a part, if it is one of several values and some are texts."""
        for side in (node.left, *(target.comparator for target in node.comparisons)):
            part: cst.BaseExpression = side
            while isinstance(part, (cst.Attribute, cst.Subscript)):
                part = part.value
            spot = self._subject(part) if isinstance(part, cst.Call) else None
            if spot is not None and any(isinstance(option, _TEXTS) for option in options(self.slot_of(spot))):
                return spot
        return None

    def slot_of(self, spot: tuple[int, Hashable]) -> Value:
        """The value at an object's key."""
        return self.state.slot(*spot) or ABSENT

    def _no_such_file(self, state: State | None, answer: Value) -> None:
        """Where a path turned out to name no file, variables that hold it are no longer known to be a path."""
        if state is None or not isinstance(answer, Unknown) or not isinstance(answer.sym, tuple):
            return
        if answer.sym[0] != "names-a-file":
            return
        path = answer.sym[1]
        frame = state.heap.get(self.top.frames[0])
        for name, value in frame.slots.items() if frame is not None else ():
            held = value.text if isinstance(value, PathObj) else value
            if held == path:
                state.put(self.top.frames[0], name, Unknown(("no-file", path)))

    def _branch_by_case(self, node: cst.Call | cst.Comparison, spot: tuple[int, Hashable]) -> Branches:
        """Asks for each value of the variable on its own; a mere default that can't be judged is dropped."""
        whole = self.state.slot(*spot)
        start, deps = self.state, _NO_DEPS
        sides: tuple[list[State], list[State]] = ([], [])
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
                self._no_such_file(sides[1][-1], value)
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
            deps |= self.told(left) | self.told(right)
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
        kind = type(operator)
        early = _EARLY.get(kind)
        if early is not None and "clock" in tags_of(left) | tags_of(right):
            self.clocked = "early" if early is ("clock" in tags_of(left)) else "due"
        if kind is cst.Is or kind is cst.IsNot:
            found = is_none(left) if right == NONE else is_none(right) if left == NONE else self._identical(left, right)
            return found if kind is cst.Is else negated(found)
        if kind is cst.Equal or kind is cst.NotEqual:
            self.platform.compared(self, left, right, self.place(node))
            found = equal(left, right)
            return found if kind is cst.Equal else negated(found)
        if kind is cst.In or kind is cst.NotIn:
            self.platform.compared(self, left, right, self.place(node))
            found = self.contains(right, left)
            return found if kind is cst.In else negated(found)
        if (kind is cst.LessThanEqual or kind is cst.GreaterThanEqual) and self.obj(left) is not None:
            return self._within(*((left, right) if kind is cst.LessThanEqual else (right, left)))
        if kind is cst.LessThan:
            return less(left, right, strict=True)
        if kind is cst.LessThanEqual:
            return less(left, right, strict=False)
        if kind is cst.GreaterThan:
            return less(right, left, strict=True)
        return less(right, left, strict=False) if kind is cst.GreaterThanEqual else None

    def taken_from_list(self, value: Value) -> None:
        """An element is taken from a collection: what was put there may have been chosen for what was known of it."""
        if isinstance(value, (Ref, OneOf, Tup)):
            for option in value.items if isinstance(value, Tup) else (value,):
                self.platform.narrowed(self, option)

    def truth(self, value: Value) -> bool | None:
        """Whether a value is true in a condition; of a container, whether there is anything in it."""
        held = self.obj(value)
        if held is None or held.kind not in ("list", "dict"):
            return truth(value)
        if not held.open:
            return bool(held.items or held.slots)
        return True if self.scenario is not None and held.meta == FILLED else None

    def told(self, value: Value) -> frozenset[Hashable]:
        """The remote objects that a value depends on; in a what-if run also those in a container, and their fields."""
        held = self.obj(value)
        if self.scenario is None or held is None or held.kind not in ("list", "dict"):
            return deps_of(value)
        inner = (*held.items, *held.slots.values())
        parts = [part for item in inner for part in (item.items if isinstance(item, Tup) else (item,))]
        fields = [one for part in parts if (held := self.obj(part)) is not None for one in held.slots.values()]
        return frozenset().union(*(deps_of(one) for one in (*parts, *fields)))

    def gone_over(self, value: Value) -> frozenset[Hashable]:
        """In a what-if run, the trainings that are fetched because they are named by the elements of a value."""
        if self.scenario is None or not isinstance(value, Unknown):
            return _NO_DEPS
        return frozenset(
            key
            for key in self.state.waits
            if isinstance(key, tuple) and key[:1] == ("elem",) and len(key) > 3 and key[3] == value
        )

    def _within(self, left: Value, right: Value) -> bool | None:
        """Whether every element of a set is in another one."""
        ours, theirs = self.obj(left), self.obj(right)
        if ours is None or ours.kind != "list" or theirs is None or theirs.kind != "list":
            return None
        found = {self.contains(right, item) for item in ours.items}
        if False in found:
            return False
        return None if None in found or (ours.open and ours.meta != FILLED) or not ours.items else True

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
        self,
        operator: cst.BaseCompOp,
        left_node: cst.BaseExpression,
        left: Value,
        right_node: cst.BaseExpression,
        right: Value,
    ) -> list[tuple[cst.BaseExpression, Callable[[Value, bool], bool]]]:
        def keeps_left(option: Value, wanted: bool) -> bool:
            with self.silently():
                return self.compare(operator, option, right, left_node) in (None, wanted)

        def keeps_right(option: Value, wanted: bool) -> bool:
            with self.silently():
                return self.compare(operator, left, option, right_node) in (None, wanted)

        return [(left_node, keeps_left), (right_node, keeps_right)]

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
                self.platform.narrowed(self, union(kept))
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


def condition_of(value: Value) -> tuple[Hashable, bool] | None:
    """A value as a condition that is recognised when it is tested again, and the side on which it is true."""
    if isinstance(value, Unknown):
        sym = value.sym
        if isinstance(sym, tuple) and sym[0] == "test":
            return sym[1], bool(sym[2])
        return sym, True
    return None


_CONDITIONS: dict[type[cst.BaseCompOp], tuple[str, bool]] = {
    cst.Equal: ("==", True),
    cst.NotEqual: ("==", False),
    cst.In: ("in", True),
    cst.NotIn: ("in", False),
    cst.Is: ("is", True),
    cst.IsNot: ("is", False),
}
_EARLY: dict[type[cst.BaseCompOp], bool] = {
    cst.LessThan: True,
    cst.LessThanEqual: True,
    cst.GreaterThan: False,
    cst.GreaterThanEqual: False,
}
"""Whether a clock on the left of the sign is before the time it is compared with."""
