"""What the interpreter sees on its way: values passed on, compared and named, and what the paths then know."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from replint.facts.building import Builder
from replint.facts.errors import leaves_open
from replint.facts.objects import Polls, RemoteMeta, ResponseMeta, is_status, settle, training_of, words_of
from replint.facts.reading import Reading
from replint.facts.records import Facts, Retention, StaleWait, StatusTest
from replint.replicate_api.statuses import ALL
from replint.replicate_api.tokens import find_tokens
from replint.syntax.tree import Place
from replint.values.domain import Const, Ref, Text, Tup, Unknown, Value, options
from replint.values.interpreter import Interpreter
from replint.values.machine import Machine, Repetition
from replint.values.state import State


class Watching:
    """Records the facts that lie in what happens to values, not in a call."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.builder = Builder(facts)
        self.polls = Polls(facts)
        self.reading = Reading(facts)

    # Paths

    def caught(self, machine: Interpreter, kinds: Value) -> None:
        """An error that proves that nothing was started may be answered with another try."""
        if not leaves_open(machine, kinds):
            marks = machine.state.marks
            machine.state.marks = frozenset(m for m in marks if not (isinstance(m, tuple) and m[:1] == ("attempt",)))

    def narrowed(self, machine: Interpreter, value: Value) -> None:
        """A variable may have been told to hold a training, not None."""
        self.reading.narrowed(machine, value)

    def decided(self, machine: Interpreter, condition: Hashable, side: bool) -> None:
        """A path that knows its training's status, or that a 429 came, is on safer ground."""
        self.reading.decided(machine, condition, side)
        if isinstance(condition, tuple) and condition[:1] in (("==",), ("in",)) and isinstance(condition[1], Value):
            for option in options(condition[1]):
                if isinstance(option, Unknown) and "status" in option.tags:
                    self.polls.tested(machine, option)

    def round(self, machine: Interpreter, repetition: Repetition) -> None:
        """A loop has run: one that waits for a status that stays as it is is a fact."""
        waits = repetition.waited or isinstance(repetition.place.node, cst.While)
        if not repetition.polled:
            repetition.stale -= repetition.words
        if repetition.stale and not repetition.refreshed and waits:
            self.facts.stale.append(StaleWait(repetition.place, repetition.polled))

    def test_count(self) -> int:
        """How many tests were seen so far."""
        return len(self.facts.tests)

    def group_tests(self, first: int) -> None:
        """The tests since ``first`` are parts of one: a word is judged with all its neighbours."""
        parts = self.facts.tests[first:]
        if len(parts) > 1:
            words = tuple(dict.fromkeys(word for part in parts for word in part.words))
            self.facts.tests[first:] = [StatusTest(parts[0].place, words)]

    def built(self, machine: Machine, value: Value, place: Place) -> None:
        """A text put together may be a token that no single piece shows, or a version made of a training's id."""
        if machine.recording:
            for option in options(value):
                self.reading.composed(option, place)
                text = option.value if isinstance(option, Const) else None
                if isinstance(text, str) and "r8_" in text and find_tokens(text):
                    self.facts.built_tokens.append(place)

    # Values

    def used(self, machine: Machine, value: Value, depth: int = 0) -> None:
        """A value is passed on, stored or returned: trainings in it are kept."""
        for option in options(value):
            if isinstance(option, Tup) and depth < 4:
                for item in option.items:
                    self.used(machine, item, depth + 1)
            elif isinstance(option, (Unknown, Text)):
                self._id_used(option)
            if not isinstance(option, Ref):
                continue
            held = machine.obj(option)
            if held is None:
                continue
            if isinstance(held.meta, RemoteMeta) and held.meta.retention is not None:
                held.meta.retention.kept = True
            elif (
                isinstance(held.meta, ResponseMeta)
                and held.meta.remote is not None
                and held.meta.remote.retention is not None
            ):
                held.meta.remote.retention.kept = True
            elif held.kind in ("list", "dict") and depth < 4:
                for item in (*held.items, *held.slots.values()):
                    self.used(machine, item, depth + 1)

    def _id_used(self, value: Unknown | Text) -> None:
        for part in (value,) if isinstance(value, Unknown) else value.parts:
            retention = self._retention_of(part) if isinstance(part, Unknown) else None
            if retention is not None:
                retention.kept = True

    def _retention_of(self, value: Value) -> Retention | None:
        """What becomes of the training whose id a value is."""
        key = training_of(value)
        return self.builder.retentions.get(key) if key is not None else None

    def discarded(self, machine: Machine, value: Value) -> None:
        """The value of an expression that stands alone is thrown away."""
        retention = self._retention_of(value)
        if retention is not None and machine.recording:
            retention.ids_thrown += 1

    def named(self, machine: Machine, name: str, value: Value) -> None:
        """A value is bound to a name."""
        if not isinstance(value, Ref):
            return
        held = machine.obj(value)
        if held is not None and isinstance(held.meta, RemoteMeta) and held.meta.retention is not None:
            held.meta.retention.name = name

    def returned(self, machine: Machine, value: Value, place: Place) -> None:
        """A project function hands a training to its caller."""
        for option in options(value):
            held = machine.obj(option)
            meta = held.meta if held is not None else None
            if isinstance(meta, ResponseMeta):
                meta = meta.remote
            retention = meta.retention if isinstance(meta, RemoteMeta) else self._retention_of(option)
            if retention is not None:
                retention.returned = place

    def compared(self, machine: Machine, left: Value, right: Value, place: Place) -> None:
        """A comparison: with a training's status, its words are a fact."""
        if machine.scenario is not None:
            told = any(isinstance(one, Const) and one.deps for side in (left, right) for one in options(side))
            machine.scenario.seen = machine.scenario.seen or told
        if not machine.recording:
            return
        self.polls.word_tested(machine, left, words_of(machine, right), place)
        for one, other in ((left, right), (right, left)):
            tags = {tag for option in options(one) if isinstance(option, Unknown) for tag in option.tags}
            for option in options(one):
                if isinstance(option, Unknown) and "status" in option.tags:
                    self.polls.tested(machine, option)
            if "status" in tags and not is_status(other) and _only_a_status(one):
                words = words_of(machine, other)
                if "upper" in tags:
                    words = [
                        Const(w.value.lower(), at=w.at) if isinstance(w, Const) and w.value.isupper() else w
                        for w in words
                    ]
                if words:
                    self.facts.tests.append(StatusTest(place, tuple(words)))
                return

    def looked_up(self, key: Value, machine: Machine) -> None:
        """An entry is looked up under a key: under a training's status, that is a look at how it stands."""
        self.reading.looked_up(machine, key)

    def settle(self, state: State, status: str) -> None:
        """Before a what-if run."""
        settle(state, status)

    def ended(self, repetition: Repetition, bounded: bool | None, uncovered: frozenset[str], seen: bool) -> None:
        """A repetition was tried with every status."""
        self.polls.ended(repetition, bounded, uncovered, seen)


def _only_a_status(value: Value) -> bool:
    """Whether a value is nothing but a training's status: one that may also be the project's own word is left alone."""
    return all(
        (isinstance(option, Unknown) and "status" in option.tags)
        or (isinstance(option, Const) and (option.value is None or option.value in ALL))
        for option in options(value)
    )
