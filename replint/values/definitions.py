"""Functions, classes, modules and imports."""

from __future__ import annotations

import libcst as cst

from replint.values.domain import (
    Arg,
    Args,
    Class,
    Const,
    Func,
    Lib,
    Module,
    Unknown,
    Value,
)
from replint.values.exceptions import Exceptions
from replint.values.inference import constant
from replint.values.machine import FEWER_STEPS, MOST_STEPS, Activation
from replint.values.scope import Scope, bound_in


class Definitions(Exceptions):
    """What is defined, and what is imported."""

    def _function(self, node: cst.FunctionDef) -> None:
        defaults = self.defaults(node.params)
        wrappers = tuple(self.eval(decorator.decorator) for decorator in node.decorators)
        frames = self.top.frames
        owner = None
        if isinstance(self.top.scope, ClassScope):
            owner, frames = frames[0], frames[1:]
        func = Func(node, self.tree, frames, defaults, owner, None, wrappers, at=self.place(node.name))
        self.defined.append(func)
        self.bind(node.name.value, self._decorated(func, node))
        for wrapper in wrappers:
            self.platform.used(self, wrapper)

    def _decorated(self, func: Func, node: cst.FunctionDef) -> Value:
        """The function that the project's own decorators make of a function."""
        value: Value = func
        for wrapper in reversed(func.wrappers):
            if not isinstance(wrapper, Func) or not isinstance(value, Func):
                continue
            place = self.place(node.name)
            before = self.fork()
            made = self.call(wrapper, Args((Arg(value, place),)), node.name)
            if not self.alive:
                self.take(before)
            if isinstance(made, Func):
                value = made
        if value is not func:
            self.replaced[id(node)] = value
        return value

    def _class(self, node: cst.ClassDef) -> None:
        bases = tuple(self.eval(arg.value) for arg in node.bases)
        decorators = tuple(self.eval(decorator.decorator) for decorator in node.decorators)
        space = self.new("class")
        act = self.top
        saved = act.frames, act.scope
        act.frames, act.scope = (space.id, *act.frames), ClassScope()
        try:
            self.suite(node.body)
        finally:
            act.frames, act.scope = saved
        made = Class(node, self.tree, space.id, bases, decorators, at=self.place(node.name))
        self.add_class(made)
        self.bind(node.name.value, made)

    def _import(self, node: cst.Import) -> None:
        for alias in node.names:
            path = dotted(alias.name)
            whole = self.imported(path, None)
            if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
                self.bind(alias.asname.name.value, whole)
            else:
                self.bind(path.split(".", 1)[0], self.imported(path.split(".", 1)[0], None))

    def _import_from(self, node: cst.ImportFrom) -> None:
        module = "." * len(node.relative) + (dotted(node.module) if node.module is not None else "")
        if isinstance(node.names, cst.ImportStar):
            self.import_all(module)
            return
        for alias in node.names:
            name = alias.name.value if isinstance(alias.name, cst.Name) else dotted(alias.name)
            bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
            self.bind(bound, self.imported(module, name))

    def imported(self, module: str, name: str | None) -> Value:
        """What an import binds: a module, or a name of one."""
        path = self.modules.resolve(self.tree.path, module)
        if path is None:
            if name is None:
                return Lib(module)
            return Lib(f"{module}{'' if module.endswith('.') else '.'}{name}")
        found = self.load(path)
        return found if name is None else self.member(found, name)

    def member(self, module: Module, name: str) -> Value:
        """A name of a project module: what it binds, else a module inside it."""
        if module.frame is not None:
            value = self.state.slot(module.frame, name)
            if value is not None:
                return self.bound_value(value, name)
        folder = module.path.removesuffix("__init__.py").rstrip("/")
        if module.path.endswith(("/", "__init__.py")):
            inner = self.modules.resolve(f"{folder}/x.py" if folder else "x.py", f".{name}")
            if inner is not None:
                return self.load(inner)
        tree = self.modules.trees.get(module.path)
        known = constant(tree.text, module.path, name) if tree is not None else None
        return known if known is not None else Unknown(("member", module.path, name))

    def import_all(self, module: str) -> None:
        """``from module import *``: its public names, or those in its ``__all__``."""
        path = self.modules.resolve(self.tree.path, module)
        if path is None:
            return
        found = self.load(path)
        held = self.state.heap.get(found.frame) if found.frame is not None else None
        if held is None:
            return
        listed = held.slots.get("__all__")
        names = [str(name) for name in held.slots if not str(name).startswith("_")]
        if listed is not None:
            spread = self.items_of(listed, cst.Name("__all__"))
            if spread.known and not spread.more:
                names = [item.value for item in spread.known if isinstance(item, Const) and isinstance(item.value, str)]
        for name in names:
            value = held.slots.get(name)
            if value is not None:
                self.bind(name, value)

    def load(self, path: str) -> Module:
        """A project module; its body runs when it is first asked for."""
        if path.endswith("/"):
            return Module(path, None)
        frame = self.module_frames.get(path)
        if frame is not None and frame in self.state.heap:
            return Module(path, frame)
        frame = self.new("frame").id
        self.module_frames[path] = frame
        tree = self.modules.trees[path]
        act = Activation(None, tree, (frame,), self.scope(tree.module), None)
        outer, self.tree = self.tree, tree
        entry = self.fork()
        self.stack.append(act)
        try:
            for statement in tree.module.body:
                self._outermost(statement)
        finally:
            self.stack.remove(act)
            self.tree = outer
        if not self.alive:
            self.take(entry)
        return Module(path, frame)

    def _outermost(self, statement: cst.SimpleStatementLine | cst.BaseCompoundStatement) -> None:
        """Runs one statement of a module; one that takes too long is given up, and the rest still runs."""
        if isinstance(statement, cst.FunctionDef):
            self.run((statement,))
            return
        concerned = self.reach is None or self.reach.statement(self.tree, statement)
        ended, _ = self.attempt(MOST_STEPS if concerned else FEWER_STEPS, lambda: self.run((statement,)), apart=True)
        if ended:
            return
        if self.reach is None or self.reach.mentions(self.tree, statement):
            self.gave_up.setdefault(self.tree.path, self.met)
        for name in bound_in(statement):
            self.bind(name, Unknown(("given up", id(statement), name)))


class ClassScope(Scope):
    """The scope of a class body: its names are not seen from inside functions."""


def dotted(node: cst.BaseExpression) -> str:
    """The text of a dotted name."""
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""
