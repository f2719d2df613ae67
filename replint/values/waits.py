"""The delays on a path since a training was last fetched, and what the tests on that path say of its status."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field, replace
from typing import Any

from replint.plain import dataclass
from replint.syntax.tree import Place
from replint.values.domain import Const, Value

STATUSES = ("starting", "processing", "succeeded", "failed", "canceled")
"""The statuses that a training can have; the rare ``aborted`` is left out, as most code knows nothing of it."""
MOST_WAITS = 10
MOST_GUARDS = 16


@dataclass(frozen=True, slots=True)
class Wait:
    """The delay on one path since a training was last fetched, in seconds.

    ``known`` is False where some delay on the path has no known length, ``maybe`` True where a call that can't be seen
    may have waited; ``sources`` are the calls that wait, ``values`` the delays that they are given,
    ``context`` (only if it is asked for) the calls that led to the first of them;
    ``crossed`` the repetitions that began anew since; ``raised`` says that the last fetch failed with an exception;
    ``guards`` are the open conditions that this path took, with the side it took.
    """

    lo: float = 0.0
    hi: float = 0.0
    known: bool = True
    maybe: bool = False
    jitter: bool = False
    assumed: bool = False
    sources: tuple[Place, ...] = ()
    values: tuple[Value, ...] = field(default=(), compare=False)
    context: tuple[Place, ...] = field(default=(), compare=False)
    blocking: Place | None = None
    crossed: frozenset[Hashable] = frozenset()
    raised: bool = False
    guards: frozenset[tuple[Hashable, bool]] = frozenset()

    @property
    def places(self) -> tuple[tuple[Any, ...], ...]:
        """Where the calls that wait stand, to put waits of the same length in an order."""
        return tuple((place.tree.path, place.span) for place in self.sources)


def guarded(wait: Wait, condition: Hashable, side: bool) -> Wait:
    """The wait of a path that takes a side of an open condition."""
    taken = (condition, side)
    if len(wait.guards) > MOST_GUARDS or taken in wait.guards:
        return wait
    return with_guards(wait, wait.guards | {taken})


def with_guards(wait: Wait, guards: frozenset[tuple[Hashable, bool]]) -> Wait:
    """The same wait under other guards; ``replace`` would take most of the time that paths with waits need."""
    return Wait(
        wait.lo,
        wait.hi,
        wait.known,
        wait.maybe,
        wait.jitter,
        wait.assumed,
        wait.sources,
        wait.values,
        wait.context,
        wait.blocking,
        wait.crossed,
        wait.raised,
        guards,
    )


def is_of_status(condition: Hashable) -> bool:
    """Whether an open condition tests a training's status."""
    return isinstance(condition, tuple) and len(condition) == 3 and "status" in getattr(condition[1], "tags", ())


def can_be(guards: frozenset[tuple[Hashable, bool]], latest: Hashable) -> bool:
    """Whether some status fits all that the tests on a path say of the one that was tested last."""
    if not is_of_status(latest) or not isinstance(latest, tuple):
        return True
    left = set(STATUSES)
    for condition, side in guards:
        if isinstance(condition, tuple) and len(condition) == 3 and condition[1] == latest[1]:
            words = _words(condition[0], condition[2])
            if words is not None:
                left = left & words if side else left - words
    return bool(left)


def _words(kind: Hashable, right: Hashable) -> set[Any] | None:
    """The constants that a test compares with; None where some are none."""
    if kind == "==":
        return {right.value} if isinstance(right, Const) else None
    members = right if isinstance(right, tuple) else ()
    known = kind == "in" and members and all(isinstance(one, Const) for one in members)
    return {one.value for one in members if isinstance(one, Const)} if known else None


def added(one: Wait, more: Wait) -> Wait:
    """One delay after the other."""
    return replace(
        one,
        lo=one.lo + more.lo,
        hi=one.hi + more.hi,
        known=one.known and more.known,
        maybe=one.maybe or more.maybe,
        jitter=one.jitter or more.jitter,
        assumed=one.assumed or more.assumed,
        sources=(one.sources + more.sources)[:8],
        values=(one.values + more.values)[:8],
        context=one.context or more.context,
        blocking=one.blocking or more.blocking,
    )


def fewest(waits: frozenset[Wait]) -> frozenset[Wait]:
    """The waits that matter, where there are too many: the shortest."""
    if len(waits) <= MOST_WAITS:
        return waits
    ordered = sorted(waits, key=_length)
    last = _length(ordered[MOST_WAITS - 1])
    if _length(ordered[MOST_WAITS]) != last:
        return frozenset(ordered[:MOST_WAITS])
    shorter = [wait for wait in ordered if _length(wait) < last]
    alike = sorted((wait for wait in ordered if _length(wait) == last), key=lambda wait: wait.places)
    return frozenset((*shorter, *alike[: MOST_WAITS - len(shorter)]))


def _length(wait: Wait) -> tuple[bool, float, float, int, bool]:
    return wait.raised, wait.lo, wait.hi, len(wait.sources), not wait.known
