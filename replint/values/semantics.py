"""What the parts of the interpreter ask of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from replint.syntax.tree import Place
from replint.values.domain import Args, Func, Value
from replint.values.items import Items
from replint.values.machine import Machine


class Semantics(Machine):
    """The questions that one part answers and the others put."""

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
        """The value of an expression."""
        raise NotImplementedError

    def assign(self, target: cst.BaseExpression, value: Value, source: cst.BaseExpression | None = None) -> None:
        """Assigns to any target; ``source`` is the expression that the value was written as."""
        raise NotImplementedError

    def annotated(self, node: cst.BaseExpression) -> Value | None:
        """A value of an annotated type, None for types that say nothing."""
        raise NotImplementedError

    def enter(self, value: Value, node: cst.BaseExpression) -> Value:
        """What ``with value as x`` binds to x."""
        raise NotImplementedError

    def invoke(self, func: Func, args: Args, node: cst.CSTNode, root: bool = False) -> Value:
        """Runs the body of a project function; ``root`` says that nobody visible calls it."""
        raise NotImplementedError

    def body(self, func: Func, args: Args, place: Place | None) -> Value:
        """Runs a function's body once, without a look at recursion; no place where nobody visible calls it."""
        raise NotImplementedError

    def generate(self, func: Value, args: object, node: cst.CSTNode, at_yield: Callable[[Value], None]) -> None:
        """Runs a generator function's body; each yield goes to ``at_yield``."""
        raise NotImplementedError

    def loop(self, node: cst.While | cst.For) -> None:
        """Runs a loop."""
        raise NotImplementedError

    def run(self, body: Sequence[cst.BaseStatement | cst.BaseSmallStatement]) -> None:
        """Executes statements until none is left or no path goes on."""
        raise NotImplementedError

    def suite(self, body: cst.BaseSuite) -> None:
        """Executes the body of a compound statement."""
        raise NotImplementedError
