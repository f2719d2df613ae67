"""One input of a trainer: which values it takes, and how a message says so.

Source: the trainers' own schemas, and Cog's documentation of ``Input`` (docs/training.md): a value of another type,
outside ``ge`` and ``le`` or not among ``choices`` fails validation.
"""

from __future__ import annotations

import math

from replint.plain import dataclass

Scalar = str | int | float | bool

_BOOL_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "1", "0"})


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What an input takes.

    ``type`` is ``string``, ``int``, ``float``, ``bool``, ``file`` or ``secret``; ``min`` and ``max`` are inclusive;
    ``choices`` is empty where everything of the type goes; ``default`` is None where there is none.
    """

    type: str
    min: float | None = None
    max: float | None = None
    choices: tuple[Scalar, ...] = ()
    default: Scalar | None = None
    required: bool = False

    def takes(self, value: object) -> bool:
        """Whether a known value is one that the input takes; True for what can't be judged (None, bytes, lists).

        A number written as a string counts as the number, a whole float as an int, 0 and 1 as truth values.
        """
        if not isinstance(value, (str, int, float, bool)):
            return True
        if self.type == "bool":
            return _reads_as_bool(value)
        if self.type in ("int", "float"):
            return self._takes_number(value)
        if not isinstance(value, str):
            return False
        return not self.choices or value in self.choices

    def takes_some_of(self, low: float, high: float) -> bool:
        """Whether the input takes any number between two; True for an input that takes no numbers."""
        if self.type not in ("int", "float") or self.choices:
            return True
        return (self.min is None or high >= self.min) and (self.max is None or low <= self.max)

    def _takes_number(self, value: Scalar) -> bool:
        number = _number(value)
        if number is None or (self.type == "int" and not number.is_integer()):
            return False
        if self.choices:
            return number in self.choices
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)

    @property
    def expected(self) -> str:
        """What the input takes, ready to print: ``a whole number from 3 to 6000``."""
        if self.choices:
            return _any_of(self.choices)
        if self.type == "bool":
            return "`True` or `False`"
        if self.type in ("int", "float"):
            return ("a whole number" if self.type == "int" else "a number") + self._bounds()
        if self.type == "file":
            return "the URL of a file"
        return "a string" if self.default is None else f'a string such as `"{self.default}"`'

    def _bounds(self) -> str:
        if self.min is not None and self.max is not None:
            return f" from {_written(self.min)} to {_written(self.max)}"
        if self.min is not None:
            return f" of at least {_written(self.min)}"
        return f" of at most {_written(self.max)}" if self.max is not None else ""


def _number(value: Scalar) -> float | None:
    """A value as a finite number; None if it reads as none. A truth value is none."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _reads_as_bool(value: Scalar) -> bool:
    if isinstance(value, str):
        return value.strip().lower() in _BOOL_WORDS
    return value in (0, 1)


def _any_of(choices: tuple[Scalar, ...]) -> str:
    quoted = [f"`{choice}`" for choice in choices]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _written(number: float) -> str:
    return f"{number:.0f}" if float(number).is_integer() else f"{number:g}"
