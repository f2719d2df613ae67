"""Executes statements: assignments, branches, exceptions, definitions and imports, path by path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from replint.values.definitions import Definitions
from replint.values.domain import (
    NONE,
    Lib,
    Method,
    Unknown,
    Value,
    options,
)
from replint.values.machine import Catcher
from replint.values.state import join


class Statements(Definitions):
    """Statement semantics; loops are the subclass's."""

    def run(self, body: Sequence[cst.BaseStatement | cst.BaseSmallStatement]) -> None:
        """Executes statements until none is left or no path goes on."""
        for statement in body:
            if not self.alive:
                return
            self.step(self.state.burden())
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
            value = self.resolve(value, node.value)
        self.platform.discarded(self, value)

    def _return(self, node: cst.Return) -> None:
        value = self.eval(node.value) if node.value is not None else NONE
        if self.alive:
            self.top.returns.append((self._leaving(), value))
        self.kill()

    def _break(self, node: cst.Break) -> None:
        if self.top.blocks:
            self.top.blocks[-1].breaks.append(self._leaving())
        self.kill()

    def _continue(self, node: cst.Continue) -> None:
        if self.top.blocks:
            self.top.blocks[-1].continues.append(self._leaving())
        self.kill()

    # Branches

    # Exceptions

    # Definitions

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
            if paths & known and not (kind == "deadline" and self._endless(value)):
                return kind
        if any(
            isinstance(option, Method) and option.name in ("assertRaises", "assertRaisesRegex")
            for option in options(value)
        ):
            return "raises"
        if any(isinstance(o, Unknown) and "raises" in o.tags for o in options(value)):
            return "raises"
        return None

    def _endless(self, value: Value) -> bool:
        """Whether a deadline is given as None: there is none then."""
        held = self.obj(value)
        return held is not None and NONE in (held.slots.get(key) for key in (0, "delay", "when", "seconds", "timeout"))


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
            "anyio.CancelScope()",
            "trio.CancelScope()",
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
