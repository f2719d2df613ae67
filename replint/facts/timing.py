"""What takes time: sleeps of all libraries, timed waits, and calls that run a function later."""

from __future__ import annotations

import math
import sys
from collections.abc import Hashable
from dataclasses import replace

from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    Arg,
    Args,
    Const,
    Duration,
    Lib,
    Num,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
)
from replint.values.interpreter import Interpreter
from replint.values.items import entry_place
from replint.values.machine import Machine
from replint.values.methods import REMOVERS
from replint.values.state import bounds, join
from replint.values.waits import Wait

SLEEPS = frozenset(
    {
        "time.sleep",
        "asyncio.sleep",
        "trio.sleep",
        "anyio.sleep",
        "gevent.sleep",
        "eventlet.sleep",
        "eventlet.greenthread.sleep",
        "curio.sleep",
        "tornado.gen.sleep",
        "twisted.internet.task.deferLater",
        "asyncio.tasks.sleep",
    }
)
_AWAITED = frozenset(
    {"asyncio.sleep", "asyncio.tasks.sleep", "trio.sleep", "anyio.sleep", "curio.sleep", "tornado.gen.sleep"}
)
_EVENTS = (
    "threading.Event().wait",
    "multiprocessing.Event().wait",
    "gevent.event.Event().wait",
    "threading.Condition().wait",
)
_HARMLESS = (
    "logging.",
    "builtins.print",
    "time.",
    "random.",
    "datetime.",
    "asyncio.",
    "loguru.",
    "math.",
    "contextlib.",
)
_INSTANT = (
    "builtins.",
    "logging.",
    "json.",
    "os.",
    "replicate.",
    "requests.",
    "httpx.",
    "datetime.",
    "math.",
    "re.",
    "loguru.",
)
_ASKING = ("builtins.input", "builtins.breakpoint")
"""Builtins that wait for somebody's answer."""


def seconds(value: Value) -> Value:
    """A number of seconds: a ``timedelta`` counts by its length."""
    return value.seconds if isinstance(value, Duration) else value


def waits_of(value: Value, place: Place) -> list[Wait]:
    """The waits that a delay of this many seconds can be; one for each known alternative."""
    found: list[Wait] = []
    choices = options(value)
    if any(option.assumed and _is_finite(option) for option in choices):
        choices = tuple(option for option in choices if _is_finite(option))
    for option in choices:
        ends = bounds(seconds(option))
        if ends is None:
            found.append(Wait(0.0, math.inf, known=False, sources=(place,), values=(option,)))
            continue
        inner = seconds(option)
        jitter = isinstance(inner, Num) and inner.jitter
        lo, hi = max(0.0, ends[0]), max(0.0, ends[1])
        known = math.isfinite(ends[0]) and math.isfinite(ends[1])
        passes = not lo == hi == 0
        sources, values = ((place,), (option,)) if passes else ((), ())
        found.append(Wait(lo, hi, known, jitter=jitter, assumed=option.assumed, sources=sources, values=values))
    return found


def _is_finite(value: Value) -> bool:
    ends = bounds(seconds(value))
    return ends is not None and math.isfinite(ends[0]) and math.isfinite(ends[1])


