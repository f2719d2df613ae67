"""The way by which a value came: where it was defined, computed, passed and returned. Recorded only if asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from replint.plain import dataclass
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, OneOf, Value, options

LONGEST_WAY = 40


@dataclass(frozen=True, slots=True)
class Way:
    """A step on which a value came.

    ``kind`` is ``defined``, ``computed``, ``written`` (into a dict), ``passed`` (as the argument at ``place``) or
    ``returned`` (by the call there); ``context`` are the calls that were running; ``before`` is the step before it,
    ``length`` the number of steps so far.
    """

    kind: str
    place: Place
    context: tuple[Place, ...] = ()
    before: Way | None = None
    length: int = 1

    def then(self, kind: str, place: Place, context: tuple[Place, ...] = ()) -> Way:
        """The way with one more step; the same one where it goes round in circles, or is too long to be told."""
        again = self.kind == kind == "computed" and self.place.node is place.node
        if again or self.length >= LONGEST_WAY:
            return self
        return Way(kind, place, context, self, self.length + 1)

    def steps(self) -> list[Way]:
        """All steps, the first one first."""
        found: list[Way] = []
        way: Way | None = self
        while way is not None:
            found.append(way)
            way = way.before
        return found[::-1]


def onward(value: Value, kind: str, place: Place, context: tuple[Place, ...]) -> Value:
    """The same value, one step further on its way."""
    return each_option(value, lambda option: replace(option, way=_further(option.way, kind, place, context)))


def computed(value: Value, sources: Iterable[Value], place: Place, context: tuple[Place, ...]) -> Value:
    """A value that was computed at ``place``: it came on the way of the first source that was defined elsewhere."""
    for source in sources:
        for option in options(source):
            before = option.way
            if before is None and option.at is not None and not place.holds(option.at):
                before = Way("defined", option.at)
            elif before is not None and option.at is not None and before.steps()[0].kind == "passed":
                before = _joined(Way("defined", option.at), before)
            if before is not None:
                return _led(value, before.then("computed", place, context))
    return value


def carried(value: Value, holder: Way | None) -> Value:
    """The value of a dict's entry, on the way that the dict went."""
    if holder is None:
        return value

    def change(option: Value) -> Value:
        before = option.way
        if option.entry is not None:
            before = _further(before, "written", option.entry, ())
        return replace(option, way=holder if before is None else _joined(before, holder))

    return each_option(value, change)


def _led(value: Value, way: Way) -> Value:
    return each_option(value, lambda option: replace(option, way=way))


def _further(way: Way | None, kind: str, place: Place, context: tuple[Place, ...]) -> Way:
    return Way(kind, place, context) if way is None else way.then(kind, place, context)


def _joined(way: Way, rest: Way) -> Way:
    for step in rest.steps():
        way = way.then(step.kind, step.place, step.context)
    return way


def each_option(value: Value, change: Callable[[Value], Value]) -> Value:
    """The value with every alternative changed, except for what is absent."""
    if isinstance(value, OneOf):
        return OneOf(tuple(each_option(option, change) for option in value.options), at=value.at)
    return value if value is ABSENT else change(value)
