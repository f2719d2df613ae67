"""Executes statements: assignments, branches, exceptions, definitions and imports, path by path."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import Any

import libcst as cst

from replint.values.domain import (
    ABSENT,
    NONE,
    Arg,
    Args,
    Class,
    Const,
    Func,
    Lib,
    Method,
    Module,
    OneOf,
    Ref,
    Tup,
    Unknown,
    Value,
    deps_of,
    options,
    union,
)
from replint.values.expressions import _SIGNS, Expressions
from replint.values.inference import constant
from replint.values.machine import Activation, Catcher, Raised
from replint.values.operators import equal
from replint.values.scope import Scope
from replint.values.state import State, Wait, join, join_depending


UNTIL_ITS_TIME = Wait(0.0, math.inf, known=False)
"""The delay on a path that a look at the clock has opened: until it was time, nobody knows how long."""


class Statements(Expressions):
    """Statement semantics; loops are the subclass's."""

    def loop(self, node: cst.While | cst.For) -> None:
        """Runs a loop."""
        raise NotImplementedError

    def run(self, body: Sequence[cst.BaseStatement | cst.BaseSmallStatement]) -> None:
        """Executes statements until none is left or no path goes on."""
        for statement in body:
            if not self.alive:
                return
            self.step()
            handler = _HANDLERS.get(type(statement))
            if handler is not None:
                handler(self, statement)

    def suite(self, body: cst.BaseSuite) -> None:
        """Executes the body of a compound statement."""
        self.run(body.body)

    def _line(self, node: cst.SimpleStatementLine) -> None:
        self.run(node.body)

    # Simple statements

    def _expr(self, node: cst.Expr) -> None:
        value = self.eval(node.value)
        if not isinstance(node.value, (cst.Await, cst.Yield)) and not isinstance(value, Lib):
            self.resolve(value, node.value)

    def _assign(self, node: cst.Assign) -> None:
        value = self.eval(node.value)
        for target in node.targets:
            self.assign(target.target, value, node.value)

    def _ann_assign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            value = self.eval(node.value)
            if isinstance(value, Unknown):
                value = self.annotated(node.annotation.annotation) or value
            self.assign(node.target, value, node.value)
        elif isinstance(node.target, cst.Name):
            known = self.annotated(node.annotation.annotation)
            self.bind(node.target.value, known or Unknown(("declared", node.target.value, id(node))))
            if known is None:
                self.state.put(self.frame_for(node.target.value), node.target.value, ABSENT)

    def annotated(self, node: cst.BaseExpression) -> Value | None:
        """A value of the annotated type, None for types that say nothing."""
        raise NotImplementedError

    def _aug_assign(self, node: cst.AugAssign) -> None:
        current = self.eval(node.target)
        value = self.eval(node.value)
        sign = _SIGNS.get(type(node.operator), "?")
        held = self.obj(current)
        if held is not None and isinstance(current, Ref) and sign in "|+":
            other = self.obj(value)
            if sign == "|":
                self.merge_into(current, value)
            else:
                more = other.items if other is not None else value.items if isinstance(value, Tup) else ()
                grown = held.open or not (isinstance(value, Tup) or (other is not None and not other.open))
                self.state.update(current.id, items=held.items + more, open=grown)
            return
        self.assign(node.target, self.operate(sign, current, value, node), node.value)

    def merge_into(self, target: Ref, value: Value) -> None:
        """``target.update(value)`` for dicts."""
        merged = self.obj(self.merged((target, value), cst.Name("update")))
        if merged is not None:
            self.state.update(target.id, slots=merged.slots, open=merged.open)

    def assign(self, target: cst.BaseExpression, value: Value, source: cst.BaseExpression | None = None) -> None:
        """Assigns a value to a target; ``source`` is the expression that it was written as."""
        if isinstance(target, cst.Name):
            self.bind(target.value, value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            self._unpack(target, value)
        elif isinstance(target, cst.Attribute):
            self.set_attribute(self.eval(target.value), target.attr.value, value)
        elif isinstance(target, cst.Subscript):
            self._set_item(target, value, source)
        elif isinstance(target, cst.StarredElement):
            self.assign(target.value, value)

    def _unpack(self, target: cst.Tuple | cst.List, value: Value) -> None:
        count = len(target.elements)
        starred = any(isinstance(element, cst.StarredElement) for element in target.elements)
        rows: list[list[Value]] = []
        for option in options(value):
            items = self.items_of(option, target)
            if items.known and not starred and len(items.known) >= count:
                rows.append(items.known[:count])
            else:
                rows.append([self.subscript(option, Const(index), target) for index in range(count)])
        for index, element in enumerate(target.elements):
            piece = union(row[index] for row in rows)
            if isinstance(element, cst.StarredElement):
                piece = Unknown(("star", value, index), deps=deps_of(value))
                self.platform.used(self, value)
            self.assign(element.value, piece)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        """``owner.name = value``."""
        self.platform.used(self, value)
        for option in options(owner):
            held = self.obj(option)
            if isinstance(option, Unknown):
                self.state.shade(("attr", option.sym, name), value)
            elif isinstance(option, Class):
                self.state.put(option.space, name, value)
            elif held is not None and isinstance(option, (Ref, Lib)) and option.id is not None:
                self.state.put(option.id, name, value)
                if held.kind == "instance" and isinstance(held.meta, Class):
                    self.attribute_writes.setdefault((id(held.meta.node), name), []).append(value)
                    self.keep(value)

    def _set_item(self, target: cst.Subscript, value: Value, source: cst.BaseExpression | None) -> None:
        owner = self.eval(target.value)
        piece = target.slice[0].slice
        key = self.eval(piece.value) if isinstance(piece, cst.Index) else Unknown(("slice", id(target)))
        entry = self.entry_value(value, source or target)
        known = self.keys_of(key)
        self.platform.used(self, value)
        for option in options(owner):
            held = self.obj(option)
            if isinstance(option, Unknown):
                self.state.shade(("item", option, key), value)
            if held is None or not isinstance(option, (Ref, Lib)) or option.id is None:
                continue
            if held.kind == "list":
                self.state.update(option.id, items=(*held.items, entry), open=True)
            elif not known:
                self.state.update(option.id, open=True)
            for one in known:
                if held.kind != "list":
                    before = held.slots.get(one, ABSENT)
                    sure = len(known) == 1 and not isinstance(owner, OneOf)
                    self.state.put(option.id, one, entry if sure else union((entry, before)))

    def _delete(self, node: cst.Del) -> None:
        targets = node.target.elements if isinstance(node.target, cst.Tuple) else [cst.Element(node.target)]
        for element in targets:
            target = element.value
            if isinstance(target, cst.Name):
                self.state.put(self.frame_for(target.value), target.value, ABSENT)
            elif isinstance(target, cst.Subscript) and isinstance(target.slice[0].slice, cst.Index):
                owner = self.eval(target.value)
                self.removed()
                for key in self.keys_of(self.eval(target.slice[0].slice.value)):
                    if isinstance(owner, Ref):
                        self.state.drop(owner.id, key)

    def removed(self) -> None:
        """Something is taken out of a collection: in a what-if run, what was fetched is not waited for any more."""
        if self.scenario is not None:
            self.state.waits.clear()

    def _return(self, node: cst.Return) -> None:
        value = self.eval(node.value) if node.value is not None else NONE
        if self.alive:
            self.top.returns.append((self._leaving(), value))
        self.kill()

    def _leaving(self) -> State:
        state = self.state.fork()
        state.tainted = state.tainted or self.tainted > 0
        return state

    def _raise(self, node: cst.Raise) -> None:
        error = self.eval(node.exc) if node.exc is not None else None
        self.throw(error)

    def throw(self, error: Value | None) -> None:
        """Raises: the path goes on in the nearest handler."""
        if not self.alive:
            return
        state = self._leaving()
        for act in reversed(self.stack):
            if act.catchers:
                act.catchers[-1].raised.append(Raised(state, error, explicit=True))
                break
        self.kill()

    def _break(self, node: cst.Break) -> None:
        if self.top.blocks:
            self.top.blocks[-1].breaks.append(self._leaving())
        self.kill()

    def _continue(self, node: cst.Continue) -> None:
        if self.top.blocks:
            self.top.blocks[-1].continues.append(self._leaving())
        self.kill()

    def _assert(self, node: cst.Assert) -> None:
        yes, _, _ = self.branch(node.test)
        self.take(yes)

    # Branches

    def _if(self, node: cst.If) -> None:
        self.clocked = None
        yes, no, deps = self.branch(node.test)
        clocked, self.clocked = self.clocked, None
        block = self.top.blocks[-1] if self.top.blocks else None
        skips = False

        def then() -> None:
            nonlocal skips
            if clocked == "due":
                self.state.delay(UNTIL_ITS_TIME)
            before = len(block.continues) if block is not None else 0
            self.suite(node.body)
            skips = clocked == "early" and not self.alive and block is not None and len(block.continues) > before

        def otherwise() -> None:
            if skips:
                self.state.delay(UNTIL_ITS_TIME)
            self._orelse(node.orelse)

        self.split(yes, no, deps, then, otherwise)

    def _orelse(self, node: cst.If | cst.Else | None) -> None:
        if isinstance(node, cst.If):
            self._if(node)
        elif node is not None:
            self.suite(node.body)

    def split(
        self,
        yes: State | None,
        no: State | None,
        deps: frozenset[Hashable],
        then: Callable[[], None],
        otherwise: Callable[[], None],
    ) -> None:
        """Runs both sides of a decision and joins them; a side that a training's unknown decided is tainted."""
        open_decision = bool(deps) and yes is not None and no is not None and self.scenario is not None
        ends: list[State | None] = []
        self.tainted += open_decision
        for state, side in ((yes, then), (no, otherwise)):
            self.take(state)
            if self.alive:
                side()
            ends.append(self.give())
        self.tainted -= open_decision
        if not open_decision:
            self.take(join(*ends))
            return
        joined = join_depending(ends[0], ends[1], deps)
        if joined is not None and (ends[0] is None or ends[1] is None):
            joined.tainted = True
        self.take(joined)

    def _match(self, node: cst.Match) -> None:
        subject = self.eval(node.subject)
        ends: list[State | None] = []
        deps = deps_of(subject)
        pending = 0
        for case in node.cases:
            if not self.alive:
                break
            before = self.state
            verdict = self._matches(case.pattern, subject)
            if verdict is False:
                continue
            self.take(before.fork())
            words = self._words(case.pattern)
            if words is not None and verdict is None:
                self.platform.decided(self, ("in", subject, words), True)
            self._capture(case.pattern, subject)
            rest: State | None = None if verdict is True else before
            if case.guard is not None and self.alive:
                yes, no, more = self.branch(case.guard)
                deps |= more
                rest = join(rest, no)
                self.take(yes)
            if rest is not None and deps and self.scenario is not None:
                pending += 1
                self.tainted += 1
            if self.alive:
                self.suite(case.body)
            ends.append(self.give())
            self.take(rest)
        self.tainted -= pending
        ends.append(self.give())
        self.take(join(*ends))

    def _matches(self, pattern: cst.MatchPattern, subject: Value) -> bool | None:
        if isinstance(pattern, cst.MatchValue):
            value = self.eval(pattern.value)
            self.platform.compared(self, subject, value, self.place(pattern))
            return equal(subject, value)
        if isinstance(pattern, cst.MatchSingleton):
            return equal(subject, self.eval(pattern.value))
        if isinstance(pattern, cst.MatchAs):
            return True if pattern.pattern is None else self._matches(pattern.pattern, subject)
        if isinstance(pattern, cst.MatchOr):
            members = tuple(
                self.eval(element.pattern.value)
                for element in pattern.patterns
                if isinstance(element.pattern, cst.MatchValue)
            )
            if len(members) == len(pattern.patterns):
                self.platform.compared(self, subject, Tup(members), self.place(pattern))
                verdicts = {equal(subject, member) for member in members}
            else:
                verdicts = {self._matches(element.pattern, subject) for element in pattern.patterns}
            return True if True in verdicts else None if None in verdicts else False
        if isinstance(pattern, cst.MatchMapping):
            return self._matches_mapping(pattern, subject)
        return self._matches_attributes(pattern, subject) if isinstance(pattern, cst.MatchClass) else None

    def _words(self, pattern: cst.MatchPattern) -> Tup | None:
        """The constants of a pattern that is one, or alternatives of them."""
        if isinstance(pattern, cst.MatchValue):
            return Tup((self.eval(pattern.value),))
        if isinstance(pattern, cst.MatchOr):
            inner = [self._words(element.pattern) for element in pattern.patterns]
            known = [words for words in inner if words is not None]
            return Tup(tuple(item for words in known for item in words.items)) if len(known) == len(inner) else None
        if isinstance(pattern, cst.MatchAs) and pattern.pattern is not None:
            return self._words(pattern.pattern)
        return None

    def _matches_mapping(self, pattern: cst.MatchMapping, subject: Value) -> bool | None:
        verdicts: set[bool | None] = set()
        for element in pattern.elements:
            verdicts.add(self._matches(element.pattern, self.subscript(subject, self.eval(element.key), pattern)))
        return False if False in verdicts else None if None in verdicts else True

    def _matches_attributes(self, pattern: cst.MatchClass, subject: Value) -> bool | None:
        verdicts: set[bool | None] = {None} if pattern.patterns else set()
        for element in pattern.kwds:
            verdicts.add(self._matches(element.pattern, self.attribute(subject, element.key.value, pattern)))
        return False if False in verdicts else None

    def _capture(self, pattern: cst.MatchPattern, subject: Value) -> None:
        if isinstance(pattern, cst.MatchAs):
            if pattern.name is not None:
                self.bind(pattern.name.value, subject)
            if pattern.pattern is not None:
                self._capture(pattern.pattern, subject)
        elif isinstance(pattern, cst.MatchMapping):
            for element in pattern.elements:
                self._capture(element.pattern, self.subscript(subject, self.eval(element.key), pattern))
        elif isinstance(pattern, cst.MatchClass):
            for keyword in pattern.kwds:
                self._capture(keyword.pattern, self.attribute(subject, keyword.key.value, pattern))
        elif isinstance(pattern, cst.MatchSequence):
            for index, piece in enumerate(pattern.patterns):
                if isinstance(piece, cst.MatchSequenceElement):
                    self._capture(piece.value, self.subscript(subject, Const(index), pattern))
                elif piece.name is not None:
                    self.bind(piece.name.value, Unknown(("star", subject, index)))

    # Exceptions

    def _try(self, node: cst.Try | cst.TryStar) -> None:
        if node.finalbody is None:
            self._try_except(node)
            return
        act = self.top
        kept_returns, act.returns = act.returns, []
        block = act.blocks[-1] if act.blocks else None
        kept_breaks, kept_continues = (block.breaks, block.continues) if block else ([], [])
        if block:
            block.breaks, block.continues = [], []
        catcher = Catcher()
        act.catchers.append(catcher)
        self._try_except(node)
        act.catchers.pop()
        finalbody = node.finalbody.body

        def through(state: State | None) -> State | None:
            after = self.give()
            self.take(state)
            if self.alive:
                self.suite(finalbody)
            result = self.give()
            self.take(after)
            return result

        returns, act.returns = act.returns, kept_returns
        for state, value in returns:
            end = through(state)
            if end is not None:
                act.returns.append((end, value))
        if block:
            ends = [(through(s), kept_breaks) for s in block.breaks] + [(through(s), kept_continues) for s in block.continues]
            for end, kept in ends:
                if end is not None:
                    kept.append(end)
            block.breaks, block.continues = kept_breaks, kept_continues
        explicit = [raised for raised in catcher.raised if raised.explicit]
        for raised in explicit:
            end = through(raised.state)
            if end is not None:
                self._rethrow(end, raised.error)
        if self.alive:
            self.suite(finalbody)

    def _rethrow(self, state: State, error: Value | None) -> None:
        for act in reversed(self.stack):
            if act.catchers:
                act.catchers[-1].raised.append(Raised(state, error, explicit=True))
                return

    def _try_except(self, node: cst.Try | cst.TryStar) -> None:
        if not node.handlers:
            self.suite(node.body)
            if self.alive and node.orelse is not None:
                self.suite(node.orelse.body)
            return
        catcher = Catcher()
        entry = self.fork()
        self.top.catchers.append(catcher)
        self.suite(node.body)
        self.top.catchers.pop()
        if self.alive and node.orelse is not None:
            self.suite(node.orelse.body)
        ends = [self.give()]
        raised = catcher.raised
        if self.scenario is None and entry is not None and not any(not one.explicit for one in raised):
            raised = [*raised, Raised(entry, None, explicit=False)]
        for handler in node.handlers:
            caught, raised = self._caught(handler, raised)
            if caught:
                ends.append(self._handle(handler, caught))
        for one in raised:
            if one.explicit:
                self._rethrow(one.state, one.error)
        self.take(join(*ends))

    def _caught(self, handler: cst.ExceptHandler | cst.ExceptStarHandler, raised: list[Raised]) -> tuple[list[Raised], list[Raised]]:
        """What a handler catches, and what goes on to the next one."""
        if handler.type is None:
            return raised, []
        kinds = self.eval(handler.type)
        caught, rest = [], []
        for one in raised:
            verdict = self._catches(kinds, one)
            if verdict is not False:
                caught.append(one)
            if verdict is not True:
                rest.append(one)
        return caught, rest

    def _catches(self, kinds: Value, raised: Raised) -> bool | None:
        """Whether an ``except`` for ``kinds`` catches: an implicit error may be of any kind."""
        verdicts: set[bool | None] = set()
        for kind in kinds.items if isinstance(kinds, Tup) else options(kinds):
            if isinstance(kind, Lib) and kind.path in ("builtins.Exception", "builtins.BaseException"):
                verdicts.add(True)
            elif not raised.explicit or raised.error is None:
                verdicts.add(None)
            else:
                verdicts.update(self._is_kind(error, kind) for error in options(raised.error))
        return True if True in verdicts else None if None in verdicts else False

    def _is_kind(self, error: Value, kind: Value) -> bool | None:
        held = self.obj(error)
        cls = held.meta if held is not None and isinstance(held.meta, Class) else error
        if isinstance(cls, Class) and isinstance(kind, Class):
            return any(c.node is kind.node for c in self.ancestry(cls))
        if isinstance(cls, Class) and isinstance(kind, Lib):
            bases = [base for c in self.ancestry(cls) for base in c.bases]
            return True if any(isinstance(b, Lib) and b.path == kind.path for b in bases) else False
        if isinstance(cls, Lib) and isinstance(kind, Class):
            return False
        if isinstance(cls, Lib) and isinstance(kind, Lib):
            return _library_error(cls.path.removesuffix("()"), kind.path)
        return None

    def ancestry(self, cls: Class) -> list[Class]:
        """A class and the project classes that it inherits from, nearest first."""
        found, queue = [], [cls]
        while queue and len(found) < 50:
            one = queue.pop(0)
            if all(one.node is not known.node for known in found):
                found.append(one)
                queue.extend(base for base in one.bases if isinstance(base, Class))
        return found

    def _handle(self, handler: cst.ExceptHandler | cst.ExceptStarHandler, caught: list[Raised]) -> State | None:
        self.take(join(*(one.state.fork() for one in caught)))
        if handler.type is not None and self.alive:
            self.platform.caught(self, self.eval(handler.type))
        if isinstance(handler.name, cst.AsName) and isinstance(handler.name.name, cst.Name):
            explicit = [one.error for one in caught if one.error is not None]
            known = union(explicit) if explicit and len(explicit) == len(caught) else self.fresh(self.place(handler))
            self.bind(handler.name.name.value, known)
        self.suite(handler.body)
        return self.give()

    # Definitions

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
        self.classes.append(made)
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
        known = constant(tree.module.code, module.path, name) if tree is not None else None
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
            self.run(tree.module.body)
        finally:
            self.stack.remove(act)
            self.tree = outer
        if not self.alive:
            self.take(entry)
        return Module(path, frame)

    def _with(self, node: cst.With) -> None:
        entered: list[Value] = []
        quiet = bound = 0
        catcher = None
        for item in node.items:
            value = self.eval(item.item)
            kind = self.block_kind(value)
            quiet += kind == "raises"
            bound += kind == "deadline"
            if kind == "suppress":
                catcher = Catcher()
            result = self.enter(value, item.item)
            entered.append(value)
            if item.asname is not None:
                self.assign(item.asname.name, result)
        self.muted += quiet
        self.bounded += bound
        if catcher is not None:
            self.top.catchers.append(catcher)
        try:
            self.suite(node.body)
        finally:
            self.muted -= quiet
            self.bounded -= bound
            if catcher is not None:
                self.top.catchers.pop()
        ends = [self.give()]
        if catcher is not None:
            ends += [one.state for one in catcher.raised]
        if quiet and ends[0] is None:
            self.take(None)
        self.take(join(*ends))
        for value in entered:
            self.platform.leave(self, value)

    def block_kind(self, value: Value) -> str | None:
        """What a ``with`` block over this value does: ``raises``, ``deadline``, ``suppress``, or nothing special."""
        paths = {option.path for option in options(value) if isinstance(option, Lib)}
        for kind, known in _BLOCKS.items():
            if paths & known:
                return kind
        if any(isinstance(option, Method) and option.name in ("assertRaises", "assertRaisesRegex") for option in options(value)):
            return "raises"
        if any(isinstance(o, Unknown) and "raises" in o.tags for o in options(value)):
            return "raises"
        return None

    def enter(self, value: Value, node: cst.BaseExpression) -> Value:
        """What ``with value as x`` binds to x."""
        raise NotImplementedError


class ClassScope(Scope):
    """The scope of a class body: its names are not seen from inside functions."""


def dotted(node: cst.BaseExpression) -> str:
    """The text of a dotted name."""
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _library_error(raised: str, kind: str) -> bool | None:
    if raised == kind or raised.rpartition(".")[2] == kind.rpartition(".")[2]:
        return True
    if raised.startswith("builtins.") and kind.startswith("builtins."):
        builtin = __import__("builtins")
        one, other = getattr(builtin, raised[9:], None), getattr(builtin, kind[9:], None)
        if isinstance(one, type) and isinstance(other, type):
            return issubclass(one, other)
    if raised.startswith("builtins."):
        return False
    return None


_BLOCKS: dict[str, frozenset[str]] = {
    "raises": frozenset({"pytest.raises()", "unittest.TestCase().assertRaises()"}),
    "suppress": frozenset({"contextlib.suppress()"}),
    "deadline": frozenset(
        {
            "asyncio.timeout()",
            "asyncio.timeout_at()",
            "async_timeout.timeout()",
            "anyio.fail_after()",
            "anyio.move_on_after()",
            "trio.fail_after()",
            "trio.move_on_after()",
            "trio.fail_at()",
            "trio.move_on_at()",
            "gevent.Timeout()",
            "eventlet.Timeout()",
            "eventlet.timeout.Timeout()",
            "stopit.ThreadingTimeout()",
            "stopit.SignalTimeout()",
        }
    ),
}
_HANDLERS: dict[type[cst.CSTNode], Callable[[Statements, Any], None]] = {
    cst.SimpleStatementLine: Statements._line,
    cst.Expr: Statements._expr,
    cst.Assign: Statements._assign,
    cst.AnnAssign: Statements._ann_assign,
    cst.AugAssign: Statements._aug_assign,
    cst.Del: Statements._delete,
    cst.Return: Statements._return,
    cst.Raise: Statements._raise,
    cst.Break: Statements._break,
    cst.Continue: Statements._continue,
    cst.Assert: Statements._assert,
    cst.If: Statements._if,
    cst.Match: Statements._match,
    cst.Try: Statements._try,
    cst.TryStar: Statements._try,
    cst.FunctionDef: Statements._function,
    cst.ClassDef: Statements._class,
    cst.Import: Statements._import,
    cst.ImportFrom: Statements._import_from,
    cst.With: Statements._with,
    cst.While: lambda machine, node: machine.loop(node),
    cst.For: lambda machine, node: machine.loop(node),
}
