"""The API's objects in the interpreter: trainings and predictions, responses and their bodies, URLs of an object."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import libcst as cst

from replint.facts.records import Facts, Gap, Poll, Retention
from replint.plain import dataclass
from replint.syntax.tree import Place
from replint.values.domain import NONE, Const, Ref, Text, Tup, Unknown, Value, options
from replint.values.items import entry_place
from replint.values.loops import RUNNING, depends_on_round
from replint.values.machine import Machine, Repetition
from replint.values.state import Heap, State
from replint.values.waits import Wait

TEXT_METHODS = frozenset({"lower", "upper", "strip", "casefold", "rstrip", "lstrip", "encode", "decode"})
_ENDED = ("succeeded", "failed", "canceled")


@dataclass(frozen=True)
class RemoteMeta:
    """Which remote object a value is: ``kind`` is ``training`` or ``prediction``; ``key`` its identity.

    ``via`` tells which kind of object holds it: ``v1``, ``v2``, ``sdk`` (either of them) or ``http`` (a dict).
    """

    kind: str
    key: Hashable
    retention: Retention | None = None
    via: str = "http"


@dataclass(frozen=True)
class ResponseMeta:
    """An HTTP response: what its JSON body is (None: nothing that is known).

    ``tag`` says what else the body is: ``trainings``, a ``model``, its ``versions``.
    """

    remote: RemoteMeta | None
    status: Value
    tag: str | None = None


def identity(value: Value) -> Hashable:
    """The identity of the object that an id names: the same for the id of a known object, else the id itself."""
    if isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "id":
        key: Hashable = value.sym[1]
        return key
    if isinstance(value, Unknown):
        return value.sym
    return value


def remote(machine: Machine, meta: RemoteMeta, place: Place, status: Value | None = None) -> Ref:
    """A training or prediction object with a status."""
    if status is None:
        deps = frozenset({meta.key}) if meta.kind == "training" else frozenset[Hashable]()
        tags = frozenset({"status"}) if meta.kind == "training" else frozenset[str]()
        status = Unknown(("status", meta.key, machine.tick()), tags=tags, deps=deps)
    return machine.new(meta.kind, {"status": status}, meta=meta, at=place)


def settle(state: State, status: str) -> None:
    """Before a what-if run: every training has this status."""
    starting = Const(status)
    for ref in _with_status(state.heap):
        held = state.heap[ref]
        if any(_is_status(value) for value in held.slots.values()):
            slots = {key: starting if _is_status(value) else value for key, value in held.slots.items()}
            state.heap[ref] = replace(held, slots=slots)


def _with_status(heap: Heap) -> list[int]:
    """The objects that hold a status in any layer, those of lower layers first; each lower layer is searched once."""
    found: dict[int, None] = {}
    for layer in reversed(heap.layers()):
        known = layer.holders.get(_with_status)
        if known is None:
            known = [ref for ref, held in layer.own.items() if any(map(_is_status, held.slots.values()))]
            if layer is not heap:
                layer.holders[_with_status] = known
        found.update(dict.fromkeys(known))
    return list(found)


def _is_status(value: Value) -> bool:
    return isinstance(value, Unknown) and "status" in value.tags


class Polls:
    """Records which repetitions fetch the same training again, and after what delay."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._of: dict[Hashable, list[Poll]] = {}

    def fetched(self, machine: Machine, meta: RemoteMeta, place: Place) -> Ref:
        """A training is fetched: closes the wait since its last fetch and gives the fresh object."""
        if meta.kind != "training":
            machine.may_raise()
            return remote(machine, meta, place)
        scenario = machine.scenario
        state = machine.state
        for wait in state.waits.get(meta.key, frozenset()):
            repetition = self._repetition(machine, wait, meta.key)
            if repetition is None:
                continue
            if scenario is not None:
                clear = not (wait.raised or state.tainted or machine.tainted)
                if repetition.key == scenario.repetition and clear:
                    scenario.again = True
            elif machine.recording:
                self._record(machine, repetition, wait, meta.key, place)
        state.fetched(meta.key, Wait())
        if scenario is not None:
            scenario.fetches += 1
            return remote(machine, meta, place, Const(scenario.status, frozenset({meta.key}), at=place))
        failed = state.fork()
        failed.fetched(meta.key, Wait(raised=True))
        machine.may_raise(failed)
        return remote(machine, meta, place)

    def tested(self, machine: Machine, status: Unknown) -> None:
        """A status is tested: one that was tested in the round before is stale."""
        if not machine.recording:
            return
        for repetition in machine.repetitions:
            if repetition.kind != "loop" or repetition.step is None:
                continue
            seen = repetition.statuses
            if repetition.step == 0:
                seen.add(status.sym)
            elif repetition.step == 1 and status.sym in seen:
                repetition.stale.add(status.sym)
            elif repetition.step == 1:
                repetition.refreshed = True

    def word_tested(self, machine: Machine, left: Value, words: list[Value], place: Place) -> None:
        """The head of a loop tests a word that is no training's status, though it is compared with those that end one.

        A word that is still there in the second round is a copy that nothing refreshes.
        """
        repetition = machine.repetitions[-1] if machine.repetitions else None
        head = repetition.place.node if repetition is not None else None
        if repetition is None or not isinstance(head, cst.While) or not isinstance(left, Const):
            return
        ends = {word.value for word in words if isinstance(word, Const)} & set(_ENDED)
        if left.value not in RUNNING or not ends or not Place(place.tree, head.test).holds(place):
            return
        word = ("word", left.value)
        if repetition.step == 0:
            repetition.words.add(word)
        elif repetition.step == 1 and word in repetition.words:
            repetition.stale.add(word)

    def _repetition(self, machine: Machine, wait: Wait, key: Hashable) -> Repetition | None:
        """The innermost running repetition that began anew since the last fetch."""
        for repetition in reversed(machine.repetitions):
            if repetition.key not in wait.crossed:
                continue
            if repetition.kind == "loop" and depends_on_round(key, frozenset({id(repetition.place.node)})):
                continue
            return repetition
        return None

    def _record(self, machine: Machine, repetition: Repetition, wait: Wait, key: Hashable, place: Place) -> None:
        if not wait.raised:
            repetition.polled = True
        poll = self.poll(machine, repetition, key)
        poll.supervisor = poll.supervisor or _of_many(key, machine, repetition)
        poll.depth = next((i for i, one in enumerate(machine.repetitions) if one.key == repetition.key), 0)
        poll.gaps.append(Gap(repetition.step, wait, place))

    def poll(self, machine: Machine, repetition: Repetition, key: Hashable) -> Poll:
        """The poll of a training by a repetition; a new one at its first gap."""
        found = self.facts.polls.get((repetition.key, key))
        if found is None:
            found = Poll(repetition.key, repetition.place, repetition.kind, key)
            found.same_trainings = _from_one_collection(key)
            found.in_async = _in_coroutine(machine, repetition)
            self.facts.polls[repetition.key, key] = found
            self._of.setdefault(repetition.key, []).append(found)
        return found

    def ended(self, repetition: Repetition, bounded: bool | None, uncovered: frozenset[str], seen: bool) -> None:
        """The outcome of trying a repetition with every status."""
        for poll in self._of.get(repetition.key, ()):
            poll.tried, poll.bounded, poll.uncovered = True, bounded, uncovered
            poll.status_tested = seen


