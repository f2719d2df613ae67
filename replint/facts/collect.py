"""Runs modules from each of their entries, and gives the facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import libcst as cst

from replint.facts.platform import Replicate
from replint.facts.reach import Reach
from replint.facts.records import Facts
from replint.facts.shapes import only_trainings
from replint.packages import Packages
from replint.syntax.tree import Tree
from replint.syntax.walk import nodes
from replint.values.domain import Args, Class, Const, Func, Lib, Unknown, Value, union
from replint.values.interpreter import Interpreter
from replint.values.machine import IN_ALL, IN_ONE_ENTRY, MOST_STEPS, Activation, GaveUpError, limit_of
from replint.values.modules import Modules
from replint.values.scope import Scope
from replint.values.state import State
from replint.wrappers import Declared

ALL_STEPS = 300_000
STEPS_EACH = 1_000
"""How many steps all entries of a component may take together: as many, or so many for each function that names the
platform if that is more."""
LEAST_STEPS = 1_000
DISTANT_SHARE = 5
"""How many steps an entry has at least; one that does not name the platform has a fraction of them, as of the most."""
MOST_HEIRS = 4
_ASSIGNING = (cst.AssignTarget, cst.AnnAssign, cst.AugAssign)
_WORD = re.compile(r"[^\W\d]\w*")
_DEFINED = re.compile(r"\bdef\s+(\w+)")
_IMPORTS = re.compile(r"^from\s+[\w.]+\s+import\s+(\([^)]{0,4000}\)|[^(\n]*)", re.MULTILINE)
_PLAIN = frozenset(
    {"property", "cached_property", "staticmethod", "classmethod", "abstractmethod", "overload", "contextmanager"}
)


def collect(
    trees: Mapping[str, Tree],
    root: str = "",
    packages: Packages | None = None,
    wrappers: Declared | None = None,
    *,
    tracing: bool = False,
) -> Facts:
    """The facts of modules that belong together, by path: bodies run, then each function that nobody visible calls.

    ``packages`` says what the project's settings tell of its packages' places. ``wrappers`` are functions that are
    calls of the API, for each module of its own; ``tracing`` says that values remember every step of their way.
    """
    facts = Facts()
    simple = {tree.path for tree in trees.values() if only_trainings(tree.text)}
    platform = Replicate(facts, frozenset(simple), wrappers)
    first = next(iter(trees.values()))
    machine = Interpreter(first, platform, Modules(trees, root, packages))
    machine.tracing = tracing
    run = _Run(machine, facts, wrappers or {})
    run.everything()
    facts.gave_up |= {path: limit for path, limit in machine.gave_up.items() if "trainings" in trees[path].text}
    platform.secrets.finish()
    return facts


def _mentioned(trees: Iterable[Tree]) -> set[str]:
    """The names that are mentioned beyond their definitions and imports."""
    counts: Counter[str] = Counter()
    for tree in trees:
        code = tree.text
        counts.update(_WORD.findall(code))
        counts.subtract(_DEFINED.findall(code))
        for line in _IMPORTS.findall(code):
            counts.subtract(_WORD.findall(line))
    return {name for name, count in counts.items() if count > 0}


class _Run:
    def __init__(self, machine: Interpreter, facts: Facts, wrappers: Declared) -> None:
        self.machine = machine
        self.facts = facts
        self.trees = machine.modules.trees
        machine.recursions = {}
        self.referenced = _mentioned(self.trees.values())
        self.reach = machine.reach = Reach(self.trees.values(), wrappers)
        self.declaring = {tree.path for tree in self.trees.values() if "global" in tree.text}
        self.end = State()
        self.all_steps = max(ALL_STEPS, STEPS_EACH * len(self.reach.naming))
        self.spent = 0
        self._by_ancestor: dict[int, list[Class]] = {}
        self._classes_seen = 0

    def everything(self) -> None:
        """Runs the modules' bodies one after another, then their entries, each with an allowance of its own."""
        machine = self.machine
        base = machine.new("frame")
        machine.stack.append(Activation(None, machine.tree, (base.id,), Scope(), None))
        for path in self.trees:
            self._guarded(partial(machine.load, path))
            self._guarded(self._finish_tasks)
            self.end = machine.state
        self._open_containers()
        functions = [func for func in machine.defined if func.node in self.reach.functions]
        self._learn(functions)
        first = [func for func in functions if self._is_entry(func)]
        lambdas = [func for func in machine.defined if isinstance(func.node, cst.Lambda)]
        for func in (*first, *functions, *lambdas):
            if id(func.node) not in machine.executed:
                self._guarded(partial(self._root, func), func)

    def _guarded(self, run: Callable[[], object], func: Func | None = None) -> None:
        """Runs one entry; one that takes too long is given up, and the others still run."""
        machine = self.machine
        self.spent += machine.steps
        machine.steps = 0
        share = 1 if func is None or func.node in self.reach.naming else DISTANT_SHARE
        left = self.all_steps - self.spent
        machine.allowance = max(LEAST_STEPS, min(MOST_STEPS, left)) // share
        machine.limit = f"{MOST_STEPS:,} {IN_ONE_ENTRY}" if left >= MOST_STEPS else f"{self.all_steps:,} {IN_ALL}"
        before = machine.state
        try:
            run()
        except (GaveUpError, RecursionError) as error:
            if func is not None and func.node in self.reach.naming:
                machine.gave_up.setdefault(func.tree.path, limit_of(error))
            machine.reset(before)

    def _open_containers(self) -> None:
        """What is empty when the modules have run is there to be filled by somebody."""
        machine = self.machine
        machine.take(self.end)
        for frame in machine.module_frames.values():
            held = self.end.heap.get(frame)
            for value in held.slots.values() if held is not None else ():
                machine.may_fill(value)

    def _is_entry(self, func: Func) -> bool:
        entry = any(not (isinstance(w, Lib) and w.path.rpartition(".")[2] in _PLAIN) for w in func.wrappers)
        return entry or func.name not in self.referenced

    def _learn(self, functions: list[Func]) -> None:
        """Runs the functions that set globals or attributes once, silently, to learn what they set."""
        machine = self.machine
        executed = set(machine.executed)
        for func in machine.defined:
            if func.node not in self.reach.functions:
                self._note_writes(func)
        for func in functions:
            if _Writes(func.node) and id(func.node) not in executed:
                with machine.silently():
                    self._guarded(partial(self._root, func), func)
        machine.executed = executed
        for (frame, name), values in machine.global_writes.items():
            before = self.end.slot(frame, name)
            if before is not None:
                self.end.put(frame, name, union((before, *values)))

    def _note_writes(self, func: Func) -> None:
        """What a function that is not run may set: it can be anything."""
        machine = self.machine
        cls = machine.owner(func) if isinstance(func.node, cst.FunctionDef) and func.name != "__init__" else None
        if cls is None and func.tree.path not in self.declaring:
            return
        written = _Writes(func.node)
        if cls is not None:
            for name in written.attributes:
                machine.note_write(cls, name, Unknown(("written", id(cls.node), name)))
        for name in written.globals:
            machine.global_writes.setdefault((func.frames[-1], name), []).append(Unknown(("written", name)))

    def _root(self, func: Func) -> None:
        """Runs a function as if called from outside."""
        machine = self.machine
        known = len(machine.defined)
        machine.executed.add(id(func.node))
        for cls in self._classes(func):
            machine.tree = func.tree
            machine.take(self.end.fork())
            self._call(func, self._instance(func, cls) if cls is not None else None)
        for inner in machine.defined[known:]:
            if id(inner.node) not in machine.executed:
                state = machine.give() or machine.state
                machine.tree = inner.tree
                self._call(inner, None)
                machine.take(state)

    def _call(self, func: Func, bound: Value | None) -> None:
        machine = self.machine
        other = machine.replaced.get(id(func.node))
        if isinstance(other, Func):
            func = other
        call = func if bound is None else replace(func, bound=bound)
        machine.root_node = call.node
        place = machine.place(func.node)
        result = machine.platform.invoke(machine, call, Args(), place) if call.wrappers else None
        if result is None:
            yields = machine.scope(func.node).yields
            result = self._generator(call) if yields else machine.invoke(call, Args(), func.node, root=True)
        result = machine.resolve(result, func.node)
        machine.platform.used(machine, result)
        self._finish_tasks()
        machine.recursions.clear()

    def _generator(self, func: Func) -> Value:
        self.machine.root_generator(func)
        return Const(None)

    def _finish_tasks(self) -> None:
        """Coroutines that were scheduled but never awaited run all the same."""
        machine = self.machine
        while machine.tasks:
            _, pending = machine.tasks.popitem()
            if id(pending.func.node) not in machine.executed and machine.alive:
                machine.platform.used(machine, machine.resolve(pending, pending.func.node))

    def _classes(self, func: Func) -> list[Class | None]:
        """The classes whose objects a method is called on: its own, and those that inherit it."""
        machine = self.machine
        own = machine.owner(func)
        if own is None:
            return [None]
        heirs = [c for c in self._heirs(own) if self._inherits(c, own, func)]
        made = id(own.node) in machine.constructed
        return [*([own] if made or not heirs else []), *heirs[:MOST_HEIRS]]

    def _heirs(self, own: Class) -> list[Class]:
        """The classes that have a class among their ancestors, in the order of their definitions."""
        machine = self.machine
        if self._classes_seen != len(machine.classes):
            self._classes_seen = len(machine.classes)
            self._by_ancestor.clear()
            for cls in machine.classes:
                for one in machine.ancestry(cls)[1:]:
                    self._by_ancestor.setdefault(id(one.node), []).append(cls)
        return self._by_ancestor.get(id(own.node), [])

    def _inherits(self, cls: Class, own: Class, func: Func) -> bool:
        """Whether a class has a method from another one, not overridden."""
        for one in self.machine.ancestry(cls):
            if one.node is own.node:
                return True
            if self.end.slot(one.space, func.name) is not None:
                return False
        return False

    def _instance(self, func: Func, cls: Class) -> Value | None:
        """The object that a method is called on: made by its constructor, with what visible callers give."""
        machine = self.machine
        kinds = {w.path.rpartition(".")[2] for w in func.wrappers if isinstance(w, Lib)}
        if "staticmethod" in kinds:
            return None
        if "classmethod" in kinds:
            return cls
        return machine.instance_of(cls)


class _Writes:
    """The attributes of ``self`` (or whatever) and the globals that a function sets."""

    def __init__(self, func: cst.FunctionDef | cst.Lambda) -> None:
        self.attributes: set[str] = set()
        self.globals: set[str] = set()
        for node in nodes(func):
            kind = type(node)
            if kind is cst.Global:
                self.globals.update(item.name.value for item in node.names)  # type: ignore[attr-defined]
            elif kind in _ASSIGNING and isinstance(target := node.target, cst.Attribute):  # type: ignore[attr-defined]
                self.attributes.add(target.attr.value)

    def __bool__(self) -> bool:
        return bool(self.attributes or self.globals)
