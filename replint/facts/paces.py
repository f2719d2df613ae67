"""How the waits of retry libraries grow: the wait after the first call, the second, and so on."""

from __future__ import annotations

from collections.abc import Callable

from replint.values.domain import Const, Num, Value
from replint.values.state import bounds

Pace = Callable[[int], Value]


def random_waits(name: str, number: Callable[[str, int, float], float | None]) -> Pace:
    """Tenacity's random waits; ``number`` reads an argument by its keyword and position, or else the default."""
    if name == "wait_random":
        low, high = number("min", 0, 0), number("max", 1, 1)
        return lambda index: Num(low or 0.0, high if high is not None else 1e12, jitter=True)
    least = number("min", 3, 0)
    plain = exponential(number("multiplier", 0, 1), number("max", 1, 4.6e9), number("exp_base", 2, 2), 0.0)

    def pace(index: int) -> Value:
        ends = bounds(plain(index))
        return Num(least or 0.0, ends[1] if ends is not None else 1e12, jitter=True)

    return pace


def exponential(factor: float | None, cap: float | None, base: float | None, least: float | None) -> Pace:
    """``factor * base ** n``, between ``least`` and ``cap``; anything where a number can't be known."""
    if factor is None or base is None:
        return lambda index: (
            Num(0, float("inf"), jitter=True) if least is None else Num(least, float("inf"), jitter=True)
        )

    def pace(index: int) -> Value:
        grown = factor * base ** min(index, 60)
        return Const(max(least or 0.0, min(cap if cap is not None else grown, grown)))

    return pace


def fibonacci(cap: float | None) -> Pace:
    """1, 1, 2, 3, 5 … seconds, up to ``cap``."""

    def pace(index: int) -> Value:
        one, two = 1, 1
        for _ in range(index):
            one, two = two, one + two
        return Const(min(cap, one) if cap is not None else one)

    return pace
