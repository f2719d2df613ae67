"""Objects of project classes, and values of annotated types."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import replace

import libcst as cst

from replint.syntax.tree import Tree
from replint.values.access import Access
from replint.values.definitions import dotted
from replint.values.domain import (
    ABSENT,
    ANNOTATED,
    NONE,
    Args,
    Class,
    Const,
    Func,
    Lib,
    OneOf,
    Ref,
    Unknown,
    Value,
    assume,
    brought,
    options,
    union,
)
from replint.values.machine import Activation
from replint.values.scope import Scope
from replint.values.state import State

_DESCRIPTION = re.compile(
    r"typer\.(?:params\.)?(?:Option|Argument)\(\)|fastapi\.(?:params?\.)?(?:Query|Form|Body|Header|Cookie|Path)\(\)"
)
_BARE = frozenset({"object", "ABC", "Protocol", "Protocol[]", "Generic", "Generic[]"})


class Instances(Access):
    """How instances come about."""

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

    def stated(self, default: Value) -> Value:
        """The default that a framework's description of a parameter states: ``Option("x")``, ``Form(default="x")``."""
        held = self.obj(default)
        if not isinstance(default, Lib) or held is None or not _DESCRIPTION.fullmatch(default.path):
            return default
        inner = held.slots.get("default", held.slots.get(0))
        return Unknown(("argument", default.id)) if inner is None or inner == Const(...) else inner

    def first_result(self, value: Value) -> Value:
        """What a provider gives: the result, or a generator's first yield."""
        held = self.obj(value)
        if held is not None and held.kind == "generator":
            return self._first_yield(held.meta[0], held.meta[1])
        return self.resolve(value, cst.Name("provider"))

    def _first_yield(self, func: Func, args: Args) -> Value:
        """What a generator hands out first; it stands still there, so what it has made is there, too."""
        found: list[tuple[Value, State]] = []

        def at_yield(value: Value) -> None:
            if not found and self.alive:
                found.append((value, self.state.fork()))

        before = self.fork()
        self.long += 1
        with self.silently():
            self.generate(func, args, func.node, at_yield)
        self.long -= 1
        self.take(found[0][1] if found else before)
        return found[0][0] if found else Unknown(("yielded", self.tick()))

    def _typed(self, func: Func, param: cst.Param) -> Value | None:
        if param.annotation is None:
            return None
        node = param.annotation.annotation
        return self._elsewhere(func.tree, func.frames, lambda: self.annotated(node))

    def _elsewhere(self, tree: Tree, frames: tuple[int, ...], run: Callable[[], Value | None]) -> Value | None:
        """Evaluates in another module's or function's names."""
        outer, self.tree = self.tree, tree
        self.stack.append(Activation(None, tree, frames, Scope(), None))
        try:
            return run()
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
            except (cst.ParserSyntaxError, ValueError, RecursionError):
                return None
        if isinstance(node, cst.BinaryOperation):
            return self._annotated(node.left) or self._annotated(node.right)
        if isinstance(node, cst.Subscript):
            return self._annotated_generic(node)
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        for kind in options(self.eval(node)):
            if isinstance(kind, Lib):
                if kind.path == ANNOTATED:
                    return self._alias(kind)
                known = self.platform.annotated(self, kind.path, self.place(node))
                if known is not None:
                    return known
            if isinstance(kind, Class) and not self.is_enum(kind):
                made = self.construct(kind, Args(open_args=True, open_keywords=True), node)
                self._settle(kind, made)
                return made
        return None

    def _alias(self, alias: Lib) -> Value | None:
        """A value of a type that is kept under a name: ``Client = Annotated[replicate.Client, Depends(provider)]``."""
        held = self.obj(alias)
        if held is None or not isinstance(held.meta, tuple):
            return None
        node, tree, frames = held.meta
        return self._elsewhere(tree, frames, lambda: self._annotated(node))

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

    def construct(self, cls: Class, args: Args, node: cst.CSTNode) -> Value:
        """Makes an instance of a project class."""
        if self.is_enum(cls) and args.positional:
            return self._member_for(cls, args.positional[0].value)
        if self._is_typed_dict(cls):
            return self.call(Lib("builtins.dict"), args, node)  # type: ignore[arg-type]
        if sum(act.func is not None and act.func.owner == cls.space for act in self.stack) > 3:
            return Unknown(("instance", id(cls.node)))
        ref = self.new("instance", meta=cls, at=self.place(node))
        init = next(
            (f for f in (self.state.slot(one.space, "__init__") for one in self.ancestry(cls)) if f is not None), None
        )
        if isinstance(init, Func):
            self.invoke(replace(init, bound=ref, wrappers=()), args, node)
        else:
            self.fill_fields(cls, ref, args)
        made = self.state.heap.get(ref.id)
        if made is not None and not args.open_args and self.stack:
            for name, value in made.slots.items():
                known = self.constructed.setdefault(id(cls.node), {}).setdefault(str(name), [])
                if not any(self.made_again(one, value) for one in known):
                    known.append(value)
                self.keep(value)
        return ref

    def _member_for(self, cls: Class, value: Value) -> Value:
        """The member of an enumeration that has a value; a ``ValueError`` where none has."""
        spaces = [self.state.heap.get(one.space) for one in self.ancestry(cls)]
        members = {
            k: v for held in spaces if held is not None for k, v in held.slots.items() if not isinstance(v, Func)
        }
        plain = "_missing_" not in members and all(isinstance(member, Const) for member in members.values())
        self.may_raise(error=Lib("builtins.ValueError()"))
        if plain and members and isinstance(value, Const) and value not in members.values():
            self.throw(Lib("builtins.ValueError()"))
        return value

    def instance_of(self, cls: Class) -> Value:
        """An instance made by nobody visible: the constructor's defaults are all that is known."""
        ref = self.new("instance", meta=cls)
        init = next(
            (f for f in (self.state.slot(one.space, "__init__") for one in self.ancestry(cls)) if f is not None), None
        )
        if isinstance(init, Func):
            self.body(replace(init, bound=ref, wrappers=()), Args(), None)
        else:
            self.fill_fields(cls, ref, Args())
        self._settle(cls, ref)
        return ref

    def _settle(self, cls: Class, made: Value) -> None:
        """An object that somebody else made may have been changed since: by its methods, and by who filled it.

        A word or number that the constructor only left as None, for a method to set, is what the method sets.
        """
        if not isinstance(made, Ref):
            return
        for one in self.ancestry(cls):
            for name, values in self.attribute_writes.get(id(one.node), {}).items():
                now = self.state.slot(made.id, name)
                known = [v for value in values for v in options(value)]
                constructed = self.constructed.get(id(cls.node), {}).get(name)
                if constructed:
                    known += [v for value in constructed for v in options(value)]
                    now = None
                if now is not None:
                    own = options(now)
                    known = [*own, *(v for v in known if not any(self.made_again(one, v) for one in own))]
                told = [v for v in known if v != NONE or v.defaulted]
                if told and not any(isinstance(v, Ref) for v in told):
                    known = told
                if known:
                    self.state.put(made.id, name, union(known))
        held = self.obj(made)
        for value in held.slots.values() if held is not None else ():
            self.may_fill(value)

    def fill_fields(self, cls: Class, ref: Ref, args: Args) -> None:
        """The constructor of a dataclass, NamedTuple or pydantic model: annotated fields become attributes."""
        rest = list(args.positional)
        settings = self._is_settings(cls)
        line = self.ancestry(cls)
        plain = not any(_makes_fields(maker) for one in line for maker in (*one.bases, *one.decorators))
        for one in reversed(line):
            for name, annotation, default in _fields(one.node):
                if plain and any(self.state.slot(other.space, name) is not None for other in line):
                    continue
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
        if "NamedTuple" in self._library_bases(cls):
            for index, (name, _, _) in enumerate(_fields(cls.node)):
                self.state.put(ref.id, index, self.state.slot(ref.id, name) or ABSENT)

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
        if (
            isinstance(value, Lib)
            and held is not None
            and value.path.rpartition(".")[2] in ("field()", "Field()", "ib()")
        ):
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

    def field_default(self, cls: Class, name: Hashable) -> Value | None:
        """What a field of a class holds if the constructor is not given it; None if there is no default."""
        value = self.state.slot(cls.space, name)
        return self._field_default(value) if value is not None else None

    def _is_settings(self, cls: Class) -> bool:
        return "BaseSettings" in self._library_bases(cls)

    def _is_typed_dict(self, cls: Class) -> bool:
        """Whether instances of a class are plain dicts."""
        return "TypedDict" in self._library_bases(cls)

    def _library_bases(self, cls: Class) -> set[str]:
        """The last words of the libraries' classes that a class inherits from."""
        bases = (base for one in self.ancestry(cls) for base in one.bases)
        return {base.path.rpartition(".")[2] for base in bases if isinstance(base, Lib)}

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


def _makes_fields(maker: Value) -> bool:
    """Whether a base class or a decorator of a library may make a constructor of a class's annotated names."""
    return not isinstance(maker, (Class, Func)) and not (
        isinstance(maker, Lib) and maker.path.rpartition(".")[2] in _BARE
    )


def _fields(node: cst.ClassDef) -> list[tuple[str, cst.BaseExpression, bool]]:
    """The annotated names of a class body, with whether they have a default."""
    found = []
    for statement in node.body.body:
        for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
            if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                found += [(small.target.value, small.annotation.annotation, small.value is not None)]
    return found
