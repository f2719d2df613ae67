"""The interpreter's core: the current state, the stack of calls, and the ways in which a path can leave a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import Any, Protocol

import libcst as cst

from replint.plain import dataclass
from replint.syntax.tree import Place, Tree
from replint.values.domain import (
    ABSENT,
    Absent,
    Class,
    Const,
    Func,
    Lib,
    OneOf,
    Pending,
    Ref,
    Unknown,
    Value,
    options,
    union,
)
from replint.values.modules import Modules
from replint.values.operators import mixed
from replint.values.platform import Platform
from replint.values.scope import Scope, scope_of
from replint.values.state import Heap, Obj, State, join
from replint.values.waits import Wait

DEEPEST_CALLS = 24
MOST_STEPS = 80_000
FEWER_STEPS = 3_000
"""How many steps one entry may take, and how many a call or a statement that can only bring a value."""
TOO_DEEP = "the depth of nested calls and expressions"
IN_ONE_ENTRY, IN_ALL = "steps in one function or statement", "steps in all files that belong together"


class GaveUpError(Exception):
    """The analysis of something went over its limit; carries the limit in words."""


def limit_of(error: GaveUpError | RecursionError) -> str:
    """The limit that was met, in words."""
    return str(error) if isinstance(error, GaveUpError) else TOO_DEEP


@dataclass(slots=True)
class Repetition:
    """Something that runs again and again: a loop, a recursion, a retry decorator, a scheduler.

    ``step`` counts its rounds; None in rounds that stand for any number of further ones. ``rounds`` is how many are
    run one by one, and for the further ones, unless it polls. ``varies`` says that they may differ although nothing in
    the state tells.
    """

    key: Hashable
    kind: str
    place: Place
    func: Func | None = None
    step: int | None = 0
    rounds: int = 1
    polled: bool = False
    long: bool = False
    bounded: bool = False
    depth: int = 0
    varies: bool = False
    waited: bool = False
    refreshed: bool = False
    statuses: set[Hashable] = field(default_factory=set)
    stale: set[Hashable] = field(default_factory=set)
    words: set[Hashable] = field(default_factory=set)


@dataclass(slots=True)
class Block:
    """Where ``break`` and ``continue`` of one loop go."""

    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


@dataclass(slots=True)
class Raised:
    """An exception on its way: the state it left with and what was raised (None if unknown)."""

    state: State
    error: Value | None
    explicit: bool


@dataclass(slots=True)
class Catcher:
    """A ``try`` whose body is running: what was raised in it so far, and the names of the errors it is there for."""

    raised: list[Raised] = field(default_factory=list)
    named: frozenset[str] = frozenset()


@dataclass(slots=True)
class Activation:
    """One running call of a project function (or the module's body)."""

    func: Func | None
    tree: Tree
    frames: tuple[int, ...]
    scope: Scope
    place: Place | None
    returns: list[tuple[State, Value]] = field(default_factory=list)
    yields: list[Value] | None = None
    blocks: list[Block] = field(default_factory=list)
    catchers: list[Catcher] = field(default_factory=list)
    repetitions: int = 0


@dataclass(slots=True)
class Scenario:
    """A what-if run of one repetition: each fetch of the polled training answers ``status``.

    Before the first fetch its status is ``initial``. ``again`` becomes True when, on a path that no unknown of the
    training decided, the training is fetched once more; ``seen`` when a fetched status is tested.
    """

    repetition: Hashable
    status: str
    initial: str = "starting"
    fetches: int = 0
    again: bool = False
    seen: bool = False


class Reach(Protocol):
    """Tells what can have to do with the platform at all."""

    def function(self, node: cst.CSTNode) -> bool:
        """Whether a function can."""

    def statement(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether a statement of a module's own can."""

    def mentions(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether a statement names the platform itself."""

    def within(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether an expression's own text names the platform."""


class Machine:
    """State, stack and helpers that all parts of the interpreter share."""

    def __init__(self, tree: Tree, platform: Platform, modules: Modules) -> None:
        self.tree = tree
        self.modules = modules
        self.module_frames: dict[str, int] = {}
        self.platform = platform
        self.state = State()
        self.alive = True
        self.stack: list[Activation] = []
        self.repetitions: list[Repetition] = []
        self.scenario: Scenario | None = None
        self.tracing = False
        self.muted = 0
        self.bounded = 0
        self.long = 0
        self.threaded = 0
        self.beside = 0
        self.retrying = 0
        self.kept: dict[int, Obj] = {}
        self.tainted = 0
        self.steps = 0
        self.allowance = MOST_STEPS
        self.limit = f"{MOST_STEPS:,} {IN_ONE_ENTRY}"
        self.ticks = 0
        self.executed: set[int] = set()
        self.global_writes: dict[tuple[int, str], list[Value]] = {}
        self.attribute_writes: dict[int, dict[str, list[Value]]] = {}
        self.constructed: dict[int, dict[str, list[Value]]] = {}
        self.defined: list[Func] = []
        self.classes: list[Class] = []
        self._by_space: dict[int, Class] = {}
        self.tasks: dict[int, Pending] = {}
        self.literals: dict[int, Value] = {}
        self.replaced: dict[int, Value] = {}
        self.entered: dict[int, State] = {}
        self.callees: set[int] = set()
        self.clocked: str | None = None
        self.root_node: cst.CSTNode | None = None
        self.loop_places: dict[int, Place] = {}
        self.recursions: dict[int, Repetition] = {}
        self.reach: Reach | None = None
        self.met = ""
        self.gave_up: dict[str, str] = {}
        self.costly: Counter[int] = Counter()
        self.bound: dict[int, frozenset[str]] = {}
        self.polling: dict[int, bool] = {}
        self._scopes: dict[int, Scope] = {}

    # Classes

    def add_class(self, cls: Class) -> None:
        """Notes a class that is defined."""
        self.classes.append(cls)
        self._by_space.setdefault(cls.space, cls)

    def owner(self, func: Func) -> Class | None:
        """The class in which a function is defined, None for one that is no method."""
        return None if func.owner is None else self._by_space.get(func.owner)

    # Paths

    def take(self, state: State | None) -> None:
        """Goes on from a state; None means that no path gets here."""
        self.alive = state is not None
        self.state = state if state is not None else State(Heap(self.state.heap.frozen()))

    def give(self) -> State | None:
        """The current state, None if no path gets here."""
        return self.state if self.alive else None

    def fork(self) -> State | None:
        """A copy of the current state, None if no path gets here."""
        return self.state.fork() if self.alive else None

    def kill(self) -> None:
        """No path goes on from here."""
        self.take(None)

    def reset(self, state: State) -> None:
        """After an entry was given up: back to the outermost level, with this state."""
        del self.stack[1:]
        self.stack[0].catchers.clear()
        self.stack[0].blocks.clear()
        self.repetitions.clear()
        self.recursions.clear()
        self.tasks.clear()
        self.scenario = None
        self.muted = self.bounded = self.tainted = self.long = self.threaded = self.beside = self.retrying = 0
        self.take(state)

    def step(self, more: int = 0) -> None:
        """Counts one step of the analysis, and what else it costs; raises GaveUpError over the limit."""
        self.steps += 1 + more
        if self.steps > self.allowance:
            raise GaveUpError(self.limit)

    def attempt(self, steps: int, run: Callable[[], Value | None], apart: bool = False) -> tuple[bool, Value | None]:
        """Runs something that may take so many steps; ``apart`` says that they don't count in the limit around it.

        Gives whether it got to its end, and its result. If it did not, everything but what was learned of the text is
        as it was before. Raises GaveUpError where the limit around it comes first.
        """
        allowance, before = self.allowance, self.steps
        if not apart and before + steps >= allowance:
            return True, run()
        state, alive, stack = self.state.fork(), self.alive, list(self.stack)
        counters = (self.tree, self.scenario, self.muted, self.bounded, self.long, self.threaded, self.retrying)
        beside = self.beside
        tainted, repetitions, recursions = self.tainted, list(self.repetitions), dict(self.recursions)
        around = [(act, len(act.catchers), len(act.blocks)) for act in stack]
        limit = self.limit
        self.allowance, self.limit = before + steps, f"{steps:,} {IN_ONE_ENTRY}"
        try:
            return True, run()
        except (GaveUpError, RecursionError) as error:
            self.met = limit_of(error)
            self.tree, self.scenario, self.muted, self.bounded, self.long, self.threaded, self.retrying = counters
            self.tainted, self.recursions, self.beside = tainted, recursions, beside
            self.stack[:], self.repetitions[:] = stack, repetitions
            for act, catchers, blocks in around:
                del act.catchers[catchers:], act.blocks[blocks:]
            self.take(state if alive else None)
            return False, None
        finally:
            self.allowance, self.limit = allowance + (self.steps - before if apart else 0), limit

    # Values

    def tick(self) -> int:
        """A number that was never given before."""
        self.ticks += 1
        return self.ticks

    def fresh(self, place: Place, *sources: Value) -> Unknown:
        """An unknown that is different at each evaluation."""
        return Unknown(("fresh", id(place.node), self.tick()), deps=mixed((), *sources).deps)

    def new(
        self,
        kind: str,
        slots: dict[Hashable, Value] | None = None,
        items: tuple[Value, ...] = (),
        open: bool = False,  # noqa: A002 - the word of the field
        meta: Any = None,
        at: Place | None = None,
    ) -> Ref:
        """A new object in the heap."""
        ref = self.tick()
        self.state.heap[ref] = Obj(kind, slots or {}, items, open, meta)
        return Ref(ref, at=at)

    def obj(self, value: Value) -> Obj | None:
        """The object that a value refers to, None for other values."""
        if isinstance(value, Ref) or (isinstance(value, Lib) and value.id is not None):
            return self._held(value.id) if value.id is not None else None
        return None

    def _held(self, ref: int) -> Obj | None:
        found = self.state.heap.get(ref)
        if found is None and ref in self.kept:
            found = self.state.heap[ref] = self.kept[ref]
        return found

    def keep(self, value: Value, depth: int = 0) -> None:
        """Keeps what a value refers to for paths that start elsewhere."""
        for option in options(value):
            held = self.obj(option)
            if held is None or depth > 3 or not isinstance(option, (Ref, Lib)) or option.id is None:
                continue
            self.kept[option.id] = held
            for item in (*held.items, *held.slots.values()):
                self.keep(item, depth + 1)

    def may_fill(self, value: Value) -> None:
        """An empty container that others can reach may have been filled by them."""
        for option in options(value):
            held = self.obj(option)
            if held is None or not isinstance(option, Ref) or held.kind not in ("dict", "list"):
                continue
            if not held.slots and not held.items and not held.open:
                self.state.update(option.id, open=True)

    def place(self, node: cst.CSTNode) -> Place:
        """The node's place in the module that is running."""
        return Place(self.tree, node)

    def scope(self, node: cst.FunctionDef | cst.Lambda | cst.ClassDef | cst.Module) -> Scope:
        """The node's scope, read once."""
        found = self._scopes.get(id(node))
        if found is None:
            found = self._scopes[id(node)] = scope_of(node)
        return found

    def each(self, value: Value, function: Callable[[Value], Value]) -> Value:
        """Applies a function to each alternative, every one on a path of its own, and joins the paths."""
        if not isinstance(value, OneOf):
            return function(value)
        useful = [option for option in value.options if not isinstance(option, Absent) and option != Const(None)]
        if len(useful) == 1:
            return function(useful[0])
        start, ends, results = self.give(), [], []
        for option in useful or value.options[:1]:
            self.take(start.fork() if start is not None else None)
            result = function(option)
            if self.alive or start is None:
                results.append(result)
            ends.append(self.give())
        self.take(join(*ends))
        return union(results) if results else Unknown(("dead",))

    # Names

    @property
    def top(self) -> Activation:
        """The running call."""
        return self.stack[-1]

    def lookup(self, name: str) -> Value:
        """What a name holds here; library builtins by their path, unknown if nothing binds it."""
        for frame in self.top.frames:
            found = self.state.slot(frame, name)
            if found is not None:
                return self.bound_value(found, name)
        return Lib(f"builtins.{name}") if name in _BUILTINS else Unknown(("name", name))

    def bound_value(self, value: Value, name: Hashable) -> Value:
        """A variable's or entry's value on the paths that have one."""
        if value is ABSENT:
            return Unknown(("unbound", name))
        if isinstance(value, OneOf) and ABSENT in value.options:
            return union(option for option in value.options if option is not ABSENT)
        return value

    def frame_for(self, name: str) -> int:
        """The frame in which an assignment to a name stores."""
        kind = self.top.scope.outer.get(name)
        if kind == "global":
            return self.top.frames[-1]
        if kind == "nonlocal":
            for frame in self.top.frames[1:]:
                if self.state.slot(frame, name) is not None:
                    return frame
        return self.top.frames[0]

    def bind(self, name: str, value: Value) -> None:
        """Assigns to a name."""
        frame = self.frame_for(name)
        self.state.put(frame, name, value)
        self.platform.named(self, name, value)
        if frame != self.top.frames[0]:
            self.platform.used(self, value)
        if frame == self.top.frames[-1] and self.top.func is not None:
            self.global_writes.setdefault((frame, name), []).append(value)
            self.keep(value)
            self.platform.used(self, value)

    # Exceptions

    def may_raise(self, state: State | None = None, error: Value | None = None) -> None:
        """A call here may raise: a surrounding ``try`` can go on from this state (the current one by default)."""
        if self.scenario is not None or not self.alive:
            return
        catcher = next((act.catchers[-1] for act in reversed(self.stack) if act.catchers), None)
        if catcher is not None and len(catcher.raised) < 40:
            catcher.raised.append(Raised(state or self.state.fork(), error, explicit=False))

    def wait(self, wait: Wait) -> None:
        """A delay passes."""
        if self.alive:
            self.state.delay(wait)
            if wait.sources:
                for repetition in self.repetitions:
                    repetition.waited = True

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Runs code without recording facts."""
        self.muted += 1
        try:
            yield
        finally:
            self.muted -= 1

    @property
    def recording(self) -> bool:
        """Whether facts seen now count."""
        return self.alive and self.muted == 0 and self.scenario is None

    def clock_reading(self) -> str | None:
        """Whether a condition looked at the clock since this was asked last: ``due``, ``early`` or not at all."""
        found, self.clocked = self.clocked, None
        return found

    @property
    def context(self) -> tuple[Place, ...]:
        """The calls of project functions that led here, outermost first."""
        return tuple(act.place for act in self.stack if act.place is not None)

    @property
    def in_async(self) -> bool:
        """Whether the running function is an ``async def``."""
        return self.top.func is not None and self.top.func.is_async

    def texts(self, value: Value) -> list[str]:
        """The constant strings among a value's alternatives."""
        return [o.value for o in options(value) if isinstance(o, Const) and isinstance(o.value, str)]


_BUILTINS = frozenset(dir(__import__("builtins")))
