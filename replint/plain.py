"""Plain records: ``dataclasses.dataclass`` with as little as possible made while modules load.

Python writes and compiles six functions for each frozen dataclass, and a run of the hook loads a hundred of those: a
tenth of its time. Here only ``__init__`` is made that way; comparison, hash and text are closures over the fields'
names, which are as fast to call. That a record is frozen is left to the type checker, to which this is the standard
library's own decorator; so it is made as fast as a mutable one.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Sequence
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass

    __all__ = ["dataclass"]
else:

    def dataclass(
        cls: type | None = None, *, frozen: bool = False, eq: bool = True, order: bool = False, slots: bool = False
    ) -> Any:
        """Makes a class a record; the arguments are those of ``dataclasses.dataclass``."""

        def make(cls: type) -> type:
            made = dataclasses.dataclass(cls, repr=False, eq=False, slots=slots)
            if "__repr__" not in vars(made):
                made.__repr__ = _text
            if eq:
                _compare(made, frozen=frozen, order=order)
            return made

        return make if cls is None else make(cls)


def _compare(made: Any, *, frozen: bool, order: bool) -> None:
    """Gives a class the comparisons, and the hash, of what its fields hold; its own ones stay."""
    key = _key([one.name for one in dataclasses.fields(made) if one.compare])

    def equals(self: object, other: object) -> Any:
        if self.__class__ is other.__class__:
            return self is other or key(self) == key(other)
        return NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    def comparison(compare: Callable[[Any, Any], Any]) -> Callable[[object, object], Any]:
        def compares(self: object, other: object) -> Any:
            return compare(key(self), key(other)) if self.__class__ is other.__class__ else NotImplemented

        return compares

    own = vars(made)
    if "__eq__" not in own:
        made.__eq__ = equals
        made.__hash__ = hashed if frozen else None
    if order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            setattr(made, name, comparison(getattr(operator, name)))


def _key(names: Sequence[str]) -> Callable[[object], Any]:
    """What gives the values of these fields."""
    return operator.attrgetter(*names) if names else lambda _: ()


@recursive_repr()
def _text(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
