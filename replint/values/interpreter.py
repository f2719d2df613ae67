"""The interpreter: calls of project functions and classes, attributes and items of values, and the run of a module."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

import libcst as cst

from replint.values.domain import (
    NONE,
    Args,
    Class,
    Const,
    Duration,
    Func,
    Lib,
    Method,
    Module,
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
    options,
    union,
)
from replint.values.expressions import Items, entry_place
from replint.values.library import builtin_method, library_attribute, library_call
from replint.values.loops import MOST_POLL_ROUNDS, Loops
from replint.values.machine import DEEPEST_CALLS, Activation, Repetition
from replint.values.operators import CARRIED, binary
from replint.values.scope import Scope
from replint.values.state import SHADOW, bounds, join, widen
from replint.values.statements import dotted

MOST_RECURSION = 10


class Interpreter(Loops):
    """Everything together."""

    on_yield: Callable[[Value], None] | None = None

    # Attributes and items

    def attribute(self, value: Value, name: str, node: cst.CSTNode) -> Value:
        """Reads an attribute of any value."""
        if isinstance(value, OneOf):
            return self.each(value, lambda option: self.attribute(option, name, node))
        place = self.place(node)
        if isinstance(value, Module):
            return self.member(value, name)
        known = self.platform.attribute(self, value, name, place)
        if known is not None:
            return known
        if isinstance(value, Lib):
            held = self.obj(value)
            if held is not None and name in held.slots:
                return self.bound_value(held.slots[name], name)
            return library_attribute(self, value, name, place)
        if isinstance(value, Ref):
            return self._object_attribute(value, name, node)
        if isinstance(value, Class):
            return self._class_attribute(value, value, name, node)
        if isinstance(value, Unknown):
            stored = self.state.slot(SHADOW, ("attr", value.sym, name))
            if stored is not None:
                return self.bound_value(stored, name)
            return Unknown(("attr", value.sym, name), deps=value.deps, tags=value.tags & CARRIED)
        if isinstance(value, Const) and name in ("value", "name"):
            return value
        if isinstance(value, Duration) and name in ("seconds", "days"):
            return value.seconds if name == "seconds" else binary("//", value.seconds, Const(86400), self.entry)
        return Method(value, name)

    def _object_attribute(self, value: Ref, name: str, node: cst.CSTNode) -> Value:
        held = self.state.heap.get(value.id)
        if held is None:
            return Unknown(("attr", value.id, name))
        if held.kind != "instance":
            return Method(value, name)
        if name in held.slots:
            return self.bound_value(held.slots[name], name)
        if isinstance(held.meta, Class):
            return self._class_attribute(held.meta, value, name, node)
        return Unknown(("attr", value.id, name))

    def _class_attribute(self, cls: Class, owner: Value, name: str, node: cst.CSTNode) -> Value:
        """An attribute found on a class or its bases; functions are bound to ``owner``."""
        for one in self.ancestry(cls):
            found = self.state.slot(one.space, name)
            if found is None:
                continue
            found = self.bound_value(found, name)
            if isinstance(found, Func):
                return self._bound(found, owner, cls, node)
            if self.is_enum(cls) and owner is cls and isinstance(found, Tup) and found.items:
                return found.items[0]
            return found
        if name == "__class__":
            return cls
        if not isinstance(owner, Ref):
            return Unknown(("attr", id(cls.node), name))
        writes = self.attribute_writes.get((id(cls.node), name))
        if writes:
            return union((*writes, Unknown(("attr", owner.id, name))))
        bases = [base for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)]
        if bases and bases[0].path != "builtins.object":
            return self.attribute(Lib(f"{bases[0].path}()", owner.id), name, node)
        return Unknown(("attr", owner.id, name))

    def _bound(self, func: Func, owner: Value, cls: Class, node: cst.CSTNode) -> Value:
        kinds = {w.path.rpartition(".")[2] for w in func.wrappers if isinstance(w, Lib)}
        if "staticmethod" in kinds:
            return func
        if "classmethod" in kinds:
            return replace(func, bound=cls)
        if kinds & {"property", "cached_property"} and isinstance(owner, Ref):
            result = self.invoke(replace(func, bound=owner), Args(), node)
            if "cached_property" in kinds and owner.id in self.state.heap:
                self.state.put(owner.id, func.name, result)
            return result
        return replace(func, bound=owner) if isinstance(owner, Ref) else func

    def is_enum(self, cls: Class) -> bool:
        """Whether a class of the project is an enumeration."""
        bases = {base.path for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)}
        return any(path.startswith("enum.") or path.rpartition(".")[2] in _ENUMS for path in bases)

    def subscript(self, value: Value, key: Value, node: cst.CSTNode) -> Value:
        """Reads an item of any value."""
        if isinstance(value, OneOf):
            return self.each(value, lambda option: self.subscript(option, key, node))
        known = self.platform.subscript(self, value, key, self.place(node))
        if known is not None:
            return known
        if isinstance(value, Class) and self.is_enum(value) and isinstance(key, Const):
            return self._class_attribute(value, value, str(key.value), node)
        if isinstance(value, Tup) and isinstance(key, Const) and isinstance(key.value, int):
            if -len(value.items) <= key.value < len(value.items):
                return value.items[key.value]
        held = self.obj(value)
        if held is None:
            if isinstance(value, Class):
                return value
            stored = self.state.slot(SHADOW, ("item", value, key))
            if stored is not None:
                return self.bound_value(stored, key)
            return Unknown(("item", value, key), deps=deps_of(value) | deps_of(key))
        if held.kind == "list" and isinstance(key, Const) and isinstance(key.value, int):
            if -len(held.items) <= key.value < len(held.items):
                return held.items[key.value]
        keys = self.keys_of(key)
        found = [self.bound_value(held.slots[one], one) for one in keys if one in held.slots]
        if found and len(found) == len(keys):
            return union(found)
        if held.kind == "dict" and not keys and held.slots and not held.open:
            self.platform.compared(self, key, Tup(tuple(Const(k, at=entry_place(v)) for k, v in held.slots.items())), self.place(node))
            return union((*held.slots.values(), Unknown(("item", value, key), deps=deps_of(key))))
        if held.kind == "dict" and keys and not held.open and self.scenario is not None and not found:
            self.throw(Lib("builtins.KeyError()"))
        return Unknown(("item", value, key), deps=deps_of(key))

    # Iteration

    def items_of(self, value: Value, node: cst.CSTNode) -> Items:
        """How a value iterates."""
        if isinstance(value, OneOf) and len(value.options) == 1:
            value = value.options[0]
        if isinstance(value, Tup):
            return Items(value.items)
        if isinstance(value, Const) and isinstance(value.value, str):
            return Items([Const(char) for char in value.value[:64]], more=len(value.value) > 64)
        if isinstance(value, Class) and self.is_enum(value):
            held = self.state.heap.get(value.space)
            return Items([v for k, v in held.slots.items() if isinstance(v, Const)] if held else [], more=held is None)
        held = self.obj(value)
        known = self.platform.iterate(self, value)
        if isinstance(known, Items):
            return known
        if held is None:
            return self._unknown_items(value, node)
        if held.kind == "range":
            return self._range(held.meta)
        if held.kind == "endless":
            return Items(endless=True, element=held.meta)
        if held.kind == "generator":
            collected: list[Value] = []
            before = self.fork()
            self.long += 1
            with self.silently():
                self.generate(held.meta[0], held.meta[1], node, collected.append)
            self.long -= 1
            self.take(before)
            return Items(collected[:MOST_POLL_ROUNDS], more=True, element=self._unknown_items(value, node).at)
        if held.kind == "dict":
            return Items([Const(key) for key in held.slots], held.open, element=self._unknown_items(value, node).at)
        if held.kind == "list":
            return Items(held.items, held.open, element=self._unknown_items(value, node).at)
        return self._unknown_items(value, node)

    def _unknown_items(self, value: Value, node: cst.CSTNode) -> Items:
        deps = deps_of(value)
        self.loop_places[id(node)] = self.place(node)
        same = None if _is_fresh(value) else value
        return Items(more=True, element=lambda index: Unknown(("elem", id(node), index, same), deps=deps))

    def _range(self, ends: tuple[Value, Value, Value]) -> Items:
        start, stop, step = ends
        first, stride = bounds(start), bounds(step)
        if first is None or stride is None or first[0] != first[1] or not stride[0]:
            return Items(more=True, element=lambda index: Unknown(("range", index)))

        def element(index: int) -> Value:
            return Const(int(first[0] + index * stride[0]))

        end = bounds(stop)
        if end is None:
            return Items(more=True, element=element)
        count = max(0, int(min(1e6, -(-(end[1] - first[0]) // stride[0]))))
        certain = max(0, int(min(1e6, -(-(end[0] - first[0]) // stride[0]))))
        if count > 2 * MOST_POLL_ROUNDS:
            return Items([element(i) for i in range(min(certain, 2 * MOST_POLL_ROUNDS))], more=True, element=element)
        return Items([element(i) for i in range(certain)], more=count > certain, element=element)

    # Calls

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
            return self.call(func.func, merged, node)
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

    def unseen(self, func: Value, args: Args, place: object) -> Value:
        """A call of which nothing is known: what is passed escapes, the result may be anything."""
        node = place.node if hasattr(place, "node") else cst.Name("call")
        self.platform.unseen(self, func, args, self.place(node))
        if not self.platform.quick(func):
            self.may_raise()
        for arg in args.all:
            value = self.resolve(arg.value, node)
            self.escape(value)
        sources = [arg.value for arg in args.all]
        receiver = func.receiver if isinstance(func, Method) else func
        name = func.sym[2] if isinstance(func, Unknown) and isinstance(func.sym, tuple) and func.sym[0] == "attr" else None
        if name in _TEXT_METHODS and isinstance(func, Unknown):
            return Unknown(("text", func.sym, *(arg.value for arg in args.all)), tags=func.tags, deps=func.deps)
        result = self.fresh(self.place(node), *sources)
        if _looks_up(func, args):
            result = Unknown(("lookup", func, tuple(sources)), deps=result.deps)
        tags = frozenset({"raises"}) if _is_raises(func) else frozenset[str]()
        return Unknown(result.sym, tags=tags, deps=result.deps | deps_of(receiver))

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
        active = sum(act.func is not None and act.func.node is func.node for act in self.stack)
        limit = 2 if self.scenario is not None else MOST_RECURSION
        if active > limit or len(self.stack) > DEEPEST_CALLS:
            if self.scenario is not None:
                self.kill()
            return self.fresh(place, *(arg.value for arg in args.all))
        if active:
            return self._recurse(func, args, place, active)
        entry = self.fork()
        if entry is not None:
            self.entered[id(func.node)] = entry
        caller = None if root else place
        result = self._body(func, args, caller)
        repetition = self.recursions.pop(id(func.node), None)
        if repetition is not None and repetition.polled and self.scenario is None and not self.muted and entry is not None:
            after = self.fork()

            def run() -> list:  # type: ignore[type-arg]
                self._body(func, args, caller)
                end = self.give()
                return [end] if end is not None else []

            self._try_statuses(repetition, entry, run)
            self.recursions.pop(id(func.node), None)
            self.take(after)
        return result

    def _recurse(self, func: Func, args: Args, place: object, active: int) -> Value:
        key = ("recursion", id(func.node))
        repetition = self.recursions.get(id(func.node))
        if repetition is None:
            repetition = Repetition(key, "recursion", place, func)  # type: ignore[arg-type]
            self.recursions[id(func.node)] = repetition
        repetition.step = active - 1
        self.state.cross(key)
        before = self.entered.get(id(func.node))
        if self.scenario is not None and before is not None:
            self.take(widen(before, self.state))
        self.repetitions.append(repetition)
        try:
            return self._body(func, self._any_number(args) if self.scenario is not None else args, place)  # type: ignore[arg-type]
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

    def _body(self, func: Func, args: Args, place: object) -> Value:
        frame = self.new("frame")
        scope = self.scope(func.node)
        act = Activation(func, func.tree, (frame.id, *func.frames), scope, place)  # type: ignore[arg-type]
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
            self.platform.returned(self, value, place)  # type: ignore[arg-type]
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
                if isinstance(value, Unknown) and param.annotation is not None and not root:
                    value = self._typed(func, param) or value
                slots[name] = value
            elif args.open_args or args.open_keywords:
                slots[name] = Unknown(("param", id(param), self.tick()))
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
        if not root and default is not None:
            return as_default(default)
        typed = self._typed(func, param)
        if default is None:
            shaped = self.platform.parameter(self, func, param.name.value) if typed is None else None
            return typed or shaped or Unknown(("param", id(param)))
        default = self.injected(default)
        if not isinstance(default, (Const, Num, Duration, OneOf, Text, Tup)):
            return default if typed is None or not isinstance(default, Unknown) else typed
        return union((as_default(assume(default)), typed or Unknown(("param", id(param)))))

    def injected(self, default: Value) -> Value:
        """What a framework's dependency marker as a default stands for."""
        held = self.obj(default)
        if isinstance(default, Lib) and held is not None and default.path.endswith(".Depends()"):
            provider = held.slots.get(0)
            if isinstance(provider, Func):
                return self.first_result(self.call(provider, Args(), provider.node))  # type: ignore[arg-type]
            if isinstance(provider, Class):
                return self.construct(provider, Args(), provider.node)
        return default

    def first_result(self, value: Value) -> Value:
        """What a provider gives: the result, or a generator's first yield."""
        held = self.obj(value)
        if held is not None and held.kind == "generator":
            items = self.items_of(value, held.meta[0].node)
            return items.known[0] if items.known else Unknown(("yielded", self.tick()))
        return self.resolve(value, cst.Name("provider"))

    def _typed(self, func: Func, param: cst.Param) -> Value | None:
        if param.annotation is None:
            return None
        act = Activation(None, func.tree, func.frames, Scope(), None)
        outer, self.tree = self.tree, func.tree
        self.stack.append(act)
        try:
            return self.annotated(param.annotation.annotation)
        finally:
            self.stack.pop()
            self.tree = outer

    def annotated(self, node: cst.BaseExpression) -> Value | None:
        """A value of an annotated type; quoted, optional and ``Annotated`` types are looked into."""
        with self.silently():
            return self._annotated(node)

    def _annotated(self, node: cst.BaseExpression) -> Value | None:
        if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
            try:
                return self._annotated(cst.parse_expression(str(node.evaluated_value)))
            except Exception:
                return None
        if isinstance(node, cst.BinaryOperation):
            return self._annotated(node.left) or self._annotated(node.right)
        if isinstance(node, cst.Subscript):
            return self._annotated_generic(node)
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        for kind in options(self.eval(node)):
            if isinstance(kind, Lib):
                known = self.platform.annotated(self, kind.path, self.place(node))
                if known is not None:
                    return known
            if isinstance(kind, Class) and not self.is_enum(kind):
                return self.construct(kind, Args(open_args=True, open_keywords=True), node)
        return None

    def _annotated_generic(self, node: cst.Subscript) -> Value | None:
        name = dotted(node.value).rpartition(".")[2]
        inner = [e.slice.value for e in node.slice if isinstance(e.slice, cst.Index)]
        if name == "Annotated" and len(inner) > 1:
            marker = self.injected(self.eval(inner[1]))
            if not isinstance(marker, Unknown) and not (isinstance(marker, Lib) and marker.path.endswith(".Depends()")):
                return marker
        if name in ("Annotated", "Optional", "Union", "Final", "ClassVar", "Required"):
            for one in inner:
                found = self._annotated(one)
                if found is not None:
                    return found
        return None

    # Classes

    def construct(self, cls: Class, args: Args, node: cst.CSTNode) -> Value:
        """Makes an instance of a project class."""
        if self.is_enum(cls) and args.positional:
            return args.positional[0].value
        if sum(act.func is not None and act.func.owner == cls.space for act in self.stack) > 3:
            return Unknown(("instance", id(cls.node)))
        ref = self.new("instance", meta=cls, at=self.place(node))
        init = next((f for f in (self.state.slot(one.space, "__init__") for one in self.ancestry(cls)) if f is not None), None)
        if isinstance(init, Func):
            self.invoke(replace(init, bound=ref, wrappers=()), args, node)
        else:
            self._fill_fields(cls, ref, args)
        made = self.state.heap.get(ref.id)
        if made is not None and not args.open_args and self.stack:
            for name, value in made.slots.items():
                self.constructed.setdefault((id(cls.node), str(name)), []).append(value)
                self.keep(value)
        return ref

    def instance_of(self, cls: Class) -> Value:
        """An instance made by nobody visible: the constructor's defaults are all that is known."""
        ref = self.new("instance", meta=cls)
        init = next((f for f in (self.state.slot(one.space, "__init__") for one in self.ancestry(cls)) if f is not None), None)
        if isinstance(init, Func):
            self._body(replace(init, bound=ref, wrappers=()), Args(), None)
        else:
            self._fill_fields(cls, ref, Args())
        return ref

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

    def _fill_fields(self, cls: Class, ref: Ref, args: Args) -> None:
        """A dataclass, NamedTuple or pydantic model: annotated fields become attributes."""
        rest = list(args.positional)
        settings = self._is_settings(cls)
        for one in reversed(self.ancestry(cls)):
            for name, annotation, default in _fields(one.node):
                value = self.state.slot(one.space, name)
                given = args.get(name)
                if given is None and rest:
                    given = rest.pop(0)
                if given is not None:
                    self.state.put(ref.id, name, brought(given.value, given.place))
                    continue
                if default and value is not None:
                    value = self._field_default(value)
                    value = union((assume(value), Unknown(("setting", id(one.node), name)))) if settings else value
                    self.state.put(ref.id, name, value)
                else:
                    typed = self._typed_field(one, annotation)
                    token = settings and name.lower() == "replicate_api_token"
                    hidden = token and "Secret" in cst.Module([]).code_for_node(annotation)
                    tags = frozenset({"token"}) if token and not hidden else frozenset[str]()
                    kind = "secret-text" if hidden else "field"
                    self.state.put(ref.id, name, typed or Unknown((kind, id(one.node), name), tags=tags))

    def _typed_field(self, cls: Class, annotation: cst.BaseExpression) -> Value | None:
        frame = self.module_frames.get(cls.tree.path)
        act = Activation(None, cls.tree, (frame,) if frame is not None else (), Scope(), None)
        self.stack.append(act)
        try:
            return self.annotated(annotation)
        finally:
            self.stack.pop()

    def _field_default(self, value: Value) -> Value:
        held = self.obj(value)
        if isinstance(value, Lib) and held is not None and value.path.rpartition(".")[2] in ("field()", "Field()", "ib()"):
            default = held.slots.get("default", held.slots.get(0))
            if default is not None and default != Const(...):
                return default
            factory = held.slots.get("default_factory", held.slots.get("factory"))
            if isinstance(factory, (Func, Class)):
                return self.call(factory, Args(), factory.node)  # type: ignore[arg-type]
            if isinstance(factory, Lib):
                return self.call(factory, Args(), cst.Name("factory"))
            return Unknown(("field", self.tick()))
        return value

    def _is_settings(self, cls: Class) -> bool:
        bases = {base.path for one in self.ancestry(cls) for base in one.bases if isinstance(base, Lib)}
        return any(path.rpartition(".")[2] == "BaseSettings" for path in bases)

    def enter(self, value: Value, node: cst.BaseExpression) -> Value:
        """What ``with value as x`` binds to x."""
        value = self.resolve(value, node)
        if isinstance(value, OneOf):
            return self.each(value, lambda option: self.enter(option, node))
        known = self.platform.enter(self, value, self.place(node))
        if known is not None:
            return known
        held = self.obj(value)
        if held is not None and held.kind == "generator":
            return self.first_result(value)
        if held is not None and held.kind == "instance" and isinstance(held.meta, Class):
            for name in ("__enter__", "__aenter__"):
                found = self._class_attribute(held.meta, value, name, node)
                if isinstance(found, Func):
                    return self.invoke(found, Args(), node)
        return value

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
            self.suite(func.node.body)  # type: ignore[arg-type]
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
            values = [*source.known[:MOST_POLL_ROUNDS], *([source.at(len(source.known))] if source.more or source.endless else [])]
        else:
            values = [self.eval(node.value) if node.value is not None else NONE]
        callback, self.on_yield = self.on_yield, None
        for value in values:
            if value is not None and self.alive:
                callback(value)
        self.on_yield = callback
        return self.fresh(self.place(node))


def _is_fresh(value: object) -> bool:
    """Whether a value is, or is read from, the result of a call: each time another one."""
    if isinstance(value, Unknown):
        return _is_fresh(value.sym)
    if isinstance(value, tuple):
        return value[:1] == ("fresh",) or (value[:1] in (("attr",), ("item",), ("view",)) and _is_fresh(value[1]))
    return isinstance(value, Ref)


def _fields(node: cst.ClassDef) -> list[tuple[str, cst.BaseExpression, bool]]:
    """The annotated names of a class body, with whether they have a default."""
    found = []
    for statement in node.body.body:
        for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
            if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                found.append((small.target.value, small.annotation.annotation, small.value is not None))
    return found


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
_TEXT_METHODS = frozenset({"strip", "rstrip", "lstrip", "lower", "upper", "encode", "decode", "replace", "title", "hex", "strftime", "isoformat", "timestamp", "resolve", "as_posix"})
_ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "Flag", "TextChoices", "IntegerChoices", "Choices"})
