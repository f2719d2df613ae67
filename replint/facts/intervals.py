"""How long a poll waits between two fetches, and where that time comes from."""

from __future__ import annotations

import math
from collections.abc import Iterator

import libcst as cst

from replint.facts.records import Facts, Poll
from replint.plain import dataclass
from replint.replicate_api.sdk import PREDICTION_POLL_SECONDS
from replint.syntax.tree import Place
from replint.values.domain import Value
from replint.values.waits import Wait

_OPERATIONS = (cst.BinaryOperation, cst.UnaryOperation, cst.Call, cst.IfExp)


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two fetches, in seconds: at least ``low``, at most ``high``; ``place`` is the call that waits.

    ``origin`` says where it comes from: ``literal``, ``arithmetic``, ``constant``, ``imported constant``, ``default``,
    ``environment default``, ``wrapper`` (an argument of the project's own function), ``backoff``, ``jitter``,
    ``retry library``, ``scheduler``, ``sdk``, ``none`` where nothing waits, ``unknown``.
    """

    low: float
    high: float
    origin: str
    place: Place


def intervals(facts: Facts) -> Iterator[Interval]:
    """The interval of each poll of a module, and of each wait of the SDK's own for a prediction."""
    for poll in facts.polls.values():
        found = interval_of(poll)
        if found is not None:
            yield found
    for place in facts.prediction_waits:
        yield Interval(PREDICTION_POLL_SECONDS, PREDICTION_POLL_SECONDS, "sdk", place)


def interval_of(poll: Poll) -> Interval | None:
    """The interval of a poll; None for what is none: only calls that raised are tried again."""
    rounds: dict[int, list[Wait]] = {}
    for gap in poll.gaps:
        if gap.step is not None and not gap.wait.raised:
            rounds.setdefault(gap.step, []).append(gap.wait)
    if not rounds:
        return None
    steps = sorted(rounds)
    first = min(rounds[steps[0]], key=lambda wait: (wait.lo, wait.hi, wait.places))
    longest = [max(math.inf if wait.maybe else wait.hi for wait in rounds[step]) for step in steps]
    shortest = [min(wait.lo for wait in rounds[step]) for step in steps]
    grows = len(shortest) > 2 and shortest[-1] > shortest[-2]
    high = math.inf if grows else max(longest)
    changes = any(low != shortest[0] for low in shortest[1:]) and not first.jitter
    return Interval(first.lo, high, _origin(poll, first, changes), first.sources[0] if first.sources else poll.place)


def _origin(poll: Poll, wait: Wait, changes: bool) -> str:
    if poll.kind == "retry":
        return "retry library"
    if not wait.sources:
        return "unknown" if wait.maybe or not wait.known else "none"
    if not wait.known and math.isinf(wait.hi):
        return "unknown"
    if changes:
        return "backoff"
    if wait.jitter and wait.known:
        return "jitter"
    return "scheduler" if poll.kind == "scheduler" else origin_of(wait.values[0], wait.sources[0])


def origin_of(value: Value, use: Place) -> str:
    """Where a known value that is used at ``use`` comes from, in the words of ``Interval.origin``."""
    if value.defaulted:
        return "default"
    if value.assumed:
        return "environment default"
    if value.site is not None:
        return "wrapper"
    spot = value.at
    if spot is None:
        return "arithmetic"
    if spot.tree is not use.tree:
        return "imported constant"
    if not use.holds(spot):
        return "constant"
    return "arithmetic" if isinstance(spot.node, _OPERATIONS) else "literal"