class Timing:
    """Lets time pass where a call waits."""

    def call(self, machine: Machine, func: Lib, args: Args, place: Place) -> Value | None:
        """The result of a call that waits; None for any other."""
        if func.path.endswith("Event().wait") and func.path.startswith(("asyncio.", "anyio.", "trio.")):
            return Unknown(("event", machine.tick()))
        if func.path in ("asyncio.wait", "asyncio.tasks.wait"):
            self.unknown_pause(machine, place)
            return Unknown(("done", machine.tick()))
        if func.path in SLEEPS:
            value = args.value("seconds", 0)
            if value is ABSENT:
                value = args.value("delay", 0) if args.get("delay") else args.value("secs", 0)
            if func.path in _AWAITED:
                slots: dict[Hashable, Value] = {"seconds": value}
                return Lib("asyncio.sleep()", machine.new("library", slots, meta=place).id, at=place)
            self.pause(machine, value, place, blocking=func.path == "time.sleep")
            return Const(None)
        if func.path in _EVENTS:
            value = args.value("timeout", 0)
            if value is not ABSENT and value != Const(None):
                self.pause(machine, value, place, blocking=func.path.startswith("threading"))
            else:
                self.unknown_pause(machine, place)
            return Unknown(("event", machine.tick()))
        return None

    def awaited(self, machine: Machine, value: Lib) -> None:
        """A coroutine that sleeps is awaited: only now does the time pass."""
        held = machine.obj(value)
        if held is not None:
            self.pause(machine, held.slots["seconds"], held.meta)

    def pause(self, machine: Machine, value: Value, place: Place, blocking: bool = False) -> None:
        """Time passes, for each known alternative on a path of its own."""
        if not machine.alive:
            return
        waits = waits_of(value, place)
        if blocking and not machine.threaded:
            waits = [_blocking(wait, place) for wait in waits]
        if machine.tracing:
            waits = [replace(wait, context=machine.context) for wait in waits]
        if len(waits) == 1:
            machine.wait(waits[0])
            return
        start, ends = machine.state, []
        for wait in waits:
            state = start.fork()
            state.delay(wait)
            ends.append(state)
        machine.take(join(*ends))

    def unknown_pause(self, machine: Machine, place: Place) -> None:
        """Some time may pass, nobody knows how much."""
        machine.wait(Wait(maybe=True))

    def quick(self, func: Value) -> bool:
        """Whether a call is one of those that neither wait nor, in all likelihood, fail."""
        return isinstance(func, Lib) and func.path.startswith(_HARMLESS)

    def unseen(self, machine: Interpreter, func: Value, args: Args, place: Place) -> None:
        """A call that can't be seen may wait, unless it is known to be quick or just takes the training's data.

        It may also take a finished training off the list that is gone over.
        """
        if _takes_out(func) or any(machine.gone_over(arg.value) for arg in args.all):
            machine.removed()
        if isinstance(func, Lib) and _takes_no_time(func.path):
            return
        if any(deps_of(arg.value) for arg in args.all):
            return
        self.unknown_pause(machine, place)


def _blocking(wait: Wait, place: Place) -> Wait:
    return replace(wait, blocking=place)


def _takes_out(func: Value) -> bool:
    return (
        isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr" and func.sym[2] in REMOVERS
    )


def _takes_no_time(path: str) -> bool:
    return path not in _ASKING and (path.startswith(_INSTANT) or _is_quick(path.partition(".")[0]))


def _is_quick(module: str) -> bool:
    return module in sys.stdlib_module_names and module not in (
        "select",
        "subprocess",
        "socket",
        "queue",
        "multiprocessing",
        "signal",
    )


def scheduled(args: Args, index: int, name: str) -> tuple[Value, Args]:
    """The function and arguments that ``Timer(5, f, [x])`` or ``call_later(5, f, x)`` will call."""
    found = args.get(name, index)
    return (found.value if found is not None else ABSENT), Args(args.positional[index + 1 :])


def keywords(machine: Machine, value: Value, place: Place) -> tuple[Arg, ...]:
    """The keyword arguments that are given to a library as a dict."""
    held = machine.obj(value)
    items = held.slots.items() if held is not None else ()
    return tuple(Arg(one, entry_place(one) or place, key) for key, one in items if isinstance(key, str))


def spread(machine: Machine, value: Value, place: Place) -> Args:
    """The arguments in a list or tuple handed over as ``args=``."""
    items = value.items if isinstance(value, Tup) else (held.items if (held := machine.obj(value)) is not None else ())
    return Args(tuple(Arg(item, place) for item in items), open_args=not items and value is not ABSENT)
