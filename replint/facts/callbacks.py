"""Functions that a library calls for the program: event loops, threads, executors, background tasks."""

from __future__ import annotations

from dataclasses import replace

from replint.facts.timing import Timing, keywords, spread
from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Arg,
    Args,
    Func,
    Lib,
    Method,
    OneOf,
    Partial,
    Pending,
    Tup,
    Unknown,
    Value,
)
from replint.values.interpreter import Interpreter
from replint.values.state import FILLED, join

_LOOPS = frozenset({"asyncio.get_event_loop", "asyncio.get_running_loop", "asyncio.new_event_loop"})
_THROUGH = frozenset(
    {
        "asyncio.run",
        "asyncio.shield",
        "asyncio.run_coroutine_threadsafe",
        "nest_asyncio.apply",
        "asyncio.AbstractEventLoop().run_until_complete",
        "asyncio.Runner().run",
        "asgiref.sync.async_to_sync",
        "asgiref.sync.sync_to_async",
    }
)
_TASKS = frozenset(
    {
        "asyncio.create_task",
        "asyncio.ensure_future",
        "asyncio.AbstractEventLoop().create_task",
        "asyncio.TaskGroup().create_task",
    }
)
_CALLERS = {
    "asyncio.to_thread": 0,
    "anyio.to_thread.run_sync": 0,
    "trio.to_thread.run_sync": 0,
    "anyio.run": 0,
    "trio.run": 0,
    "fastapi.concurrency.run_in_threadpool": 0,
    "starlette.concurrency.run_in_threadpool": 0,
    "asyncio.AbstractEventLoop().run_in_executor": 1,
}
_BY_NAME = {"submit": 0, "add_task": 0, "start_soon": 0, "run_in_executor": 1, "run_sync": 0, "run_in_threadpool": 0}
_THREADS = ("threading.Thread().start", "multiprocessing.Process().start", "threading.Thread().run")


def method_name(func: Value) -> str | None:
    """The method's name where the receiver can't be known."""
    if isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr":
        return str(func.sym[2])
    if isinstance(func, Method):
        return func.name
    return func.path.rpartition(".")[2] if isinstance(func, Lib) else None


class Callbacks:
    """Runs what a library would run."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing

    def call(self, machine: Interpreter, func: Value, args: Args, place: Place) -> Value | None:
        """The result of a call that runs project code; None for any other."""
        if isinstance(func, Method) and isinstance(func.receiver, Pending):
            return machine.resolve(func.receiver, place.node) if func.name == "result" else machine.fresh(place)
        if isinstance(func, Lib):
            found = self._library(machine, func, args, place)
            if found is not None:
                return found
        name = method_name(func)
        if name in _BY_NAME and self._takes_function(args, _BY_NAME[name]):
            return self._later(machine, args, _BY_NAME[name], place)
        if name in ("create_task", "run_until_complete") and args.positional:
            return self._task(machine, args.positional[0].value, place, wait=name == "run_until_complete")
        return None

    def _library(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        path = func.path
        if path == "concurrent.futures.Future().result" and func.id is not None:
            return machine.state.slot(func.id, "result")
        if path in _LOOPS:
            return Lib("asyncio.AbstractEventLoop()")
        first = args.positional[0].value if args.positional else args.value("main")
        if path in _THROUGH:
            return first if isinstance(first, Func) else machine.resolve(first, place.node)
        if path in _TASKS:
            return self._task(machine, first, place, wait=False)
        if path in ("asyncio.wait_for", "async_timeout.wait_for"):
            return self._bounded(machine, first, args.value("timeout", 1), place)
        if path in ("asyncio.gather", "asyncio.wait", "asyncio.as_completed"):
            return self._gather(machine, args, place)
        if path in _CALLERS and self._takes_function(args, _CALLERS[path]):
            machine.threaded += "thread" in path or "executor" in path
            try:
                return self._now(machine, args, _CALLERS[path], place)
            finally:
                machine.threaded -= "thread" in path or "executor" in path
        if path in _THREADS:
            return self._thread(machine, func, place)
        if path in ("builtins.map", "concurrent.futures.ThreadPoolExecutor().map") and len(args.positional) > 1:
            return self._map(machine, args, place)
        return None

    def _takes_function(self, args: Args, index: int) -> bool:
        return len(args.positional) > index and isinstance(args.positional[index].value, (Func, Partial, OneOf, Lib))

    def _now(self, machine: Interpreter, args: Args, index: int, place: Place) -> Value:
        rest = Args(args.positional[index + 1 :], args.keywords, args.open_args, args.open_keywords)
        return machine.resolve(machine.call(args.positional[index].value, rest, place.node), place.node)  # type: ignore[arg-type]

    def _later(self, machine: Interpreter, args: Args, index: int, place: Place) -> Value:
        result: list[Value] = []
        self.background(machine, lambda: result.append(self._now(machine, args, index, place)))
        for value in result:
            machine.platform.used(machine, value)
        return Lib("concurrent.futures.Future()", machine.new("library", {"result": result[0] if result else NONE}).id)

    def background(self, machine: Interpreter, run: object) -> None:
        """Runs code beside the current path, which goes on whether or not that code ends."""
        before = machine.fork()
        machine.beside += 1
        run()  # type: ignore[operator]
        machine.beside -= 1
        machine.take(join(before, machine.give()))

    def _task(self, machine: Interpreter, value: Value, place: Place, wait: bool) -> Value:
        if wait or not isinstance(value, Pending):
            return machine.resolve(value, place.node)
        machine.tasks[value.token] = value
        return value

    def _bounded(self, machine: Interpreter, value: Value, timeout: Value, place: Place) -> Value:
        limited = timeout != NONE and timeout is not ABSENT
        if limited and not isinstance(value, Pending) and not machine.obj(value):
            after = machine.fork()
            self.timing.pause(machine, timeout, place)
            machine.may_raise()
            machine.take(after)
            self.timing.unknown_pause(machine, place)
        machine.bounded += limited
        try:
            return machine.resolve(value, place.node)
        finally:
            machine.bounded -= limited

    def _gather(self, machine: Interpreter, args: Args, place: Place) -> Value:
        results: list[Value] = []
        for arg in args.positional:
            held = machine.obj(arg.value)
            inner = held.items if held is not None and held.kind == "list" else (arg.value,)
            results.extend(machine.resolve(item, place.node) for item in inner)
        if not args.open_args:
            return Tup(tuple(results))
        return machine.new("list", items=tuple(results), open=True, meta=FILLED if results else None)

    def _thread(self, machine: Interpreter, func: Lib, place: Place) -> Value | None:
        held = machine.obj(func)
        target = held.slots.get("target", held.slots.get(1)) if held is not None else None
        if held is None or not isinstance(target, (Func, Partial, Lib, Method)):
            return None
        positional = spread(machine, held.slots.get("args", held.slots.get(3, ABSENT)), place)
        given = keywords(machine, held.slots.get("kwargs", ABSENT), place)
        call = replace(positional, keywords=given, open_args=False)
        self.background(machine, lambda: machine.call(target, call, place.node))  # type: ignore[arg-type]
        return NONE

    def _map(self, machine: Interpreter, args: Args, place: Place) -> Value:
        items = machine.items_of(args.positional[1].value, place.node)
        values = items.known[:8] or [items.at(0) or NONE]
        source = args.positional[1].place
        results = [machine.call(args.positional[0].value, Args((Arg(value, source),)), place.node) for value in values]  # type: ignore[arg-type]
        return machine.new("list", items=tuple(results), open=items.more, meta=FILLED)
