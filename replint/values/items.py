"""How values iterate, and where the entries of dicts are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    NONE,
    Const,
    Num,
    Unknown,
    Value,
    options,
)
from replint.values.state import SHADOW, Obj, bounds

if TYPE_CHECKING:
    from replint.values.machine import Machine

ANY_LATER = 1_000_000
"""The index of a round that is any later one."""


class Items:
    """How a value iterates: the known elements in order, and whether there may be more, or no end.

    ``hidden`` says that what ends the iteration can't be seen, ``alike`` that all elements are like those known.
    """

    def __init__(
        self,
        known: Sequence[Value] = (),
        more: bool = False,
        endless: bool = False,
        element: Callable[[int], Value | None] | None = None,
        hidden: bool = False,
        alike: bool = False,
    ) -> None:
        self.known = list(known)
        self.more = more
        self.endless = endless
        self.hidden = hidden
        self.alike = alike
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
        grows = self.more or self.endless
        value = self.at(ANY_LATER) if grows and self._element is not None else self.known[-1] if self.known else None
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


def mapping(machine: Machine, value: Value) -> Obj | None:
    """The object that a value refers to; of a mapping that nobody can see, the entries that were stored in it."""
    held, shadow = machine.obj(value), machine.state.heap.get(SHADOW)
    if held is not None or shadow is None or not isinstance(value, Unknown):
        return held
    slots: dict[Hashable, Value] = {
        key[2].value: stored
        for key, stored in shadow.slots.items()
        if isinstance(key, tuple) and key[0] == "item" and key[1] == value and isinstance(key[2], Const)
    }
    return Obj("dict", slots, open=True) if slots else None
