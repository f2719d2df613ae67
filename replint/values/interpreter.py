"""The interpreter: calls of project functions and classes, attributes and items of values, and the run of a module."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

import libcst as cst

from replint.syntax.tree import Place
from replint.values.domain import (
    NONE,
    Args,
    Class,
    Const,
    Duration,
    Func,
    Lib,
    Method,
    Num,
    OneOf,
    Partial,
    Pending,
    Ref,
    Text,
    Tup,
    Unknown,
    Value,
    as_default,
    assume,
    brought,
    deps_of,
    handed_back,
    options,
    union,
)
from replint.values.instances import Instances
from replint.values.library import builtin_method, library_call, or_default
from replint.values.loops import MOST_POLL_ROUNDS
from replint.values.machine import DEEPEST_CALLS, FEWER_STEPS, Activation, Repetition
from replint.values.state import State, bounds, join, widen
from replint.values.way import onward

MOST_RECURSION = 10
COSTLY_STEPS = 8_000
"""A function that took more steps than this twice is not run again for its callers."""


class Interpreter(Instances):
    """Everything together."""

    on_yield: Callable[[Value], None] | None = None

    def call(self, func: Value, args: Args, node: cst.BaseExpression) -> Value:
        """Calls any value."""
        self.step()
        if not self.alive:
            return Unknown(("dead",))
        if isinstance(func, OneOf):
            return self.each(func, lambda option: self.call(option, args, node))
        if isinstance(func, Partial):
            given = func.args
            merged = Args(
                given.positional + args.positional,
                (*args.keywords, *(k for k in given.keywords if all(k.keyword != a.keyword for a in args.keywords))),
                given.open_args or args.open_args,
                given.open_keywords or args.open_keywords,
            )
            return self.call(replace(func.func, site=func.site), merged, node)
        place = self.place(node)
        known = self.platform.call(self, func, args, place)
        if known is not None:
            return known
        if isinstance(func, Func):
            wrapped = self.platform.invoke(self, func, args, place) if func.wrappers else None
            return wrapped if wrapped is not None else self.start(func, args, node)
        if isinstance(func, Class):
            return self.construct(func, args, node)
        if isinstance(func, Method):
            known = builtin_method(self, func, args, place)
        elif isinstance(func, Lib):
            known = library_call(self, func, args, place)
        return known if known is not None else self.unseen(func, args, place)

    def unseen(self, func: Value, args: Args, place: Place) -> Value:
        """A call of which nothing is known: what is passed escapes, the result may be anything."""
        node = place.node
        self.platform.unseen(self, func, args, self.place(node))
        if not self.platform.quick(func):
            self.may_raise()
        for arg in args.all:
            value = self.resolve(arg.value, node)
            self.escape(value)
        sources = [arg.value for arg in args.all]
        receiver = func.receiver if isinstance(func, Method) else func
        name = (
            func.sym[2] if isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr" else None
        )
        if name in _TEXT_METHODS and isinstance(func, Unknown):
            return Unknown(("text", func.sym, *(arg.value for arg in args.all)), tags=func.tags, deps=func.deps)
        result = self.fresh(self.place(node), *sources)
        if _looks_up(func, args):
            result = Unknown(("lookup", func, tuple(sources)), deps=result.deps)
        tags = frozenset({"raises"}) if _is_raises(func) else frozenset[str]()
        result = Unknown(result.sym, tags=tags, deps=result.deps | deps_of(receiver))
        return or_default(result, args) if name == "get" else result

    def escape(self, value: Value, depth: int = 0) -> None:
        """A value is handed to code that can't be seen: it is used, and mutable objects may gain entries."""
        self.platform.used(self, value)
        for option in options(value):
            held = self.obj(option)
            if held is not None and isinstance(option, Ref) and held.kind in ("dict", "list") and not held.open:
                self.state.update(option.id, open=True)
            if isinstance(option, Tup) and depth < 3:
                for item in option.items:
                    self.escape(item, depth + 1)

    def start(self, func: Func, args: Args, node: cst.CSTNode) -> Value:
        """Calls a project function: a coroutine waits until it is awaited, a generator until it is consumed."""
        if isinstance(func.node, cst.FunctionDef) and self.scope(func.node).yields:
            return self.new("generator", meta=(func, args), at=self.place(node))
        if func.is_async:
            return Pending(func, args, self.tick(), at=self.place(node))
        return self.invoke(func, args, node)

    def resolve(self, value: Value, node: cst.CSTNode) -> Value:
        """The result of a coroutine; other values as they are."""
        if isinstance(value, OneOf) and any(isinstance(option, Pending) for option in value.options):
            return self.each(value, lambda option: self.resolve(option, node))
        if isinstance(value, Lib) and value.path == "asyncio.sleep()":
            self.platform.awaited(self, value)
            return NONE
        if isinstance(value, Pending):
            return self.invoke(value.func, value.args, value.at.node if value.at is not None else node)
        return value

    def invoke(self, func: Func, args: Args, node: cst.CSTNode, root: bool = False) -> Value:
        """Runs the body of a project function and returns the join of what it returns.

        ``root`` says that nobody visible calls it.
        """
        place = self.place(node)
        if self.scope(func.node).stub:
            return self.unseen(func, args, place)
        active = sum(act.func is not None and act.func.node is func.node for act in self.stack)
        limit = 2 if self.scenario is not None else MOST_RECURSION
        if active > limit or len(self.stack) > DEEPEST_CALLS:
            if self.scenario is not None:
                self.kill()
            return self.fresh(place, *(arg.value for arg in args.all))
        if active and self._is_part_of_round(func):
            return self.body(func, args, place)
        if active:
            return self._recurse(func, args, place, active)
        if self._is_aside(func, args):
            ended, result = self.attempt(FEWER_STEPS, lambda: self.body(func, args, place))
            return result if ended and result is not None else self._passed_over(func, args, place)
        if not root and self.costly[id(func.node)] > 1:
            return self._passed_over(func, args, place)
        entry = self.fork()
        if entry is not None:
            self.entered[id(func.node)] = entry
        caller, before = None if root else place, self.steps
        try:
            result = self.body(func, args, caller)
        finally:
            if self.steps - before > COSTLY_STEPS:
                self.costly[id(func.node)] += 1
        repetition = self.recursions.pop(id(func.node), None)
        if (
            repetition is not None
            and repetition.polled
            and self.scenario is None
            and not self.muted
            and entry is not None
        ):
            after = self.fork()

            def run() -> list[State]:
                self.body(func, args, caller)
                end = self.give()
                return [end] if end is not None else []

            self._try_statuses(repetition, entry, run)
            self.recursions.pop(id(func.node), None)
            self.take(after)
        return result

    def _is_aside(self, func: Func, args: Args) -> bool:
        """Whether a call can do nothing that matters but bring a value."""
        if self.reach is None or self.reach.function(func.node):
            return False
        given = (option for arg in args.all for option in options(arg.value))
        return not any(isinstance(one, (Func, Partial, Method, Class, Pending)) for one in given)

    def _passed_over(self, func: Func, args: Args, place: Place) -> Value:
        """A call that would take too long, read as one of a function that can't be seen."""
        for value in (func.bound, *(arg.value for arg in args.all)):
            if value is not None:
                self.escape(value)
                self._disturb(value)
        return self.fresh(place, *(arg.value for arg in args.all))

    def _disturb(self, value: Value) -> None:
        """Whatever an object's attributes were, they may be something else now."""
        for option in options(value):
            held = self.obj(option)
            if held is None or not isinstance(option, Ref) or held.kind != "instance":
                continue
            slots = {
                name: one if isinstance(one, (Func, Class)) else Unknown(("disturbed", option.id, name, self.tick()))
                for name, one in held.slots.items()
            }
            self.state.update(option.id, slots=slots)

    def _is_part_of_round(self, func: Func) -> bool:
        """Whether a function runs again only because another one, which called it before, does."""
        for act in reversed(self.stack):
            if act.func is not None and act.func.node is func.node:
                return False
            if act.func is not None and id(act.func.node) in self.recursions:
                return True
        return False

    def _recurse(self, func: Func, args: Args, place: Place, active: int) -> Value:
        key = ("recursion", id(func.node))
        repetition = self.recursions.get(id(func.node))
        if repetition is None:
            repetition = Repetition(key, "recursion", place, func)
            self.recursions[id(func.node)] = repetition
        repetition.step = active - 1
        self.state.cross(key)
        before = self.entered.get(id(func.node))
        if self.scenario is not None and before is not None:
            self.take(widen(before, self.state))
        self.repetitions.append(repetition)
        try:
            return self.body(func, self._any_number(args) if self.scenario is not None else args, place)
        finally:
            self.repetitions.pop()

    def _any_number(self, args: Args) -> Args:
        """The arguments after any number of recursions: numbers can be any."""

        def vague(value: Value) -> Value:
            return Num(float("-inf"), float("inf")) if bounds(value) is not None else value

        return replace(
            args,
            positional=tuple(replace(arg, value=vague(arg.value)) for arg in args.positional),
            keywords=tuple(replace(arg, value=vague(arg.value)) for arg in args.keywords),
        )

    def body(self, func: Func, args: Args, place: Place | None) -> Value:
        """Runs a function's body once; no place where nobody visible calls it."""
        frame = self.new("frame")
        scope = self.scope(func.node)
        act = Activation(func, func.tree, (frame.id, *func.frames), scope, place)
        self._bind_parameters(func, args, frame.id, place is None)
        self.executed.add(id(func.node))
        tree, self.tree = self.tree, func.tree
        self.stack.append(act)
        if self.on_yield is not None:
            kept, self.on_yield = self.on_yield, None
        else:
            kept = None
        try:
            if isinstance(func.node, cst.Lambda):
                value = self.eval(func.node.body)
                act.returns.append((self.state.fork(), value)) if self.alive else None
            else:
                self.suite(func.node.body)
                if self.alive:
                    act.returns.append((self.state, NONE))
        finally:
            self.stack.pop()
            self.tree = tree
            self.on_yield = kept
        self.take(join(*(state for state, _ in act.returns)))
        value = union(value for _, value in act.returns) if act.returns else Unknown(("never", id(func.node)))
        if place is not None:
            self.platform.returned(self, value, place)
            value = handed_back(value, [arg.place for arg in args.all])
            if self.tracing:
                value = onward(value, "returned", place, self.context)
        return value

    def _bind_parameters(self, func: Func, args: Args, frame: int, root: bool) -> None:
        params = func.node.params
        root = root or (func.node is self.root_node and not args.positional and not args.keywords)
        defaults = dict(func.defaults)
        positional = [*params.posonly_params, *params.params]
        slots: dict[Hashable, Value] = {}
        rest = list(args.positional)
        if func.bound is not None and positional:
            slots[positional.pop(0).name.value] = func.bound
        taken: set[str] = set()
        for param in (*positional, *params.kwonly_params):
            name = param.name.value
            given = args.get(name)
            if given is not None:
                taken.add(name)
            elif rest and param in positional:
                given = rest.pop(0)
            if given is not None:
                value = brought(given.value, given.place) if not root else given.value
                if self.tracing:
                    value = onward(value, "passed", given.place, self.context)
                if isinstance(value, Unknown) and param.annotation is not None and not root:
                    value = self._typed(func, param) or value
                slots[name] = value
            elif args.open_args or args.open_keywords:
                slots[name] = self._typed(func, param) or Unknown(("param", id(param), "spread"))
            else:
                slots[name] = self._default(func, param, defaults.get(name), root)
        if isinstance(params.star_arg, cst.Param):
            extra = tuple(arg.value for arg in rest)
            star = self.new("list", items=extra, open=True) if args.open_args or root else Tup(extra)
            slots[params.star_arg.name.value] = star
        if params.star_kwarg is not None:
            extra_slots: dict[Hashable, Value] = {
                arg.keyword: brought(replace(arg.value, entry=None), arg.place)
                for arg in args.keywords
                if arg.keyword not in taken
            }
            ref = self.new("dict", extra_slots, open=args.open_keywords or root)
            slots[params.star_kwarg.name.value] = ref
        self.state.heap[frame] = replace(self.state.heap[frame], slots=slots)

    def _default(self, func: Func, param: cst.Param, default: Value | None, root: bool) -> Value:
        """What a parameter holds when nobody visible passes it."""
        default = self.stated(default) if default is not None else None
        if not root and default is not None:
            return as_default(default)
        typed = self._typed(func, param)
        if default is None:
            shaped = self.platform.parameter(self, func, param.name.value) if typed is None else None
            return typed or shaped or Unknown(("param", id(param)))
        given = self.injected(default)
        if given is not default and not isinstance(given, Unknown):
            return given
        default = given
        if not isinstance(default, (Const, Num, Duration, OneOf, Text, Tup)):
            return default if typed is None or not isinstance(default, Unknown) else typed
        return union((as_default(assume(default)), typed or Unknown(("param", id(param)))))

    def root_generator(self, func: Func) -> None:
        """Runs a generator function that nobody visible consumes: whoever does may stop at any yield."""

        def at_yield(value: Value) -> None:
            self.platform.used(self, value)
            if self.scenario is not None and self.alive:
                left = self.state.fork()
                left.tainted = True
                self.top.returns.append((left, NONE))
                told = deps_of(value) or any(self.obj(option) is not None for option in options(value))
                self.state.tainted = self.state.tainted or bool(told)

        self.generate(func, Args(), func.node, at_yield)

    # Generators

    def generate(self, func: Value, args: object, node: cst.CSTNode, at_yield: Callable[[Value], None]) -> None:
        """Runs a generator function's body; each yield goes to ``at_yield``."""
        if not isinstance(func, Func) or not isinstance(args, Args):
            return
        if sum(act.func is not None and act.func.node is func.node for act in self.stack) > 1:
            return
        frame = self.new("frame")
        act = Activation(func, func.tree, (frame.id, *func.frames), self.scope(func.node), self.place(node))
        self._bind_parameters(func, args, frame.id, root=False)
        self.executed.add(id(func.node))
        tree, self.tree = self.tree, func.tree
        kept, self.on_yield = self.on_yield, at_yield
        self.stack.append(act)
        try:
            if isinstance(func.node, cst.FunctionDef):
                self.suite(func.node.body)
        finally:
            if act in self.stack:
                self.stack.remove(act)
            self.tree = tree
            self.on_yield = kept
        self.take(join(self.give(), *(state for state, _ in act.returns)))

    def yielded(self, node: cst.Yield) -> Value:
        """A ``yield``: goes to whoever consumes the generator."""
        if self.on_yield is None:
            return super().yielded(node)
        if isinstance(node.value, cst.From):
            source = self.items_of(self.eval(node.value.item), node)
            values = [
                *source.known[:MOST_POLL_ROUNDS],
                *([source.at(len(source.known))] if source.more or source.endless else []),
            ]
        else:
            values = [self.eval(node.value) if node.value is not None else NONE]
        callback, self.on_yield = self.on_yield, None
        for value in values:
            if value is not None and self.alive:
                callback(value)
        self.on_yield = callback
        return self.fresh(self.place(node))


