"""Runs loops round by round, then once more for any number of further rounds; and what-if runs of polling loops."""

from __future__ import annotations

import math
from collections.abc import Callable

import libcst as cst

from replint.syntax.walk import nodes
from replint.values.branches import UNTIL_ITS_TIME
from replint.values.domain import Args, Func, Unknown, Value
from replint.values.items import Items
from replint.values.machine import Block, Catcher, Repetition, Scenario
from replint.values.scope import bound_in
from replint.values.state import State, join, stable, widen
from replint.values.statements import Statements

MOST_POLL_ROUNDS = 40
MOST_ROUNDS = 8
MOST_WAITING_ROUNDS = 64
MOST_NESTED_ROUNDS = 100
"""How often the body of the innermost of nested loops may be run. One that would be run more often has two rounds, the
first one and one for all further ones, and if that is too much only the latter. What may poll is never cut short."""
TERMINAL = ("succeeded", "failed", "canceled")

RUNNING = ("starting", "processing")

Head = Callable[[int | None], tuple[State | None, State | None]]


class Loops(Statements):
    """Loop semantics."""

    def loop(self, node: cst.While | cst.For) -> None:
        """Runs a ``while`` or ``for`` loop."""
        if isinstance(node, cst.For):
            source = self._iterated(self.resolve(self.eval(node.iter), node.iter), node.iter)
            held = self.obj(source)
            if held is not None and held.kind == "generator":
                self.consume(node, source)
                return
            items = self.items_of(source, node)
            head, limit = self._for_head(node, items), max(2, min(len(items.known), MOST_ROUNDS) + 1)
            self.repeat(node, head, limit, lambda: self.suite(node.body), items.hidden)
            if self.alive:
                self.copied_in(node)
        else:
            self.repeat(node, self._while_head(node), 2, lambda: self.suite(node.body))

    def _iterated(self, value: Value, node: cst.BaseExpression) -> Value:
        """What ``iter`` makes of an object of the project: a generator, or an iterator of its own."""
        held = self.obj(value)
        if held is None or held.kind != "instance":
            return value
        for start, step in (("__iter__", "__next__"), ("__aiter__", "__anext__")):
            begin = self.attribute(value, start, node)
            if not isinstance(begin, Func):
                continue
            source = self.resolve(self.call(begin, Args(), node), node)
            return self._stepping(source, step, node)
        return value

    def _stepping(self, source: Value, step: str, node: cst.BaseExpression) -> Value:
        """An iterator whose method ``step`` gives the next element; anything else as it is."""
        advance = self.attribute(source, step, node) if self.obj(source) is not None else source
        if not isinstance(advance, Func):
            return source
        return self.new("iterator", meta=lambda index: self.resolve(self.call(advance, Args(), node), node))

    def _for_head(self, node: cst.For, items: Items) -> Head:
        def head(index: int | None) -> tuple[State | None, State | None]:
            if index is None:
                value, ends = items.any(), not items.endless
            else:
                value, ends = items.at(index), items.may_end(index)
            out = self.fork() if ends else None
            if value is None:
                return None, out
            self.taken_from_list(value)
            self.assign(node.target, value)
            into = self.give()
            if items.hidden and self.scenario is not None:
                for state in (into, out):
                    if state is not None:
                        state.tainted = True
            return into, out

        return head

    def _while_head(self, node: cst.While) -> Head:
        def head(index: int | None) -> tuple[State | None, State | None]:
            self.clock_reading()
            yes, no, deps = self.branch(node.test)
            if self.clock_reading() == "early" and no is not None:
                no.delay(UNTIL_ITS_TIME)
            if self.scenario is not None and deps and yes is not None and no is not None:
                yes.tainted = no.tainted = True
            return yes, no

        return head

    def repeat(
        self, node: cst.While | cst.For, head: Head, limit: int, body: Callable[[], None], varies: bool = False
    ) -> None:
        """Runs a loop; a loop found to poll is then tried with every status that a training can have."""
        key = ("loop", id(node), tuple(id(place.node) for place in self.context))
        repetition = Repetition(key, "loop", self.place(node), self.top.func, depth=len(self.stack), varies=varies)
        entry = self.fork()
        breaks, out = self._rounds(repetition, head, limit, body)
        self.take(out)
        if self.alive and node.orelse is not None:
            self.suite(node.orelse.body)
        after = join(self.give(), *breaks)
        if self.scenario is None and not self.muted:
            self.platform.round(self, repetition)
        if repetition.polled and self.scenario is None and not self.muted and entry is not None:
            self._try_statuses(repetition, entry, lambda: self._round_ends(repetition, head, body))
        self.take(after)

    def _round_ends(self, repetition: Repetition, head: Head, body: Callable[[], None]) -> list[State]:
        breaks, out = self._rounds(repetition, head, 3, body)
        return [*breaks, *([out] if out is not None else [])]

    def _rounds(
        self, repetition: Repetition, head: Head, limit: int, body: Callable[[], None]
    ) -> tuple[list[State], State | None]:
        """The states in which ``break`` left the loop, and the one in which it ended by itself."""
        act, block, exits = self.top, Block(), []
        limit = self._affordable(repetition.place.node, limit)
        repetition.rounds = limit + 1
        act.blocks.append(block)
        self.repetitions.append(repetition)
        try:
            self.state.enter(repetition.key)
            if not limit:
                exits += self._any_round(repetition, head, body, block)
            for index in range(MOST_WAITING_ROUNDS if limit else 0):
                repetition.step = index
                before = self.fork()
                back, out = self._round(repetition, head, index, body, block)
                exits.append(out)
                if back is None or before is None:
                    break
                last = index + 1 >= self._most_rounds(repetition, limit, before, back, sure=out is None)
                varies = repetition.varies and repetition.polled
                if last or (not varies and index > 0 and stable(before, back) and before.waits == back.waits):
                    repetition.step = None
                    self.take(widen(before, back))
                    back, out = self._round(repetition, head, None, body, block)
                    exits.append(out)
                    self.take(back)
                    if self.alive:
                        exits.append(head(None)[1])
                    break
                self.take(back)
        finally:
            act.blocks.pop()
            self.repetitions.pop()
        return block.breaks, join(*exits)

    def _affordable(self, node: cst.CSTNode, limit: int) -> int:
        """How many of a loop's rounds are run one by one inside the loops around it; 0 for one that is deep inside."""
        around = math.prod(one.rounds for one in self.repetitions)
        if around * (limit + 1) <= MOST_NESTED_ROUNDS or self._may_poll(node):
            return limit
        return 1 if around * 2 <= MOST_NESTED_ROUNDS else 0

    def _any_round(
        self, repetition: Repetition, head: Head, body: Callable[[], None], block: Block
    ) -> list[State | None]:
        """Runs a loop's body once for all its rounds: what it assigns can be anything. Gives how the loop can end."""
        repetition.step = None
        for name in self._bound_in(repetition.place.node):
            self.state.put(self.frame_for(name), name, Unknown(("any round", self.tick(), name)))
        before = self.fork()
        back, out = self._round(repetition, head, None, body, block)
        if back is None or before is None:
            return [out]
        self.take(widen(before, back))
        return [out, head(None)[1]]

    def _may_poll(self, loop: cst.CSTNode) -> bool:
        """Whether a loop can have to do with the platform, and none inside it does."""
        known = self.polling.get(id(loop))
        if known is None:
            inner = [node for node in nodes(loop) if node is not loop and isinstance(node, (cst.For, cst.While))]
            concerned = self.reach is None or self.reach.statement(self.tree, loop)
            known = self.polling[id(loop)] = concerned and not any(map(self._may_poll, inner))
        return known

    def _bound_in(self, loop: cst.CSTNode) -> frozenset[str]:
        """The names that a loop binds, read once."""
        found = self.bound.get(id(loop))
        if found is None and isinstance(loop, (cst.For, cst.While)):
            found = self.bound[id(loop)] = frozenset(bound_in(loop))
        return found or frozenset()

    def _most_rounds(self, repetition: Repetition, limit: int, before: State, back: State, sure: bool) -> int:
        """How many rounds to run one by one: many where the paces of a poll, or delays that add up, are at stake."""
        if self.scenario is None and (repetition.polled or repetition.long or self.long):
            return MOST_POLL_ROUNDS
        same = before.waits.keys() == back.waits.keys()
        if sure and same and before.waits != back.waits and not repetition.polled:
            return MOST_WAITING_ROUNDS
        return limit

    def _round(
        self, repetition: Repetition, head: Head, index: int | None, body: Callable[[], None], block: Block
    ) -> tuple[State | None, State | None]:
        into, out = head(index)
        self.take(into)
        if self.alive:
            body()
        back = join(self.give(), *block.continues)
        block.continues = []
        if back is not None:
            back.cross(repetition.key)
        return back, out

    def _try_statuses(self, repetition: Repetition, entry: State, run: Callable[[], list[State]]) -> None:
        """Runs a repetition once per status, to see whether it ends with each, and whether it can end without."""
        uncovered: set[str] = set()
        bounded: bool | None = False
        seen = False
        for status in (*RUNNING, *TERMINAL):
            for initial in ("starting", "processing"):
                scenario, ends = self._what_if(repetition, entry.fork(), Scenario(repetition.key, status, initial), run)
                if scenario.fetches:
                    break
            again, seen = scenario.again, seen or scenario.seen
            if status in RUNNING:
                free = [state for state in ends if not state.tainted]
                found = True if free else None if ends else False
                bounded = found if status == RUNNING[0] else _less(bounded, found)
            elif again:
                uncovered.add(status)
        if self.bounded or repetition.bounded:
            bounded = True
        self.platform.ended(repetition, bounded, frozenset(uncovered), seen)

    def _what_if(
        self, repetition: Repetition, entry: State, scenario: Scenario, run: Callable[[], list[State]]
    ) -> tuple[Scenario, list[State]]:
        act, catcher = self.top, Catcher()
        kept, act.returns = act.returns, []
        act.catchers.append(catcher)
        self.scenario = scenario
        kept_taint, self.tainted = self.tainted, 0
        entry.tainted = False
        self.platform.settle(entry, scenario.initial)
        self.take(entry)
        try:
            ends = run()
            ends += [state for state, _ in act.returns]
            ends += [one.state for one in catcher.raised if one.explicit]
        finally:
            act.returns = kept
            act.catchers.pop()
            self.scenario = None
            self.tainted = kept_taint
        return scenario, [state for state in ends if scenario.fetches]

    # Generators

    def consume(self, node: cst.For, source: Value) -> None:
        """``for x in generator()``: runs the generator's body, and the loop's body at each of its yields."""
        held = self.obj(source)
        key = ("loop", id(node), tuple(id(place.node) for place in self.context))
        repetition = Repetition(key, "loop", self.place(node), self.top.func)
        entry = self.fork()

        def run() -> list[State]:
            block = Block()
            if held is not None:
                repetition.step = -1
                self.state.enter(key)
                self.generate(held.meta[0], held.meta[1], node, self._at_yield(node, repetition, block))
            end = self.give()
            return [*block.breaks, *([end] if end is not None else [])]

        ends = run()
        breaks, end = (ends[:-1], ends[-1]) if self.alive else (ends, None)
        self.take(end)
        if self.alive and node.orelse is not None:
            self.suite(node.orelse.body)
        after = join(self.give(), *breaks)
        if repetition.polled and self.scenario is None and not self.muted and entry is not None:
            self._try_statuses(repetition, entry, run)
        self.take(after)

    def _at_yield(self, node: cst.For, repetition: Repetition, block: Block) -> Callable[[Value], None]:
        """Runs the body of a ``for`` loop over a generator, in the midst of the generator's own body."""
        consumer, depth, outside = self.top, len(self.stack), len(self.repetitions)

        def at_yield(value: Value) -> None:
            inner, tree = self.stack[depth:], self.tree
            del self.stack[depth:]
            self.tree = consumer.tree
            self.repetitions.append(repetition)
            repetition.step = (repetition.step or 0) + 1
            consumer.blocks.append(block)
            self.assign(node.target, value)
            self.suite(node.body)
            consumer.blocks.pop()
            self.take(join(self.give(), *block.continues))
            block.continues = []
            self.state.cross(repetition.key)
            self.repetitions.pop()
            for own in self.repetitions[outside:]:
                own.long = own.long or repetition.polled
            self.stack.extend(inner)
            self.tree = tree

        return at_yield


def _less(one: bool | None, other: bool | None) -> bool | None:
    """The weaker of two verdicts: False before unknown before True."""
    return False if False in (one, other) else None if None in (one, other) else True


def depends_on_round(sym: object, loops: frozenset[int]) -> bool:
    """Whether a symbol names an element that one of these ``for`` loops goes over."""
    if isinstance(sym, tuple):
        if len(sym) > 1 and sym[0] == "elem" and sym[1] in loops:
            return True
        return any(depends_on_round(part, loops) for part in sym)
    if isinstance(sym, Unknown):
        return depends_on_round(sym.sym, loops)
    if isinstance(sym, Value) and hasattr(sym, "parts"):
        return any(depends_on_round(part, loops) for part in sym.parts)
    return False
