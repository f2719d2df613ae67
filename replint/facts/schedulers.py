"""Functions that a scheduler runs later or again and again: Celery, timers, schedule, APScheduler, task loops."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from replint.facts.callbacks import Callbacks, method_name
from replint.facts.timing import Timing, spread
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, NONE, Arg, Args, Const, Func, Lib, Method, Num, Partial, Value
from replint.values.interpreter import Interpreter
from replint.values.machine import Repetition
from replint.values.operators import binary
from replint.values.state import bounds

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
CELERY_RETRY_DELAY = 180
"""Seconds before a retry when nothing else is said (``Task.default_retry_delay`` in Celery's documentation)."""
CELERY_RETRIES = 3
"""How often a task is retried when nothing else is said (``Task.max_retries`` in Celery's documentation)."""
_LATER = {"call_later": 1, "enter": 2, "enqueue_in": 1}
"""Methods that call a function after some seconds, with the position of that function."""
_LATER_BY_MILLISECONDS = ("after", "singleShot")
"""Methods of windows and timers that call a function after some milliseconds."""
_TASK_DECORATORS = ("task", "shared_task", "task()", "shared_task()", "actor", "actor()", "job", "job()")


class Schedulers:
    """Runs what a scheduler would run, after the delay that it would wait."""

    def __init__(self, timing: Timing, callbacks: Callbacks) -> None:
        self.timing = timing
        self.callbacks = callbacks

    def marker(self, path: str) -> bool:
        """Whether a call of this function makes a decorator or a description to keep."""
        name = path.rpartition(".")[2]
        return (
            name in ("task", "shared_task", "actor")
            or path in ("schedule.every", "schedule.Scheduler().every")
            or (
                name in ("loop", "repeat_every", "scheduled_job", "periodic_task", "crontab")
                and not path.startswith("builtins")
            )
        )

    def is_task(self, func: Func) -> bool:
        """Whether a function is a task of Celery or the like."""
        return any(isinstance(w, Lib) and w.path.rpartition(".")[2] in _TASK_DECORATORS for w in func.wrappers)

    def wrapped(self, machine: Interpreter, func: Func, args: Args, place: Place) -> Value | None:
        """A call of a function under a scheduler's decorator."""
        for wrapper in func.wrappers:
            if not isinstance(wrapper, Lib):
                continue
            name = wrapper.path.rpartition(".")[2]
            bare = replace(func, wrappers=())
            if name in ("task()", "shared_task()") and self._option(machine, wrapper, "bind") == Const(True):
                task = Lib("celery.Task()", machine.new("task", meta=(bare, args, wrapper)).id)
                return machine.start(replace(bare, bound=task), args, place.node)
            if name in ("loop()", "repeat_every()", "scheduled_job()") and not args.positional:
                return self._every_so_often(machine, bare, args, wrapper, place)
        return None

    def call(self, machine: Interpreter, func: Value, args: Args, place: Place) -> Value | None:
        """The result of scheduling something; None for any other call."""
        if isinstance(func, Method) and isinstance(func.receiver, (Func, Partial)):
            return self._task_method(machine, func.receiver, func.name, args, place)
        if isinstance(func, Lib):
            found = self._library(machine, func, args, place)
            if found is not None:
                return found
        name = method_name(func)
        if name in _LATER and len(args.positional) > _LATER[name]:
            return self._after(machine, args.positional[0], args, _LATER[name], place)
        if name in _LATER_BY_MILLISECONDS and len(args.positional) > 1:
            delay = args.positional[0]
            delay = replace(delay, value=binary("/", delay.value, Const(1000), machine.entry))
            return self._after(machine, delay, args, 1, place)
        return None

    def _library(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        path, name = func.path, func.path.rpartition(".")[2]
        if path == "celery.Task().retry":
            return self._retry(machine, func, args, place)
        if path == "threading.Timer().start":
            return self._timer(machine, func, place)
        if path.startswith(("schedule.every()", "schedule.Scheduler().every()")):
            if name == "do":
                return self._schedule(machine, func, args, place)
            return Lib(path.rpartition(".")[0], func.id, at=func.at)
        if name in ("add_job", "add_periodic_task"):
            return self._add_job(machine, args, place, name)
        return None

    # Celery

    def _retry(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value:
        held = machine.obj(func)
        if held is None or not isinstance(held.meta, tuple):
            return machine.fresh(place)
        task, given, wrapper = held.meta
        countdown = args.get("countdown")
        if countdown is not None and countdown.value != NONE:
            pace, at = countdown.value, countdown.place
        elif args.get("eta") is not None:
            pace, at = machine.fresh(place), place
        else:
            pace = self._option(machine, wrapper, "default_retry_delay")
            inner = machine.obj(wrapper)
            option = (
                inner.meta.get("default_retry_delay") if inner is not None and isinstance(inner.meta, Args) else None
            )
            at = option.place if option is not None else place
            pace = Const(CELERY_RETRY_DELAY) if pace is ABSENT else pace
        limit = args.value("max_retries")
        if limit is ABSENT:
            limit = self._option(machine, wrapper, "max_retries")
        if args.get("args") is not None:
            given = spread(machine, args.value("args"), place)
        allowed = CELERY_RETRIES if limit is ABSENT else limit.value if isinstance(limit, Const) else None
        done = sum(act.func is not None and act.func.node is task.node for act in machine.stack) - 1
        if isinstance(allowed, int) and done >= allowed and machine.scenario is None:
            machine.throw(Lib("celery.exceptions.MaxRetriesExceededError()"))
            return NONE
        self.timing.pause(machine, pace, at)
        bound = Lib("celery.Task()", machine.new("task", meta=held.meta).id)
        self._again(machine, replace(task, bound=bound), given, place, bounded=limit != NONE)
        if machine.alive:
            machine.top.returns.append((machine.state.fork(), NONE))
            machine.kill()
        return NONE

    def _again(self, machine: Interpreter, func: Func, args: Args, place: Place, bounded: bool) -> None:
        known = machine.recursions.get(id(func.node))
        if known is None and any(act.func is not None and act.func.node is func.node for act in machine.stack):
            known = Repetition(("recursion", id(func.node)), "recursion", place, func)
            machine.recursions[id(func.node)] = known
        if known is not None:
            known.bounded = known.bounded or bounded
        machine.resolve(machine.invoke(func, args, place.node), place.node)

    def _option(self, machine: Interpreter, wrapper: Value, name: str) -> Value:
        held = machine.obj(wrapper)
        return held.slots.get(name, ABSENT) if held is not None else ABSENT

    def _task_method(
        self, machine: Interpreter, func: Func | Partial, name: str, args: Args, place: Place
    ) -> Value | None:
        if name in ("delay", "send", "spawn", "defer", "enqueue"):
            self._run(machine, func, args, place)
            return machine.fresh(place)
        if name in ("s", "si", "signature", "subtask"):
            return Partial(func, args)
        if name in ("apply_async", "send_with_options", "apply", "set"):
            positional = args.get("args", 0)
            call = spread(machine, positional.value, place) if positional is not None else Args()
            extra = machine.obj(args.value("kwargs", 1))
            if extra is not None:
                call = replace(
                    call, keywords=tuple(Arg(v, place, k) for k, v in extra.slots.items() if isinstance(k, str))
                )
            countdown, delay = args.get("countdown"), args.get("delay")
            if countdown is not None:
                self.timing.pause(machine, countdown.value, countdown.place)
            elif delay is not None and name == "send_with_options":
                self.timing.pause(machine, binary("/", delay.value, Const(1000), machine.entry), delay.place)
            elif args.get("eta") is not None or delay is not None or args.open_keywords:
                self.timing.unknown_pause(machine, place)
            if isinstance(func, Partial) and positional is None:
                call = Args(open_args=False)
            self._run(machine, func, replace(call, open_args=False), place)
            return machine.fresh(place)
        return None

    def _run(self, machine: Interpreter, func: Value, args: Args, place: Place) -> None:
        """Runs a scheduled function: as a recursion if it is running already, beside the current path if not."""
        inner = func
        while isinstance(inner, Partial):
            inner = inner.func
        running = isinstance(inner, Func) and any(
            act.func is not None and act.func.node is inner.node for act in machine.stack
        )

        def run() -> None:
            result = machine.resolve(machine.call(func, args, place.node), place.node)  # type: ignore[arg-type]
            machine.platform.used(machine, result)

        if running:
            run()
        else:
            self.callbacks.background(machine, run)

    # Timers

    def _timer(self, machine: Interpreter, func: Lib, place: Place) -> Value | None:
        held = machine.obj(func)
        if held is None or not isinstance(held.meta, Args):
            return None
        interval, target = held.meta.get("interval", 0), held.meta.get("function", 1)
        if interval is None or target is None:
            return None
        given = held.meta.get("args", 2)
        call = spread(machine, given.value, place) if given is not None else Args()
        extra = machine.obj(held.meta.value("kwargs", 3))
        if extra is not None:
            call = replace(call, keywords=tuple(Arg(v, place, k) for k, v in extra.slots.items() if isinstance(k, str)))
        self.timing.pause(machine, interval.value, interval.place)
        self._run(machine, target.value, replace(call, open_args=False), place)
        return NONE

    def _after(self, machine: Interpreter, delay: Arg, args: Args, index: int, place: Place) -> Value | None:
        if len(args.positional) <= index or not isinstance(args.positional[index].value, (Func, Partial)):
            return None
        self.timing.pause(machine, delay.value, delay.place)
        rest = args.positional[index + 1 :]
        if index == 2 and args.get("argument", 3) is not None:
            rest = spread(machine, args.value("argument", 3), place).positional
        self._run(machine, args.positional[index].value, Args(rest), place)
        return NONE

    # Periodic jobs

    def _schedule(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        held = machine.obj(func)
        if held is None or not isinstance(held.meta, Args) or not args.positional:
            return None
        interval = held.meta.get("interval", 0)
        unit = next((size for word, size in _UNITS.items() if f".{word}" in func.path), None)
        if unit is None:
            return None
        every = binary("*", interval.value if interval is not None else Const(1), Const(unit), machine.entry)
        at = interval.place if interval is not None else place
        target, rest = args.positional[0].value, replace(args, positional=args.positional[1:])
        self.periodic(machine, target, rest, every, at, place)
        return machine.fresh(place)

    def _add_job(self, machine: Interpreter, args: Args, place: Place, name: str) -> Value | None:
        if name == "add_periodic_task":
            pace, target = args.get("schedule", 0), args.value("sig", 1)
            if pace is not None and isinstance(target, (Func, Partial)):
                self.periodic(machine, target, Args(), pace.value, pace.place, place)
            return NONE
        target = args.value("func", 0)
        every = self._interval(machine, args, 1)
        if every is None or not isinstance(target, (Func, Partial)):
            return None
        given = spread(machine, args.value("args"), place) if args.get("args") is not None else Args()
        extra = machine.obj(args.value("kwargs"))
        if extra is not None:
            given = replace(
                given, keywords=tuple(Arg(v, place, k) for k, v in extra.slots.items() if isinstance(k, str))
            )
        interval = every[0] if args.get("jitter") is None else _shaken(every[0])
        self.periodic(machine, target, replace(given, open_args=False), interval, every[1], place)
        return machine.fresh(place)

    def _interval(self, machine: Interpreter, args: Args, index: int) -> tuple[Value, Place] | None:
        trigger = args.value("trigger", index)
        held = machine.obj(trigger)
        if isinstance(trigger, Lib) and trigger.path.endswith("IntervalTrigger()") and held is not None:
            return self._sum(machine, held.meta) if isinstance(held.meta, Args) else None
        return self._sum(machine, args) if trigger == Const("interval") else None

    def _sum(self, machine: Interpreter, args: Args) -> tuple[Value, Place] | None:
        total: Value = Const(0)
        place: Place | None = None
        for word, size in _UNITS.items():
            arg = args.get(f"{word}s")
            if arg is not None:
                total = binary("+", total, binary("*", arg.value, Const(size), machine.entry), machine.entry)
                place = place or arg.place
        return (total, place) if place is not None else None

    def _every_so_often(self, machine: Interpreter, func: Func, args: Args, wrapper: Lib, place: Place) -> Value | None:
        held = machine.obj(wrapper)
        if held is None or not isinstance(held.meta, Args):
            return None
        found = (
            self._interval(machine, held.meta, 0)
            if wrapper.path.endswith("scheduled_job()")
            else self._sum(machine, held.meta)
        )
        if found is None:
            return None
        self.periodic(machine, func, args, found[0], found[1], wrapper.at or place)
        return machine.fresh(place)

    def periodic(self, machine: Interpreter, func: Value, args: Args, every: Value, at: Place, place: Place) -> None:
        """A function runs every so many seconds, for ever."""
        key: Hashable = ("scheduler", id(place.node))
        repetition = Repetition(key, "scheduler", place, None)

        def run() -> None:
            for step in range(2):
                repetition.step = step
                machine.resolve(machine.call(func, args, place.node), place.node)  # type: ignore[arg-type]
                if not machine.alive:
                    return
                machine.state.cross(key)
                self.timing.pause(machine, every, at)

        machine.repetitions.append(repetition)
        self.callbacks.background(machine, run)
        machine.repetitions.pop()


def _shaken(every: Value) -> Value:
    """An interval that differs from one run to the next."""
    ends = bounds(every)
    return Num(*ends, jitter=True) if ends is not None else every


def request_retries(machine: Interpreter, value: Lib) -> Value | None:
    """``self.request.retries``: how often this task was retried."""
    held = machine.obj(value)
    if held is None or not isinstance(held.meta, tuple):
        return None
    func = held.meta[0]
    active = sum(act.func is not None and act.func.node is func.node for act in machine.stack)
    return Const(max(0, active - 1))