def _looks_up(func: Value, args: Args) -> bool:
    """Whether a call reads a row by its key: the same one each time for the same key."""
    path = func.path if isinstance(func, Lib) else ""
    name = path.rpartition(".")[2]
    if isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr":
        name = func.sym[2]
    if name not in _LOOKUPS or args.open_args or args.open_keywords:
        return False
    keys = [arg.value for arg in args.all if arg.keyword not in ("timeout", "block")]
    return bool(keys) and not any(isinstance(key, Const) and isinstance(key.value, (bool, float)) for key in keys)


def _is_raises(func: Value) -> bool:
    name = func.path.rpartition(".")[2] if isinstance(func, Lib) else func.name if isinstance(func, Method) else None
    if isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr":
        name = func.sym[2]
    return name in ("assertRaises", "assertRaisesRegex", "raises")


_LOOKUPS = frozenset({"get", "aget", "get_object_or_404", "aget_object_or_404", "get_or_404", "find_one", "get_by_id"})
_TEXT_METHODS = frozenset(
    {
        "strip",
        "rstrip",
        "lstrip",
        "lower",
        "upper",
        "encode",
        "decode",
        "replace",
        "title",
        "hex",
        "strftime",
        "isoformat",
        "timestamp",
        "resolve",
        "as_posix",
    }
)
