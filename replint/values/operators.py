"""Python's operators over values: text with holes, intervals of numbers, durations. Pure; never raises on any value."""

from __future__ import annotations

import math
import operator
import re
import string
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from replint.values.domain import (
    ABSENT,
    Absent,
    Class,
    Const,
    Duration,
    Func,
    Lib,
    Module,
    Num,
    OneOf,
    PathObj,
    Presigned,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
    tags_of,
    union,
)
from replint.values.state import bounds

LONGEST_TEXT = 100_000
_UNSET = Unknown(("unset",))
MOST_COMBINATIONS = 8
_PERCENT = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?(?P<kind>[diouxXeEfFgGcrsa%])"
)


def mixed(sym: Any, *sources: Value) -> Unknown:
    """An unknown computed from others: keeps what remote objects it depends on and what it may carry."""
    tags: frozenset[str] = frozenset().union(*(tags_of(source) for source in sources)) & CARRIED
    deps = frozenset().union(*(deps_of(source) for source in sources))
    return Unknown(sym, tags=tags, deps=deps)


CARRIED = frozenset({"generated", "local-path", "token", "base64", "latest", "clock"})


def text(parts: Iterable[str | Value]) -> Value:
    """A string of these pieces: a constant if all are known, one of several if a piece is.

    An empty default of something from outside says that it is not set: as a piece it is unknown.
    """
    parts = list(parts)
    rows: list[tuple[list[str | Value], bool]] = [([], False)]
    for part in parts:
        choices: Sequence[str | Value] = part.options if isinstance(part, OneOf) else (part,)
        if len(rows) * len(choices) > MOST_COMBINATIONS:
            choices = choices[: max(1, MOST_COMBINATIONS // len(rows))]
        if len(parts) > 1:
            choices = [_UNSET if _is_unset(choice) else choice for choice in choices]
        rows = [_extended(row, assumed, choice) for row, assumed in rows for choice in choices]
    return union(_text_of(row, assumed) for row, assumed in rows)


def _is_unset(choice: str | Value) -> bool:
    return isinstance(choice, Const) and choice.assumed and choice.value == ""


def _extended(row: list[str | Value], assumed: bool, part: str | Value) -> tuple[list[str | Value], bool]:
    if isinstance(part, str):
        return [*row, part], assumed
    return [*row, *_pieces(part)], assumed or part.assumed


def _pieces(value: Value) -> tuple[str | Value, ...]:
    if isinstance(value, Const):
        if isinstance(value.value, str):
            return (value.value,)
        try:
            return (str(value.value),)
        except ValueError:
            return (Unknown(("huge",)),)
    if isinstance(value, Text):
        return value.parts
    if isinstance(value, PathObj):
        return path_pieces(value)
    return (value,)


def path_pieces(path: PathObj) -> tuple[str | Value, ...]:
    """The pieces of a path's text: what it starts with, if unknown, is a place on this machine."""
    found = _pieces(path.text) if not isinstance(path.text, OneOf) else (Unknown(("path", path.text)),)
    if not isinstance(found[0], str):
        found = (Unknown(("path", found[0]), frozenset({"local-path"})), *found[1:])
    return found


def _text_of(row: list[str | Value], assumed: bool) -> Value:
    merged: list[str | Value] = []
    length = 0
    for part in row:
        if isinstance(part, str):
            length += len(part)
            if length > LONGEST_TEXT:
                return Unknown(("long",))
            if merged and isinstance(merged[-1], str):
                merged[-1] += part
                continue
            if not part:
                continue
        merged.append(part)
    if not merged:
        return Const("", assumed=assumed)
    if len(merged) == 1 and isinstance(merged[0], str):
        return Const(merged[0], assumed=assumed)
    return Text(tuple(merged), assumed=assumed)


def pieces(value: Value) -> list[str | None] | None:
    """A string value as literal pieces, with None for each unknown one; None for what is known to be no string."""
    if isinstance(value, Const):
        return [value.value] if isinstance(value.value, str) else None
    if isinstance(value, Text):
        return [part if isinstance(part, str) else None for part in value.parts]
    if isinstance(value, (Unknown, Lib)):
        return [None]
    return None


def percent(template: str, value: Value, lookup: Callable[[Value, str], Value]) -> Value | None:
    """``template % value``; ``lookup`` reads a key of a mapping. None if the template and the value don't fit."""
    parts: list[str | Value] = []
    arguments = list(value.items) if isinstance(value, Tup) else [value]
    end = 0
    for match in _PERCENT.finditer(template):
        parts.append(template[end : match.start()])
        end = match.end()
        if match["kind"] == "%":
            parts.append("%")
        elif match["key"] is not None:
            parts.append(lookup(value, match["key"]))
        elif arguments:
            parts.append(arguments.pop(0))
        else:
            return None
    parts.append(template[end:])
    return text(parts)


def formatted(
    template: str, positional: Sequence[Value], keywords: dict[str, Value], reach: Callable[[Value, str], Value]
) -> Value | None:
    """``template.format(…)``; ``reach`` follows attributes and indexes of a field name. None if a field is missing."""
    parts: list[str | Value] = []
    automatic = 0
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError:
        return None
    for literal, name, spec, _ in fields:
        parts.append(literal)
        if name is None:
            continue
        head = re.match(r"[^.\[]*", name)
        key = head[0] if head else ""
        if not key:
            key, automatic = str(automatic), automatic + 1
        if key.isdecimal():
            found = positional[int(key)] if len(key) < 4 and int(key) < len(positional) else None
        else:
            found = keywords.get(key)
        if found is None:
            return None
        rest = name[len(head[0]) if head else 0 :]
        parts.append(with_spec(reach(found, rest) if rest else found, spec or ""))
    return text(parts)


def with_spec(value: Value, spec: str) -> Value:
    """``format(value, spec)`` for short specifications; unknown for what can't be computed."""
    if not spec:
        return value
    sizes = re.findall(r"\d+", spec)
    if isinstance(value, Const) and len(spec) < 12 and all(len(size) < 4 for size in sizes):
        try:
            return Const(format(value.value, spec))
        except (ValueError, TypeError, OverflowError):
            return Unknown(("format", value, spec))
    return mixed(("format", value, spec), value)


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}


def binary(sign: str, left: Value, right: Value, lookup: Callable[[Value, str], Value]) -> Value:
    """The value of ``left sign right``."""
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        pairs = [(a, b) for a in options(left) for b in options(right)][: MOST_COMBINATIONS * 2]
        return union(binary(sign, a, b, lookup) for a, b in pairs)
    found = _binary(sign, left, right, lookup)
    if found is None:
        return mixed((sign, left, right), left, right)
    if left.assumed or right.assumed:
        from replint.values.domain import assume

        return assume(found)
    return found


def _binary(sign: str, left: Value, right: Value, lookup: Callable[[Value, str], Value]) -> Value | None:
    if sign == "%" and isinstance(left, Const) and isinstance(left.value, str):
        return percent(left.value, right, lookup)
    if isinstance(left, PathObj) and sign == "/":
        return joined_path(left, (right,))
    if isinstance(right, PathObj) and sign == "/":
        return joined_path(PathObj(left), (right.text,))
    if sign == "/" and _is_text(left):
        return text((left, right)) if str(pieces(left) or "").endswith("/']") else text((left, "/", right))
    if isinstance(left, Duration) or isinstance(right, Duration):
        return _duration(sign, left, right, lookup)
    if sign == "+" and isinstance(left, Tup) and isinstance(right, Tup):
        return Tup(left.items + right.items)
    if sign == "+" and (_is_text(left) or _is_text(right)):
        return text((left, right))
    if isinstance(left, Const) and isinstance(right, Const):
        return _constant(sign, left.value, right.value)
    return _interval(sign, left, right)


def _is_text(value: Value) -> bool:
    return isinstance(value, Text) or (isinstance(value, Const) and isinstance(value.value, str))


def _constant(sign: str, left: Any, right: Any) -> Value | None:
    sized = (str, bytes)
    if sign == "%" and isinstance(left, bytes):
        return None
    if sign == "*" and (isinstance(left, sized) or isinstance(right, sized)):
        count, body = (left, right) if isinstance(left, int) else (right, left)
        if not isinstance(count, int) or not isinstance(body, sized) or count * len(body) > LONGEST_TEXT:
            return None
    if sign == "**" and isinstance(left, (int, float)) and isinstance(right, (int, float)):
        if abs(right) > 64 or abs(left) > 1e6:
            return None
    elif isinstance(left, int) and isinstance(right, int) and max(abs(left), abs(right)) > 1 << 128:
        return None
    function = _ARITHMETIC.get(sign)
    try:
        result = function(left, right) if function else None
    except (TypeError, ValueError, ArithmeticError):
        return None
    return Const(result) if isinstance(result, (str, bytes, int, float)) else None


def _interval(sign: str, left: Value, right: Value) -> Value | None:
    a, b = bounds(left), bounds(right)
    if a is None or b is None or sign not in "+-*/":
        return None
    jitter = any(isinstance(side, Num) and side.jitter for side in (left, right))
    if sign == "+":
        return Num(a[0] + b[0], a[1] + b[1], jitter)
    if sign == "-":
        return Num(a[0] - b[1], a[1] - b[0], jitter)
    if sign == "/" and b[0] <= 0 <= b[1]:
        return None
    compute = _ARITHMETIC[sign]
    corners = [compute(x, y) for x in a for y in b]
    if any(math.isnan(corner) for corner in corners):
        return Num(-math.inf, math.inf, jitter)
    return Num(min(corners), max(corners), jitter)


def _duration(sign: str, left: Value, right: Value, lookup: Callable[[Value, str], Value]) -> Value | None:
    if isinstance(left, Duration) and isinstance(right, Duration):
        inner = binary(sign, left.seconds, right.seconds, lookup)
        return Duration(inner) if sign in "+-" else inner
    if isinstance(left, Duration) and sign in "*/":
        return Duration(binary(sign, left.seconds, right, lookup))
    if isinstance(right, Duration) and sign == "*":
        return Duration(binary(sign, left, right.seconds, lookup))
    return None


def joined_path(path: PathObj, more: Sequence[Value]) -> PathObj:
    """``Path / part``."""
    parts: list[str | Value] = [path.text]
    for part in more:
        parts += ["/", part.text if isinstance(part, PathObj) else part]
    return PathObj(text(parts))


def truth(value: Value) -> bool | None:
    """Whether a value is true in a condition; None if that can't be known."""
    if isinstance(value, Const):
        return bool(value.value)
    if isinstance(value, Text):
        return True if any(isinstance(part, str) and part for part in value.parts) else None
    if isinstance(value, Num):
        if value.lo > 0 or value.hi < 0:
            return True
        return None
    if isinstance(value, Duration):
        return truth(value.seconds)
    if isinstance(value, Tup):
        return bool(value.items)
    if isinstance(value, (Func, Class, Module, PathObj, Presigned)):
        return True
    if isinstance(value, Lib):
        return True if value.path.endswith("()") else None
    if isinstance(value, Absent):
        return False
    if isinstance(value, Unknown):
        return True if "true" in value.tags else None
    if isinstance(value, OneOf):
        found = {truth(option) for option in value.options}
        return found.pop() if len(found) == 1 else None
    return None


def is_none(value: Value) -> bool | None:
    """Whether a value is None; None if that can't be known."""
    if isinstance(value, Const):
        return value.value is None
    if isinstance(value, Absent):
        return True
    if isinstance(value, OneOf):
        found = {is_none(option) for option in value.options}
        return found.pop() if len(found) == 1 else None
    if isinstance(value, Unknown):
        return False if "true" in value.tags else None
    if isinstance(value, Lib):
        return False if value.path.endswith("()") else None
    return False


def equal(left: Value, right: Value) -> bool | None:
    """Whether two values are equal; None if that can't be known."""
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        found = {equal(a, b) for a in options(left) for b in options(right)}
        return found.pop() if len(found) == 1 else None
    if isinstance(left, Const) and isinstance(right, Const):
        return bool(left.value == right.value)
    a, b = bounds(left), bounds(right)
    if a is not None and b is not None:
        return False if a[1] < b[0] or b[1] < a[0] else None
    if isinstance(left, Const) and left.value is None:
        return is_none(right)
    if isinstance(right, Const) and right.value is None:
        return is_none(left)
    if left is ABSENT or right is ABSENT:
        return False
    if isinstance(left, Class) and isinstance(right, Class):
        return left.node is right.node
    if isinstance(left, Ref) and isinstance(right, Ref) and left.id == right.id:
        return True
    return None


def less(left: Value, right: Value, strict: bool) -> bool | None:
    """Whether ``left < right`` (or ``<=``); None if that can't be known."""
    if isinstance(left, Duration) and isinstance(right, Duration):
        return less(left.seconds, right.seconds, strict)
    a, b = bounds(left), bounds(right)
    if a is None or b is None:
        return None
    if a[1] < b[0] or (not strict and a[1] <= b[0]):
        return True
    if a[0] > b[1] or (strict and a[0] >= b[1]):
        return False
    return None


def negated(found: bool | None) -> bool | None:
    """``not`` over three values."""
    return None if found is None else not found