def _in_coroutine(machine: Machine, repetition: Repetition) -> bool:
    """Whether a repetition runs in a coroutine, or in a function that one calls itself."""
    if repetition.func is not None and repetition.func.is_async:
        return True
    beside = machine.threaded or machine.beside
    return not beside and any(act.func is not None and act.func.is_async for act in machine.stack)


def _from_one_collection(key: Hashable) -> bool:
    """Whether a key names an element of a collection that stays the same."""
    if isinstance(key, tuple):
        if len(key) > 3 and key[0] == "elem":
            return key[3] is not None
        return any(_from_one_collection(part) for part in key)
    return _from_one_collection(key.sym) if isinstance(key, Unknown) else False


def _of_many(key: Hashable, machine: Machine, repetition: Repetition) -> bool:
    """Whether a key names an element of a loop that runs inside the repetition."""
    if isinstance(key, tuple):
        if len(key) > 2 and key[0] == "elem" and _runs_inside(key[1], machine, repetition):
            return True
        return any(_of_many(part, machine, repetition) for part in key)
    if isinstance(key, Unknown):
        return _of_many(key.sym, machine, repetition)
    parts = getattr(key, "parts", None)
    return parts is not None and any(_of_many(part, machine, repetition) for part in parts)


def _runs_inside(loop: object, machine: Machine, repetition: Repetition) -> bool:
    outer = True
    for one in machine.repetitions:
        if one.key == repetition.key:
            outer = False
        elif not outer and id(one.place.node) == loop:
            return True
    place = machine.loop_places.get(loop) if isinstance(loop, int) else None
    if place is None or place.tree is not repetition.place.tree:
        return False
    inner, whole = place.span, repetition.place.span
    return (whole.line, whole.column) < (inner.line, inner.column) and inner.end_line <= whole.end_line


