"""``raise``, ``try``, ``except`` and ``finally``."""

from __future__ import annotations

import libcst as cst

from replint.values.branches import Branching
from replint.values.domain import (
    Class,
    Lib,
    Tup,
    Value,
    options,
    union,
)
from replint.values.machine import Catcher, Raised
from replint.values.state import State, join


class Exceptions(Branching):
    """Exception semantics."""

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
            ends = [(through(s), kept_breaks) for s in block.breaks] + [
                (through(s), kept_continues) for s in block.continues
            ]
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
        catcher = Catcher(named=_named(node))
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

    def _caught(
        self, handler: cst.ExceptHandler | cst.ExceptStarHandler, raised: list[Raised]
    ) -> tuple[list[Raised], list[Raised]]:
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
            return any(isinstance(b, Lib) and b.path == kind.path for b in bases)
        if isinstance(cls, Lib) and isinstance(kind, Class):
            return False
        if isinstance(cls, Lib) and isinstance(kind, Lib):
            return _library_error(cls.path.removesuffix("()"), kind.path)
        return None

    def ancestry(self, cls: Class) -> list[Class]:
        """A class and the project classes that it inherits from, nearest first."""
        found: list[Class] = []
        queue = [cls]
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


def _named(node: cst.Try | cst.TryStar) -> frozenset[str]:
    """The last words of the errors that the handlers of a ``try`` name."""
    kinds: list[cst.BaseExpression] = [handler.type for handler in node.handlers if handler.type is not None]
    for kind in list(kinds):
        if isinstance(kind, cst.Tuple):
            kinds += [element.value for element in kind.elements]
    words = [kind.attr if isinstance(kind, cst.Attribute) else kind for kind in kinds]
    return frozenset(word.value for word in words if isinstance(word, cst.Name))


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
