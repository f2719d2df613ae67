"""Text, numbers, times and chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Duration,
    Num,
    OneOf,
    PathObj,
    Text,
    Tup,
    Unknown,
    Value,
    options,
    union,
)
from replint.values.library import GENERATED, model
from replint.values.operators import binary, mixed, path_pieces, text
from replint.values.state import bounds

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter


@model("builtins.str", "builtins.repr", "os.fspath", "builtins.format", "urllib.parse.unquote")
def _str(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if not args.positional:
        return Const("")
    return machine.each(args.positional[0].value, _as_text)


@model("typing.cast")
def _cast(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return args.positional[1].value if len(args.positional) > 1 else None


def _as_text(value: Value) -> Value:
    if isinstance(value, (Const, Text)):
        made = text((value,))
        return replace(made, at=value.at, assumed=value.assumed)
    if isinstance(value, PathObj):
        return text(path_pieces(value))
    return value


@model("urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode")
def _quote(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.value("string", 0)
    if isinstance(value, Const) and isinstance(value.value, str):
        from urllib.parse import quote

        return Const(quote(value.value[:1000]))
    return mixed(("quoted", value), value)


def _number(machine: Interpreter, args: Args, place: Place, cast: type[int | float]) -> Value | None:
    def convert(value: Value) -> Value:
        if isinstance(value, Const) and isinstance(value.value, (str, int, float)) and len(str(value.value)[:80]) < 40:
            try:
                return replace(value, value=cast(value.value))
            except (ValueError, OverflowError):
                return Unknown(("number", value))
        if isinstance(value, Num):
            return value
        return mixed(("number", value), value)

    return machine.each(args.positional[0].value, convert) if args.positional else Const(0)


@model("builtins.int")
def _int(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _number(machine, args, place, int)


@model("builtins.float", "decimal.Decimal")
def _float(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _number(machine, args, place, float)


@model("builtins.round", "math.ceil", "math.floor", "builtins.abs")
def _rounded(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    return value if bounds(value) is not None else None


@model("math.pow", "builtins.pow")
def _power(machine: Interpreter, args: Args, place: Place) -> Value | None:
    if len(args.positional) != 2:
        return None
    return binary("**", args.positional[0].value, args.positional[1].value, machine.entry)


def _extreme(machine: Interpreter, args: Args, place: Place, pick: Callable[..., float]) -> Value | None:
    values = [arg.value for arg in args.positional]
    if len(values) == 1:
        items = machine.items_of(values[0], place.node)
        if items.more:
            return None
        values = items.known
    if any(isinstance(value, OneOf) for value in values):
        rows: list[list[Value]] = [[]]
        for value in values:
            rows = [[*row, option] for row in rows for option in options(value)][:8]
        return union(_extreme_of(row, place, pick) for row in rows)
    return _extreme_of(values, place, pick)


def _extreme_of(values: list[Value], place: Place, pick: Callable[..., float]) -> Value:
    if values and all(isinstance(value, Duration) for value in values):
        inner = [bounds(value.seconds) for value in values if isinstance(value, Duration)]
        known = [pair for pair in inner if pair is not None]
        if len(known) == len(values):
            return Duration(Num(pick(lo for lo, _ in known), pick(hi for _, hi in known)))
        return mixed(("extreme", tuple(values)), *values)
    found = [bounds(value) for value in values]
    numbers = [pair for pair in found if pair is not None]
    if numbers and pick is min and len(numbers) < len(values):
        return Num(-math.inf, min(hi for _, hi in numbers), jitter=True)
    if numbers and pick is max and len(numbers) < len(values):
        return Num(max(lo for lo, _ in numbers), math.inf, jitter=True)
    if not numbers or len(numbers) != len(values):
        return mixed(("extreme", place.node.__class__, tuple(values)), *values)
    lo, hi = pick(pair[0] for pair in numbers), pick(pair[1] for pair in numbers)
    if lo == 0 and any(pair[0] == -math.inf for pair in numbers):
        lo = -math.inf  # max(0, …) only keeps a number from being negative
    jitter = any(isinstance(value, Num) and value.jitter for value in values)
    assumed = any(option.assumed for value in values for option in options(value))
    if lo == hi:
        return Const(int(lo) if lo == int(lo) else lo, assumed=assumed) if math.isfinite(lo) else Num(lo, hi)
    return Num(lo, hi, jitter, assumed=assumed)


@model("builtins.min")
def _min(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _extreme(machine, args, place, min)


@model("builtins.max")
def _max(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return _extreme(machine, args, place, max)


@model("builtins.bool")
def _bool(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    found = machine.truth(value)
    return Const(found) if found is not None else Unknown(("bool", value), deps=machine.told(value))


@model("builtins.len")
def _len(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.positional[0].value if args.positional else NONE
    if isinstance(value, Tup):
        return Const(len(value.items))
    held = machine.obj(value)
    if held is not None and held.kind in ("list", "dict") and not held.open:
        return Const(len(held.items) + len(held.slots))
    if isinstance(value, Const) and isinstance(value.value, (str, bytes)):
        return Const(len(value.value))
    return Unknown(("len", value, machine.tick()), deps=machine.told(value) | machine.gone_over(value))


@model("random.uniform", "random.randint", "random.randrange", "random.triangular")
def _uniform(machine: Interpreter, args: Args, place: Place) -> Value | None:
    found = [bounds(arg.value) for arg in args.all][:2]
    known = [pair for pair in found if pair is not None]
    if not known or len(known) != len(found):
        return Unknown(("random", machine.tick()), tags=GENERATED)
    ends = [end for pair in known for end in pair]
    return Num(min(ends) if len(known) == 2 else 0, max(ends), jitter=True)


@model("random.random")
def _random(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Num(0, 1, jitter=True)


@model("random.expovariate", "random.gauss", "random.betavariate")
def _unbounded_random(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("random", machine.tick()), tags=GENERATED)


@model(
    "uuid.uuid4",
    "uuid.uuid1",
    "secrets.token_hex",
    "secrets.token_urlsafe",
    "secrets.randbelow",
    "time.strftime",
    "datetime.date.today",
    "random.choice",
    "random.choices",
    "random.getrandbits",
    "os.getpid",
    "shortuuid.uuid",
    "ulid.new",
    "nanoid.generate",
)
def _generated(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("generated", machine.tick()), tags=GENERATED)


@model(
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.perf_counter",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.now",
    "datetime.utcnow",
)
def _clock(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("generated", machine.tick()), tags=GENERATED | {"clock"})


@model(
    "base64.b64encode",
    "base64.standard_b64encode",
    "base64.urlsafe_b64encode",
    "base64.encodebytes",
    "binascii.b2a_base64",
)
def _base64(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return Unknown(("base64", machine.tick()), tags=frozenset({"base64"}))


@model("datetime.timedelta")
def _timedelta(machine: Interpreter, args: Args, place: Place) -> Value | None:
    units = (
        ("days", 86400.0),
        ("seconds", 1.0),
        ("microseconds", 1e-6),
        ("milliseconds", 1e-3),
        ("minutes", 60.0),
        ("hours", 3600.0),
        ("weeks", 604800.0),
    )
    total: Value = Const(0)
    for index, (name, unit) in enumerate(units):
        value = args.value(name, index)
        if value is ABSENT:
            continue
        factor = Const(int(unit)) if unit >= 1 else Const(unit)
        total = binary("+", total, binary("*", value, factor, machine.entry), machine.entry)
    return Duration(total, at=place)
