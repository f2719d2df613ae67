"""What the interpreter asks of whoever knows the libraries and the API."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Protocol

from replint.syntax.tree import Place
from replint.values.domain import Args, Func, Lib, Value
from replint.values.state import State

if TYPE_CHECKING:
    from replint.values.machine import Machine, Repetition


class Platform(Protocol):
    """What the interpreter asks about libraries and the API; every answer None means: nothing known."""

    def attribute(self, machine: Any, value: Value, name: str, place: Place) -> Value | None:
        """The attribute of an API object or library value."""

    def subscript(self, machine: Any, value: Value, key: Value, place: Place) -> Value | None:
        """The item of an API object."""

    def call(self, machine: Any, func: Value, args: Args, place: Place) -> Value | None:
        """The result of calling a library's function or method."""

    def invoke(self, machine: Any, func: Func, args: Args, place: Place) -> Value | None:
        """The result of calling a project function that is wrapped by a library's decorator."""

    def used(self, machine: Machine, value: Value) -> None:
        """The value is passed on, stored, returned to somebody unseen."""

    def compared(self, machine: Machine, left: Value, right: Value, place: Place) -> None:
        """Two values are compared for equality or membership."""

    def looked_up(self, key: Value, machine: Machine) -> None:
        """An entry of a dict is looked up under a key that isn't known."""

    def annotated(self, machine: Any, path: str, place: Place) -> Value | None:
        """A value of the library type at ``path``."""

    def returned(self, machine: Machine, value: Value, place: Place) -> None:
        """A project function called at ``place`` handed a value to its caller."""

    def named(self, machine: Machine, name: str, value: Value) -> None:
        """A value is bound to a name."""

    def unseen(self, machine: Any, func: Value, args: Args, place: Place) -> None:
        """A call of which nothing is known is made."""

    def is_object(self, meta: object) -> bool:
        """Whether a heap object with this note is an instance of a library's class, and so no dict, text or number."""
        return False

    def quick(self, func: Value) -> bool:
        """Whether a call neither waits nor fails."""
        return False

    def awaited(self, machine: Any, value: Lib) -> None:
        """A library's coroutine is awaited."""

    def iterate(self, machine: Any, value: Value) -> Any:
        """How a library's object iterates (``Items``)."""

    def settle(self, state: State, status: str) -> None:
        """Before a what-if run: every training has this status."""

    def parameter(self, machine: Any, func: Func, name: str) -> Value | None:
        """What a parameter without annotation must be, by what the function does with it."""

    def caught(self, machine: Any, kinds: Value) -> None:
        """An ``except`` for these kinds of errors begins."""

    def narrowed(self, machine: Any, value: Value) -> None:
        """A variable that may hold several values holds this one from here on."""

    def decided(self, machine: Any, condition: Hashable, side: bool) -> None:
        """The path takes one side of an open condition."""

    def round(self, machine: Any, repetition: Repetition) -> None:
        """A round of a repetition ends."""

    def test_count(self) -> int:
        """How many tests were seen so far."""
        return 0

    def group_tests(self, first: int) -> None:
        """The tests since ``first`` are parts of one."""

    def built(self, machine: Machine, value: Value, place: Place) -> None:
        """A constant text is put together from pieces."""

    def ended(self, repetition: Repetition, bounded: bool | None, uncovered: frozenset[str], seen: bool) -> None:
        """A repetition was tried with every status."""

    def enter(self, machine: Any, value: Value, place: Place) -> Value | None:
        """What ``with value as x`` binds."""

    def discarded(self, machine: Any, value: Value) -> None:
        """The value of an expression that stands alone is thrown away."""

    def leave(self, machine: Machine, value: Value) -> None:
        """A ``with`` block over the value ends."""
