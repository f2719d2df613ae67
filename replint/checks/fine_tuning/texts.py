"""How messages write times and lists."""

from __future__ import annotations

from collections.abc import Iterable


def duration(seconds: float) -> str:
    """A time as people say it: ``5 s``, ``1.5 min``, ``6 h``, ``7 days``."""
    for unit, size in (("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            return f"{seconds / size:.4g} {unit}"
    return f"{seconds:.3g} s"


def listed(words: Iterable[str]) -> str:
    """Words in backticks, with commas and ``and``."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
