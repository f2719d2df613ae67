"""The way by which a value, or a call, came to a finding: where it is defined, passed, returned, and called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import libcst as cst

from replint.findings import Related
from replint.syntax.tree import Place
from replint.values.domain import Value
from replint.values.way import Way

MOST_STEPS = 24

Step = tuple[Place, str]


def value_steps(value: Value, calls: Sequence[Place]) -> list[Step]:
    """The steps of a value's way to its use; ``calls`` are the calls that led there, outermost first.

    From its definition on, through every argument and result; calls that only lead to the next step stand between.
    """
    ways = value.way.steps() if value.way is not None else []
    steps: list[Step] = []
    if value.at is not None and not any(way.kind in ("computed", "defined") for way in ways):
        steps.append((value.at, "defined here"))
    for index, way in enumerate(ways):
        if index:
            steps += _between(ways[index - 1], way.context)
        steps.append((way.place, f"{way.kind} here"))
    if value.entry is not None and not any(way.kind == "written" for way in ways):
        steps.append((value.entry, "written here"))
    if ways:
        steps += _between(ways[-1], calls)
    elif value.defaulted and calls:
        steps.append((calls[-1], "called here, without the argument"))
    return steps


def call_steps(calls: Iterable[Place]) -> list[Step]:
    """The calls that lead to a place."""
    return [(call, "called here") for call in calls]


def flow(steps: Iterable[Step], place: Place, own: str = "found here") -> tuple[Related, ...]:
    """The steps as a finding at ``place`` carries them: each place once, its own among them; none if that is all."""
    found: dict[tuple[str, object], tuple[Place, str]] = {}
    for spot, message in (*steps, (place, own)):
        found.setdefault((spot.tree.path, spot.span), (spot, message))
    if len(found) < 2:
        return ()
    kept = list(found.values())
    if len(kept) > MOST_STEPS:
        kept = [*kept[: MOST_STEPS // 2], *kept[-MOST_STEPS // 2 :]]
    return tuple(
        Related(spot.span, message, None if spot.tree is place.tree else spot.tree.path) for spot, message in kept
    )


def _between(way: Way, calls: Sequence[Place]) -> list[Step]:
    """The calls that lead from a step to the next one, without the call that the step itself belongs to."""
    if way.kind in ("defined", "written"):
        return []
    shared = 0
    for one, other in zip(way.context, calls, strict=False):
        if one.node is not other.node:
            break
        shared += 1
    inside = shared == len(way.context) and way.kind == "passed" and len(calls) > shared
    if inside and _takes(calls[shared], way.place):
        shared += 1
    return call_steps(calls[shared:])


def _takes(call: Place, argument: Place) -> bool:
    """Whether an argument is one of a call's own, not of a call that makes what is called."""
    func = call.node.func if isinstance(call.node, cst.Call) else None
    return call.holds(argument) and (func is None or not Place(call.tree, func).holds(argument))
