"""Retry libraries as polls: tenacity, backoff, retrying, polling2 call a function again until its result fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from replint.facts.errors import leaves_open
from replint.facts.paces import Pace, exponential, fibonacci, random_waits
from replint.facts.timing import Timing, keywords, seconds, spread
from replint.plain import dataclass
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, NONE, Arg, Args, Const, Func, Lib, Method, Num, Partial, Value
from replint.values.interpreter import Interpreter
from replint.values.items import Items
from replint.values.machine import Repetition
from replint.values.operators import binary, negated, truth
from replint.values.state import State, bounds

_ROUNDS = 14
_DECORATED = ".<decorated>"
_TESTING_RESULTS = frozenset(
    {
        "tenacity.Retrying()",
        "tenacity.AsyncRetrying()",
        "tenacity.retry()",
        "backoff.on_predicate()",
        "retrying.retry()",
    }
)
_LIBRARIES = ("tenacity.", "backoff.", "retrying.", "polling2.", "polling.", "stamina.", "retry.")

_JOBS = re.compile(
    r"prefect\.(?:task|flow)|modal\.(?:App|Stub)\(\)\.function|airflow\.(?:decorators|sdk)\.task(?:\.\w+)?"
)
"""Decorators of workflow engines, which run a function again after any error if they are told how often."""


@dataclass(frozen=True)
class Again:
    """How a function is called again.

    ``pace(n)``: the wait after call n; ``again(result)``: whether it is called again; ``bounded``: whether it stops
    by itself (None: can't be told).
    """

    header: Place
    pace_place: Place
    pace: Pace
    again: Callable[[Value], bool | None]
    bounded: bool | None


class Retries:
    """Recognises retry decorators and calls, and runs what they repeat."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing

    def marker(self, path: str) -> bool:
        """Whether a call of this function just makes a description: a decorator, a wait, a stop."""
        if _JOBS.fullmatch(path):
            return True
        return path.startswith(_LIBRARIES) and not path.endswith(("()", ".poll", ".retry_call"))

    def repeats_on_errors(self, machine: Interpreter, func: Func) -> bool:
        """Whether a decorator calls a function again after an error that leaves open what was done."""
        return any(self._on_errors(machine, wrapper) for wrapper in func.wrappers)

    def _on_errors(self, machine: Interpreter, wrapper: Value) -> bool:
        if not isinstance(wrapper, Lib):
            return False
        held = machine.obj(wrapper)
        args = held.meta if held is not None and isinstance(held.meta, Args) else Args()
        name = wrapper.path.removesuffix("()")
        if name in ("tenacity.retry", "tenacity.Retrying", "tenacity.AsyncRetrying"):
            return self._tenacity_on_errors(machine, args.value("retry"))
        if name == "backoff.on_exception":
            return leaves_open(machine, args.value("exception", 1))
        if name == "retrying.retry":
            return args.get("retry_on_result") is None and args.get("retry_on_exception") is None
        if name in ("retry.retry", "retry.api.retry", "retry2.retry"):
            kinds = args.value("exceptions", 0)
            return kinds is ABSENT or leaves_open(machine, kinds)
        if name in ("stamina.retry", "stamina.retry_context"):
            return leaves_open(machine, args.value("on", 0))
        if _JOBS.fullmatch(name):
            times = bounds(args.value("retries"))
            return times is not None and times[1] > 0
        kinds = args.value("autoretry_for")
        return kinds is not ABSENT and leaves_open(machine, kinds)

    def _tenacity_on_errors(self, machine: Interpreter, value: Value) -> bool:
        if value is ABSENT:
            return True
        held = machine.obj(value)
        if not isinstance(value, Lib) or held is None:
            return False
        name = value.path.rpartition(".")[2].removesuffix("()")
        parts = [held.slots[key] for key in range(4) if key in held.slots]
        if name == "retry_if_exception_type":
            kinds = held.slots.get("exception_types", parts[0] if parts else ABSENT)
            return kinds is ABSENT or leaves_open(machine, kinds)
        if name in ("retry_always", "retry_unless_exception_type", "retry_if_not_exception_type"):
            return True
        return name in ("retry_any", "or") and any(self._tenacity_on_errors(machine, part) for part in parts)

    def wrapped(self, machine: Interpreter, func: Func, args: Args, place: Place) -> Value | None:
        """The result of calling a function under a retry decorator; None if it has none that tests the result."""
        for wrapper in func.wrappers:
            again = self.describe(machine, wrapper)
            if again is not None:
                bare = replace(func, wrappers=tuple(w for w in func.wrappers if w is not wrapper))
                return self._call_again(machine, again, bare, args, place)
        return None

    def _call_again(self, machine: Interpreter, again: Again, func: Func, args: Args, place: Place) -> Value:
        return self.run(machine, again, lambda: machine.resolve(machine.invoke(func, args, place.node), place.node))

    def call(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        """``polling2.poll(…)`` and ``Retrying(…)(function, …)``."""
        if func.path in ("polling2.poll", "polling.poll"):
            return self._poll(machine, args, place)
        if func.path in ("retry.api.retry_call", "retry.retry_call"):
            return self._retry_call(machine, args, place)
        if func.path.endswith(_DECORATED) and args.positional:
            call = Args(args.positional[1:], args.keywords, args.open_args, args.open_keywords)
            bare = replace(func, path=func.path.removesuffix(_DECORATED))
            return self._again(machine, args.positional[0].value, call, self._on_errors(machine, bare), place)
        if func.path in _TESTING_RESULTS:
            again = self.describe(machine, func)
            target = args.positional[0].value if args.positional else NONE
            if func.path.endswith("Retrying()") and isinstance(target, (Func, Partial, Lib, Method)):
                rest = replace(args, positional=args.positional[1:])

                def body() -> Value:
                    return self._again(machine, target, rest, self._on_errors(machine, func), place)

                return self.run(machine, again, body) if again is not None else body()
            if isinstance(target, Func):
                return replace(target, wrappers=(*target.wrappers, func))
        if isinstance(func.id, int) and func.path.endswith("()") and self._on_errors(machine, func):
            target = args.positional[0].value if len(args.positional) == 1 else NONE
            if isinstance(target, Func):
                return replace(target, wrappers=(*target.wrappers, func))
            if isinstance(target, (Partial, Lib, Method)):
                return Partial(Lib(f"{func.path}{_DECORATED}", func.id), Args(args.positional))
        return None

    def _retry_call(self, machine: Interpreter, args: Args, place: Place) -> Value | None:
        """``retry_call(function, fargs, fkwargs, exceptions=…)``."""
        target, kinds = args.value("f", 0), args.value("exceptions", 3)
        given = spread(machine, args.value("fargs", 1), place) if args.get("fargs", 1) is not None else Args()
        call = replace(given, keywords=keywords(machine, args.value("fkwargs", 2), place), open_args=False)
        return self._again(machine, target, call, kinds is ABSENT or leaves_open(machine, kinds), place)

    def _again(self, machine: Interpreter, target: Value, args: Args, again: bool, place: Place) -> Value:
        """Calls a function that may be called again, whatever went wrong."""
        machine.retrying += again
        try:
            return machine.resolve(machine.call(target, args, place.node), place.node)  # type: ignore[arg-type]
        finally:
            machine.retrying -= again

    def attempts(self, machine: Interpreter, value: Lib) -> Items | None:
        """``for attempt in Retrying(…)``: the wait passes between the rounds."""
        if value.path == "stamina.retry_context()":
            return Items([self._attempt(machine, value)])
        if value.path not in ("tenacity.Retrying()", "tenacity.AsyncRetrying()"):
            return None
        again = self.describe(machine, value, by_result=False)
        if again is None:
            return None
        held = machine.obj(value)
        if held is None or self._tenacity_condition(machine, held.meta.value("retry")) is None:
            return Items([self._attempt(machine, value)])

        def element(index: int) -> Value:
            if index > 0:
                self.timing.pause(machine, again.pace(index - 1), again.pace_place)
            return Lib("tenacity.AttemptManager()")

        return Items(more=True, endless=again.bounded is False, element=element, hidden=True)

    def _attempt(self, machine: Interpreter, value: Lib) -> Lib:
        """What ``with attempt:`` enters; its note says whether the block is run again, whatever went wrong."""
        return Lib("tenacity.AttemptManager()", machine.new("library", meta=self._on_errors(machine, value)).id)

    def run(self, machine: Interpreter, again: Again, body: Callable[[], Value]) -> Value:
        """Calls a function again and again, as the library would."""
        key = ("retry", id(again.header.node), tuple(id(place.node) for place in machine.context))
        repetition = Repetition(key, "retry", again.header, machine.top.func)
        entry = machine.fork()
        machine.repetitions.append(repetition)
        try:
            result = self._rounds(machine, repetition, again, body)
        finally:
            machine.repetitions.pop()
        if repetition.polled and machine.scenario is None and not machine.muted and entry is not None:
            after = machine.fork()
            repetition.bounded = again.bounded is not False
            machine.repetitions.append(repetition)
            machine._try_statuses(repetition, entry, lambda: self._what_if(machine, repetition, again, body))
            machine.repetitions.pop()
            machine.take(after)
        return result

    def _rounds(self, machine: Interpreter, repetition: Repetition, again: Again, body: Callable[[], Value]) -> Value:
        repetition.step = 0
        result = body()
        after = machine.fork()
        if machine.recording:
            again.again(result)
            machine.take(after.fork() if after is not None else None)
        for step in range(1, _ROUNDS):
            if not machine.alive or (step > 1 and not repetition.polled):
                break
            machine.state.cross(repetition.key)
            self.timing.pause(machine, again.pace(step - 1), again.pace_place)
            repetition.step = step
            body()
        machine.take(after)
        return result

    def _what_if(
        self, machine: Interpreter, repetition: Repetition, again: Again, body: Callable[[], Value]
    ) -> list[State]:
        ends: list[State] = []
        for _ in range(3):
            result = body()
            verdict = again.again(result)
            end = machine.fork()
            if end is not None and verdict is not True:
                end.tainted = end.tainted or verdict is None
                ends.append(end)
            if not machine.alive or verdict is False:
                break
            machine.state.tainted = machine.state.tainted or verdict is None
            machine.state.cross(repetition.key)
        return ends

    # Descriptions

    def describe(self, machine: Interpreter, value: Value, by_result: bool = True) -> Again | None:
        """What a decorator or retrying object does; None if it does not test the result."""
        held = machine.obj(value)
        if not isinstance(value, Lib) or held is None or not isinstance(held.meta, Args) or value.at is None:
            return None
        args, header = held.meta, value.at
        if value.path in ("tenacity.retry()", "tenacity.Retrying()", "tenacity.AsyncRetrying()"):
            return self._tenacity(machine, args, header, by_result)
        if value.path == "backoff.on_predicate()":
            return self._backoff(machine, args, header)
        return self._retrying(machine, args, header) if value.path == "retrying.retry()" else None

    def _tenacity(self, machine: Interpreter, args: Args, header: Place, by_result: bool) -> Again | None:
        again = self._tenacity_condition(machine, args.value("retry"))
        if again is None and by_result:
            return None
        wait, stop = args.get("wait"), args.value("stop")
        pace = self._tenacity_wait(machine, wait.value) if wait is not None else lambda index: Const(0)
        bounded: bool | None = stop is not ABSENT
        if isinstance(stop, Lib):
            bounded = "stop_never" not in stop.path
        place = self._pace_place(machine, wait, header)
        return Again(header, place, pace, again or (lambda result: None), bounded)

    def _pace_place(self, machine: Interpreter, wait: Arg | None, header: Place) -> Place:
        return wait.place if wait is not None else header

    def _tenacity_condition(self, machine: Interpreter, value: Value) -> Callable[[Value], bool | None] | None:
        held = machine.obj(value)
        if not isinstance(value, Lib) or held is None:
            return None
        name = value.path.rpartition(".")[2].removesuffix("()")
        parts = [held.slots[key] for key in (0, 1, 2, 3) if key in held.slots]
        if name in ("retry_if_result", "retry_if_not_result"):
            predicate = held.slots.get("predicate", parts[0] if parts else NONE)
            wanted = name == "retry_if_result"

            def verdict(result: Value) -> bool | None:
                found = self._ask(machine, predicate, result, value.at)
                return found if wanted else negated(found)

            return verdict
        if name in ("retry_any", "or", "bitor", "retry_all"):
            inner = [c for c in (self._tenacity_condition(machine, part) for part in parts) if c is not None]
            return inner[0] if inner else None
        return None

    def _ask(self, machine: Interpreter, predicate: Value, result: Value, place: Place | None) -> bool | None:
        if place is None:
            return None
        return truth(machine.call(predicate, Args((Arg(result, place),)), place.node))  # type: ignore[arg-type]

    def _tenacity_wait(self, machine: Interpreter, value: Value) -> Pace:
        held = machine.obj(value)
        unknown = machine.fresh(machine.place(machine.tree.module))
        if not isinstance(value, Lib) or held is None or not isinstance(held.meta, Args):
            return lambda index: unknown
        args = held.meta
        name = value.path.rpartition(".")[2].removesuffix("()")

        def number(keyword: str, position: int, default: float) -> float | None:
            given = args.value(keyword, position)
            found = bounds(seconds(given)) if given is not ABSENT else (default, default)
            return found[0] if found is not None else None

        if name == "wait_fixed":
            fixed = seconds(args.value("wait", 0))
            return lambda index: fixed
        if name == "wait_none":
            return lambda index: Const(0)
        if name in ("wait_random", "wait_random_exponential", "wait_full_jitter"):
            return random_waits(name, number)
        if name == "wait_exponential":
            return exponential(
                number("multiplier", 0, 1), number("max", 1, 4.6e9), number("exp_base", 2, 2), number("min", 3, 0)
            )
        if name == "wait_exponential_jitter":
            plain = exponential(number("initial", 0, 1), number("max", 1, 4.6e9), number("exp_base", 2, 2), 0.0)
            jitter = number("jitter", 3, 1) or 0.0
            return lambda index: binary("+", plain(index), Num(0, jitter, jitter=True), machine.entry)
        if name == "wait_incrementing":
            start, increment, cap = number("start", 0, 0), number("increment", 1, 100), number("max", 2, 4.6e9)
            if start is None or increment is None or cap is None:
                return lambda index: unknown
            return lambda index: Const(min(cap, start + increment * index))
        if name in ("wait_chain", "add", "wait_combine"):
            parts = [self._tenacity_wait(machine, arg.value) for arg in args.positional]
            if not parts:
                return lambda index: unknown
            if name == "wait_chain":
                return lambda index: parts[min(index, len(parts) - 1)](0)
            return lambda index: _sum(machine, [part(index) for part in parts])
        return lambda index: unknown

    def _backoff(self, machine: Interpreter, args: Args, header: Place) -> Again:
        generator, predicate = args.value("wait_gen", 0), args.get("predicate", 1)
        name = generator.path.rpartition(".")[2] if isinstance(generator, Lib) else ""
        jitter = args.value("jitter")

        def number(keyword: str, default: float | None) -> float | None:
            found = bounds(args.value(keyword))
            return found[0] if found is not None else default if args.get(keyword) is None else None

        plain: Pace
        if name == "constant":
            interval = args.value("interval") if args.get("interval") else Const(1)
            plain = lambda index: interval  # noqa: E731
        elif name == "expo":
            plain = exponential(number("factor", 1), number("max_value", 1e12), number("base", 2), 0.0)
        elif name == "fibo":
            plain = fibonacci(number("max_value", 1e12))
        else:
            unknown = machine.fresh(header)
            plain = lambda index: unknown  # noqa: E731

        def pace(index: int) -> Value:
            exact = plain(index)
            ends = bounds(exact)
            if jitter == NONE or ends is None:
                return exact
            if isinstance(jitter, Lib) and jitter.path.endswith("random_jitter"):
                return Num(ends[0], ends[1] + 1, jitter=True)
            if jitter is ABSENT or (isinstance(jitter, Lib) and jitter.path.endswith("full_jitter")):
                return Num(0, ends[1], jitter=True)
            return machine.fresh(header)

        def again(result: Value) -> bool | None:
            if predicate is None:
                return negated(truth(result))
            return self._ask(machine, predicate.value, result, header)

        bounded = any(args.value(key) not in (ABSENT, NONE) for key in ("max_tries", "max_time")) or args.open_keywords
        chosen = args.get("interval") or args.get("factor") or args.get("wait_gen", 0)
        return Again(header, chosen.place if chosen is not None else header, pace, again, bounded)

    def _retrying(self, machine: Interpreter, args: Args, header: Place) -> Again | None:
        predicate = args.get("retry_on_result")
        if predicate is None:
            return None

        def millis(keyword: str) -> float | None:
            found = bounds(args.value(keyword))
            return found[0] / 1000 if found is not None else None

        fixed, least = args.get("wait_fixed"), args.get("wait_random_min")
        growing, counted = args.get("wait_exponential_multiplier"), args.get("wait_incrementing_start")
        chosen = fixed or least or growing or counted
        unknown = machine.fresh(header)
        if fixed is not None:
            value = millis("wait_fixed")
            pace: Pace = lambda index: Const(value) if value is not None else unknown  # noqa: E731
        elif least is not None:
            low, high = millis("wait_random_min"), millis("wait_random_max")
            pace = lambda index: Num(low, high or low, jitter=True) if low is not None else unknown  # noqa: E731
        elif growing is not None:
            factor, cap = millis("wait_exponential_multiplier"), millis("wait_exponential_max")
            pace = lambda index: Const(min(cap or 1e12, factor * 2 ** (index + 1))) if factor is not None else unknown  # noqa: E731
        elif counted is not None:
            start, step = millis("wait_incrementing_start"), millis("wait_incrementing_increment") or 0.1
            pace = lambda index: Const(start + step * index) if start is not None else unknown  # noqa: E731
        else:
            pace = lambda index: Const(0)  # noqa: E731
        bounded = any(args.get(key) is not None for key in ("stop_max_attempt_number", "stop_max_delay", "stop"))
        return Again(
            header,
            chosen.place if chosen is not None else header,
            pace,
            lambda result: self._ask(machine, predicate.value, result, header),
            bounded,
        )

    def _poll(self, machine: Interpreter, args: Args, place: Place) -> Value | None:
        target, step = args.get("target", 0), args.get("step", 1)
        if target is None or step is None:
            return None
        given = spread(machine, args.value("args"), place) if args.get("args") is not None else Args()
        check, shape = args.get("check_success"), args.value("step_function")
        name = shape.path.rpartition(".")[2] if isinstance(shape, Lib) else "step_constant" if shape is ABSENT else ""
        first = bounds(seconds(step.value))

        def pace(index: int) -> Value:
            if name == "step_constant" or first is None:
                return step.value if name == "step_constant" else machine.fresh(place)
            if name == "step_linear_double":
                return Const(first[0] * 2**index)
            return machine.fresh(place)

        def again(result: Value) -> bool | None:
            found = truth(result) if check is None else self._ask(machine, check.value, result, place)
            return negated(found)

        bounded = any(args.value(key) not in (ABSENT, NONE, Const(0)) for key in ("timeout", "max_tries"))
        if args.value("poll_forever") == Const(True):
            bounded = False
        call = replace(given, keywords=keywords(machine, args.value("kwargs"), place), open_args=False)
        repeat = Again(place, step.place, pace, again, bounded or args.open_keywords)
        return self.run(machine, repeat, lambda: machine.call(target.value, call, place.node))  # type: ignore[arg-type]


def _sum(machine: Interpreter, values: list[Value]) -> Value:
    total: Value = Const(0)
    for value in values:
        total = binary("+", total, value, machine.entry)
    return total
