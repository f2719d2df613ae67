"""``if`` and ``match``: both sides of a decision, and where they meet."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

import libcst as cst

from replint.values.assignments import Assignments
from replint.values.domain import (
    Const,
    Tup,
    Unknown,
    Value,
    deps_of,
)
from replint.values.operators import equal
from replint.values.state import State, join, join_depending
from replint.values.waits import Wait

UNTIL_ITS_TIME = Wait(0.0, math.inf, known=False)
"""The delay on a path that a look at the clock has opened: until it was time, nobody knows how long."""


class Branching(Assignments):
    """Branch semantics."""

    def _leaving(self) -> State:
        state = self.state.fork()
        state.tainted = state.tainted or self.tainted > 0
        return state

    def _assert(self, node: cst.Assert) -> None:
        yes, _, _ = self.branch(node.test)
        self.take(yes)

    def _if(self, node: cst.If) -> None:
        self.clock_reading()
        yes, no, deps = self.branch(node.test)
        clocked = self.clock_reading()
        block = self.top.blocks[-1] if self.top.blocks else None
        skipped: list[bool] = []

        def then() -> None:
            if clocked == "due":
                self.state.delay(UNTIL_ITS_TIME)
            before = len(block.continues) if block is not None else 0
            self.suite(node.body)
            if clocked == "early" and not self.alive and block is not None and len(block.continues) > before:
                skipped.append(True)

        def otherwise() -> None:
            if skipped:
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
            if verdict is None:
                self._decide(case.pattern, subject)
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

    def _decide(self, pattern: cst.MatchPattern, subject: Value) -> None:
        """The path on which a pattern fits: what it says of the subject, and of its entries and attributes, holds."""
        words = self._words(pattern)
        if words is not None:
            self.platform.decided(self, ("in", subject, words), True)
        elif isinstance(pattern, cst.MatchAs) and pattern.pattern is not None:
            self._decide(pattern.pattern, subject)
        for inner, part in self._parts(pattern, subject):
            self._decide(inner, part)

    def _parts(self, pattern: cst.MatchPattern, subject: Value) -> list[tuple[cst.MatchPattern, Value]]:
        """The patterns within a pattern of entries or attributes, each with what it is matched with."""
        with self.silently():
            if isinstance(pattern, cst.MatchMapping):
                return [(e.pattern, self.subscript(subject, self.eval(e.key), pattern)) for e in pattern.elements]
            if isinstance(pattern, cst.MatchClass):
                return [(e.pattern, self.attribute(subject, e.key.value, pattern)) for e in pattern.kwds]
        return []

    def _matches_mapping(self, pattern: cst.MatchMapping, subject: Value) -> bool | None:
        verdicts = {self._matches(inner, part) for inner, part in self._parts(pattern, subject)}
        return False if False in verdicts else None if None in verdicts else True

    def _matches_attributes(self, pattern: cst.MatchClass, subject: Value) -> bool | None:
        verdicts = {self._matches(inner, part) for inner, part in self._parts(pattern, subject)}
        verdicts |= {None} if pattern.patterns else set()
        return False if False in verdicts else None

    def _capture(self, pattern: cst.MatchPattern, subject: Value) -> None:
        if isinstance(pattern, cst.MatchAs):
            if pattern.name is not None:
                self.bind(pattern.name.value, subject)
            if pattern.pattern is not None:
                self._capture(pattern.pattern, subject)
        for inner, part in self._parts(pattern, subject):
            self._capture(inner, part)
        if isinstance(pattern, cst.MatchSequence):
            for index, piece in enumerate(pattern.patterns):
                if isinstance(piece, cst.MatchSequenceElement):
                    self._capture(piece.value, self.subscript(subject, Const(index), pattern))
                elif piece.name is not None:
                    self.bind(piece.name.value, Unknown(("star", subject, index)))