def read_field(machine: Machine, value: Ref, name: str, place: Place) -> Value | None:
    """A field of a training or prediction, by attribute or by key."""
    held = machine.obj(value)
    if held is None or not isinstance(held.meta, RemoteMeta):
        return None
    meta = held.meta
    if meta.retention is not None:
        if name == "id" and machine.recording:
            meta.retention.ids_read += 1
        elif name in ("id", "urls", "get", "dict", "model_dump", "json", "items", "model_dump_json", "copy", "values"):
            meta.retention.kept = meta.retention.kept or name != "get"
        else:
            meta.retention.attributes.add(name)
    if name == "status":
        return _status(machine, held.slots.get("status", NONE))
    if name == "id":
        return Unknown(("id", meta.key, meta.kind), tags=frozenset({"true"}))
    if name == "urls":
        return Unknown(("urls", meta.key, meta.kind, meta.via), tags=frozenset({"true"}))
    return _settled_field(machine, meta, held.slots.get("status", NONE), name)


def _status(machine: Machine, status: Value) -> Value:
    if machine.scenario is not None and _is_status(status):
        return Const(machine.scenario.initial)
    return status


def _settled_field(machine: Machine, meta: RemoteMeta, status: Value, name: str) -> Value:
    """In a what-if run the other fields follow from the status."""
    deps = frozenset({meta.key}) if meta.kind == "training" else frozenset[Hashable]()
    if machine.scenario is None or meta.kind != "training":
        tags = frozenset({"training-output"}) if name == "output" and meta.kind == "training" else frozenset[str]()
        return Unknown(("remote", meta.key, name, meta.via), tags=tags, deps=deps)
    known = _status(machine, status)
    word = known.value if isinstance(known, Const) else None
    there = {"error": word == "failed", "output": word == "succeeded", "completed_at": word in _ENDED}.get(name)
    if there is None or word is None:
        return Unknown(("remote", meta.key, name), deps=deps)
    return Unknown(("remote", meta.key, name), tags=frozenset({"true"})) if there else NONE


def urls_of(value: Value, name: str) -> Value | None:
    """``training.urls["get"]``: the address of a known object."""
    if isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "urls":
        return Unknown(("url", value.sym[1], value.sym[2], name), tags=frozenset({"true"}))
    return None


def is_status(value: Value) -> bool:
    """Whether some alternative is a training's status."""
    return any(_is_status(option) for option in options(value))


def words_of(machine: Machine, value: Value) -> list[Value]:
    """The words of a test's other side: a constant, or the members of a container."""
    found: list[Value] = []
    for option in options(value):
        held = machine.obj(option)
        if isinstance(option, Tup):
            found.extend(option.items)
        elif held is not None and held.kind == "list":
            found.extend(held.items)
        elif held is not None and held.kind == "dict":
            found.extend(Const(key, at=entry_place(entry)) for key, entry in held.slots.items() if isinstance(key, str))
        else:
            found.append(option)
    return [word for one in found for word in options(one) if isinstance(word, Const) and isinstance(word.value, str)]


def version_of(value: Value) -> Hashable | None:
    """The training whose id is used as a version: alone, or behind ``owner/name:``."""
    for option in options(value):
        found = training_of(_behind_colon(option))
        if found is not None:
            return found
    return None


def _behind_colon(value: Value) -> Value:
    """What ``owner/name:`` stands before; the value itself where it is no such text."""
    if isinstance(value, Text) and len(value.parts) > 1:
        before, last = value.parts[-2], value.parts[-1]
        if isinstance(before, str) and before.endswith(":") and isinstance(last, Value):
            return last
    return value


def training_of(value: Value) -> Hashable | None:
    """The training whose id a value is; None for all else."""
    for option in options(value):
        if (
            isinstance(option, Unknown)
            and isinstance(option.sym, tuple)
            and option.sym[0] == "id"
            and option.sym[2] == "training"
        ):
            key: Hashable = option.sym[1]
            return key
    return None
