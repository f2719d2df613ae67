"""Evaluates expressions: each node of libcst to a value, with its effects on the current state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import libcst as cst

from replint.values.conditions import condition_of
from replint.values.displays import Displays
from replint.values.domain import (
    ANNOTATED,
    NONE,
    Const,
    Func,
    Lib,
    OneOf,
    Ref,
    Tup,
    Unknown,
    Value,
    assume,
    deps_of,
    is_parameter,
    options,
    tags_of,
    union,
)
from replint.values.operators import binary, mixed, text, truth, with_spec
from replint.values.state import State, join
from replint.values.way import computed

SIGNS: dict[type[cst.CSTNode], str] = {
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


class Expressions(Displays):
    """Expression semantics."""

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
                parts.append(
                    mixed(("spec", value), value) if nested or part.conversion == "r" else with_spec(value, spec)
                )
        return self._written(text(parts), node, *(part for part in parts if isinstance(part, Value)))

    def _written(self, value: Value, node: cst.CSTNode, *sources: Value) -> Value:
        place = self.place(node)
        if self.tracing and sources:
            value = computed(value, sources, place, self.context)
        self.platform.built(self, value, place)
        if isinstance(value, OneOf):
            return OneOf(tuple(o if o.at is not None else replace(o, at=place) for o in value.options), at=place)
        return replace(value, at=place) if value.at is None else value

    # Operators

    def _binary(self, node: cst.BinaryOperation) -> Value:
        left, right = self.eval(node.left), self.eval(node.right)
        return self.operate(SIGNS.get(type(node.operator), "?"), left, right, node)

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
        return self._written(binary(sign, left, right, self.entry), node, left, right)

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
        condition = condition_of(left)
        if condition is not None:
            self.platform.decided(self, condition[0], wants is not condition[1])
        right = self.eval(node.right)
        self.take(join(start, self.give()))
        kept = [_true(o) if wants else o for o in options(left) if truth(o) in (None, wants)]
        if wants and any(_is_outside(option) for option in kept):
            right = assume(right)
        made = self.obj(right)
        if made is not None and made.kind == "instance":
            kept = [option for option in kept if not is_parameter(option)]
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

    # Access

    def _attribute(self, node: cst.Attribute) -> Value:
        value = self.eval(node.value)
        return self.attribute(value, node.attr.value, node)

    def _subscript(self, node: cst.Subscript) -> Value:
        value = self.eval(node.value)
        if isinstance(value, Lib) and value.path in ("typing.Annotated", "typing_extensions.Annotated"):
            return Lib(ANNOTATED, self.new("library", meta=(node, self.tree, self.top.frames)).id, at=self.place(node))
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
        self.callees.add(id(node.func))
        func = self.eval(node.func)
        args = self.arguments(node)
        return self.call(func, args, node)

    def _await(self, node: cst.Await) -> Value:
        return self.resolve(self.eval(node.expression), node)

    def _lambda(self, node: cst.Lambda) -> Value:
        func = Func(node, self.tree, self.top.frames, self.defaults(node.params), at=self.place(node))
        if self.reach is not None and self.reach.within(self.tree, node):
            self.defined.append(func)
        return func

    def defaults(self, params: cst.Parameters) -> tuple[tuple[str, Value], ...]:
        """The parameters' default values, computed where the function is defined."""
        every = (*params.posonly_params, *params.params, *params.kwonly_params)
        return tuple((param.name.value, self.eval(param.default)) for param in every if param.default is not None)

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


def _is_outside(value: Value) -> bool:
    """Whether a value is an environment variable's: what stands behind ``or`` is then its default."""
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "environment"


def _is_test(value: Value) -> bool:
    if isinstance(value, Const):
        return isinstance(value.value, bool)
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "test"


def _true(value: Value) -> Value:
    return replace(value, tags=value.tags | {"true"}) if isinstance(value, Unknown) else value


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
