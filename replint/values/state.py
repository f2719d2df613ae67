"""The state at one point of one path: what the names and objects hold, and what the path has done so far."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Mapping
from dataclasses import field, replace
from typing import Any

from replint.plain import dataclass
from replint.values.domain import ABSENT, Const, Num, OneOf, Ref, Text, Unknown, Value, options, union
from replint.values.waits import Wait, added, can_be, fewest, guarded, is_of_status, with_guards

Slots = Mapping[Hashable, Value]
_NO_SLOTS: Slots = {}
FILLED = "filled"
"""The ``meta`` of a list that a comprehension or the like has just made: all of its elements are like those known."""
SHADOW = 0
"""The heap id under which the attributes and items are kept that were set on objects nobody knows."""
MOST_SHADED = 400
"""How many of these are kept: they are looked at wherever two paths meet. What comes later is unknown."""
MOST_WATCHED = 16
"""Of how many trainings the waits are followed at once: every test and every delay on a path is one of each of them."""
FEW_WATCHED, BURDEN = 8, 10
"""How many of them cost nothing to speak of, and how many steps each further one costs with every statement."""


@dataclass(frozen=True, slots=True)
class Obj:
    """What is in a mutable object. Never changed in place: a write makes a new one.

    ``slots`` are attributes, dict entries (by key) or variables; ``items`` the elements of a list or set;
    ``open`` says that there may be more entries or items. ``meta`` is what its kind needs.
    """

    kind: str
    slots: Slots = field(default_factory=dict)
    items: tuple[Value, ...] = ()
    open: bool = False
    meta: Any = None


class Heap:
    """What is in each mutable object, in layers: paths that part share those below, and write to one of their own."""

    __slots__ = ("holders", "own", "parent")

    def __init__(self, parent: Heap | None = None, own: dict[int, Obj] | None = None) -> None:
        self.parent = parent
        self.own: dict[int, Obj] = own if own is not None else {}
        self.holders: dict[Hashable, list[int]] = {}  # found in a layer that nobody writes to any more

    def get(self, ref: int) -> Obj | None:
        """The object, None if there is none."""
        layer: Heap | None = self
        while layer is not None:
            found = layer.own.get(ref)
            if found is not None:
                return found
            layer = layer.parent
        return None

    def __getitem__(self, ref: int) -> Obj:
        found = self.get(ref)
        if found is None:
            raise KeyError(ref)
        return found

    def __setitem__(self, ref: int, value: Obj) -> None:
        self.own[ref] = value

    def __contains__(self, ref: int) -> bool:
        return self.get(ref) is not None

    def frozen(self) -> Heap:
        """This heap as a layer that nobody writes to any more; small layers are merged, so that few are on top."""
        if not self.own and self.parent is not None:
            return self.parent
        layer = self
        while layer.parent is not None and len(layer.own) * 2 >= len(layer.parent.own):
            layer = Heap(layer.parent.parent, {**layer.parent.own, **layer.own})
        return layer

    def layers(self) -> list[Heap]:
        """The layers, top first."""
        found: list[Heap] = []
        layer: Heap | None = self
        while layer is not None:
            found.append(layer)
            layer = layer.parent
        return found

    def since(self, ancestor: Heap | None) -> dict[int, Obj]:
        """What was written above a layer."""
        above: list[Heap] = []
        layer: Heap | None = self
        while layer is not None and layer is not ancestor:
            above.append(layer)
            layer = layer.parent
        if len(above) == 1:
            return above[0].own
        changes: dict[int, Obj] = {}
        for layer in reversed(above):
            changes.update(layer.own)
        return changes

    def common(self, other: Heap) -> Heap | None:
        """The topmost layer that two heaps share."""
        mine = {id(layer) for layer in self.layers()}
        return next((layer for layer in other.layers() if id(layer) in mine), None)


class State:
    """One path's state. ``fork`` copies it cheaply; objects are shared until one side writes."""

    __slots__ = ("heap", "marks", "tainted", "waits")

    def __init__(
        self,
        heap: Heap | None = None,
        waits: dict[Hashable, frozenset[Wait]] | None = None,
        marks: frozenset[Hashable] = frozenset(),
        tainted: bool = False,
    ) -> None:
        self.heap = heap if heap is not None else Heap()
        self.waits = waits if waits is not None else {}
        self.marks = marks
        self.tainted = tainted

    def fork(self) -> State:
        """An independent copy."""
        below = self.heap.frozen()
        self.heap = Heap(below)
        return State(Heap(below), dict(self.waits), self.marks, self.tainted)

    def slot(self, ref: int, key: Hashable) -> Value | None:
        """What an object holds under a key, None if nothing."""
        found = self.heap.get(ref)
        return None if found is None else found.slots.get(key)

    def put(self, ref: int, key: Hashable, value: Value) -> None:
        """Stores a value under a key of an object; of one that no path here knows, nothing is kept."""
        found = self.heap.get(ref)
        if found is not None:
            self.heap[ref] = replace(found, slots={**found.slots, key: value})

    def shade(self, key: Hashable, value: Value) -> None:
        """Remembers what was stored in an object that can't be known."""
        found = self.heap.get(SHADOW)
        if found is None:
            found = self.heap[SHADOW] = Obj("shadow")
        if len(found.slots) < MOST_SHADED or key in found.slots:
            self.put(SHADOW, key, value)

    def drop(self, ref: int, key: Hashable) -> None:
        """Removes a key of an object."""
        found = self.heap.get(ref)
        if found is not None and key in found.slots:
            self.heap[ref] = replace(found, slots={k: v for k, v in found.slots.items() if k != key})

    def unfill(self, ref: int) -> None:
        """Notes that something may have been taken out of a container."""
        found = self.heap.get(ref)
        if found is not None and found.meta == FILLED:
            self.heap[ref] = replace(found, meta=None)

    def update(self, ref: int, **changes: Any) -> None:
        """Replaces fields of an object."""
        self.heap[ref] = replace(self.heap[ref], **changes)

    def cross(self, repetition: Hashable) -> None:
        """Notes that a repetition begins anew."""
        for key, waits in self.waits.items():
            self.waits[key] = frozenset(replace(wait, crossed=wait.crossed | {repetition}) for wait in waits)

    def enter(self, repetition: Hashable) -> None:
        """Notes that a repetition starts: its earlier runs are over."""
        for key, waits in self.waits.items():
            self.waits[key] = frozenset(replace(wait, crossed=wait.crossed - {repetition}) for wait in waits)

    def guard(self, condition: Hashable, side: bool) -> None:
        """Takes one side of an open condition: delays on paths that took the other side of the same one fall away."""
        tells = is_of_status(condition)
        for key, waits in self.waits.items():
            kept = [wait for wait in waits if (condition, not side) not in wait.guards]
            taken = [guarded(wait, condition, side) for wait in kept]
            possible = [wait for wait in taken if can_be(wait.guards, condition)] if tells else taken
            if taken:
                self.waits[key] = frozenset(possible or taken)

    def forget(self, condition: Hashable) -> None:
        """A condition was only computed, no path has been taken for it."""
        both = {(condition, True), (condition, False)}
        for key, waits in self.waits.items():
            self.waits[key] = frozenset(with_guards(w, w.guards - both) if w.guards & both else w for w in waits)

    def fetched(self, key: Hashable, wait: Wait) -> None:
        """A training is fetched: what was waited before counts no more. Too many others are forgotten, oldest first."""
        self.waits.pop(key, None)
        self.waits[key] = frozenset({wait})
        if len(self.waits) > MOST_WATCHED:
            del self.waits[next(iter(self.waits))]

    def burden(self) -> int:
        """How many steps more a statement takes because the waits of many trainings go along with it."""
        return BURDEN * max(len(self.waits) - FEW_WATCHED, 0)

    def failed_fetch(self) -> None:
        """On this path the last fetch brought no training: doing it again is a retry."""
        for key, waits in self.waits.items():
            self.waits[key] = frozenset(replace(wait, raised=wait.raised or not wait.sources) for wait in waits)

    def delay(self, wait: Wait) -> None:
        """Adds a delay to the path."""
        for key, waits in self.waits.items():
            self.waits[key] = fewest(frozenset(added(one, wait) for one in waits))


def _flagged(waits: frozenset[Wait], name: Hashable, flag: Value) -> frozenset[Wait]:
    """The waits of a path on which a flag has a value, told by a guard."""
    if isinstance(flag, Const):
        return frozenset(guarded(wait, name, bool(flag.value)) for wait in waits)
    sym = flag.sym if isinstance(flag, Unknown) else None
    if not isinstance(sym, tuple):
        return waits
    found = []
    for wait in waits:
        sides = [side for condition, side in wait.guards if condition == sym[1]]
        found.append(guarded(wait, name, sides[0] is bool(sym[2])) if len(sides) == 1 else wait)
    return frozenset(found)


def join(*states: State | None) -> State | None:
    """The state where several paths meet; None if none of them gets there."""
    alive = [state for state in states if state is not None]
    if not alive:
        return None
    result = alive[0].fork() if len(alive) > 1 else alive[0]
    for other in alive[1:]:
        _join_into(result, other, frozenset())
    return result


def join_depending(first: State | None, second: State | None, deps: frozenset[Hashable]) -> State | None:
    """Like join, where which of the two paths was taken depends on the remote objects ``deps``."""
    if first is None or second is None:
        return first if second is None else second
    result = first.fork()
    _join_into(result, second, deps)
    return result


@dataclass(slots=True)
class _Meeting:
    """Two paths that meet: what the choice between them depends on, and the flags that tell which one was taken."""

    deps: frozenset[Hashable]
    flags: list[tuple[Hashable, Value, Value]] = field(default_factory=list)
    watched: bool = False

    def flag(self, mine: Value, theirs: Value) -> Value:
        """A flag that is one thing on one path and another on the other."""
        name = ("join", next(_MEETINGS))
        self.flags.append((name, mine, theirs))
        return Unknown(("test", name, True), deps=self.deps)


_MEETINGS = itertools.count()


def _join_into(result: State, other: State, deps: frozenset[Hashable]) -> None:
    meeting = _Meeting(deps, watched=bool(result.waits or other.waits))
    result.heap = _joined_heap(result.heap, other.heap, meeting)
    theirs = other.waits
    for name, mine_flag, their_flag in meeting.flags:
        result.waits = {key: _flagged(waits, name, mine_flag) for key, waits in result.waits.items()}
        theirs = {key: _flagged(waits, name, their_flag) for key, waits in theirs.items()}
    for key, waits in theirs.items():
        mine = result.waits.get(key)
        if mine != waits:
            result.waits[key] = waits if mine is None else fewest(mine | waits)
    result.marks = (result.marks | other.marks) - {m for m in result.marks ^ other.marks if _holds_everywhere(m)}
    result.tainted = result.tainted and other.tainted


def _holds_everywhere(mark: Hashable) -> bool:
    """Whether a mark says something only if it does on every path: that a training's end was looked at."""
    return isinstance(mark, tuple) and mark[:1] in (("checked",), ("has",))


def _joined_heap(mine: Heap, theirs: Heap, meeting: _Meeting) -> Heap:
    """The objects where two paths meet: only what either wrote since they parted is looked at."""
    below = mine.common(theirs)
    written, others = mine.since(below), theirs.since(below)
    merged = dict(written)
    for ref, their in others.items():
        our = written.get(ref) or (below.get(ref) if below is not None else None)
        if our is None:
            merged[ref] = their
        elif our is not their:
            merged[ref] = _join_objects(our, their, meeting)
    for ref, our in written.items():
        their_old = below.get(ref) if below is not None and ref not in others else None
        if their_old is not None and their_old is not our:
            merged[ref] = _join_objects(our, their_old, meeting)
    return Heap(below, merged)


def _join_objects(ours: Obj, theirs: Obj, meeting: _Meeting) -> Obj:
    slots = dict(ours.slots)
    for key, value in theirs.slots.items():
        mine = slots.get(key, ABSENT)
        if mine is not value:
            slots[key] = _met(mine, value, meeting)
    for key, value in ours.slots.items():
        if key not in theirs.slots:
            slots[key] = _met(value, ABSENT, meeting)
    items, grown = ours.items, ours.open or theirs.open
    if ours.items != theirs.items:
        longer, shorter = sorted((ours.items, theirs.items), key=len, reverse=True)
        items, grown = longer, True
        if longer[: len(shorter)] != shorter:
            items = tuple(dict.fromkeys(ours.items + theirs.items))
    meta = ours.meta if ours.meta == theirs.meta else _met_meta(ours.meta, theirs.meta)
    return Obj(ours.kind, slots, items, grown, meta)


def _met_meta(ours: Any, theirs: Any) -> Any:
    if FILLED in (ours, theirs):
        return None
    return theirs if ours is None else ours


def _is_flag(value: Value) -> bool:
    if isinstance(value, Const):
        return isinstance(value.value, bool)
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "test"


def _met(mine: Value, theirs: Value, meeting: _Meeting) -> Value:
    deps = meeting.deps
    if meeting.watched and mine != theirs and _is_flag(mine) and _is_flag(theirs):
        return meeting.flag(mine, theirs)
    met = union((mine, theirs))
    if deps and mine != theirs:
        return union((met, Unknown(("chosen", met), deps=deps)))
    if isinstance(met, OneOf) and len(met.options) > 4:
        return _hull(met)
    return met


def _hull(value: OneOf) -> Value:
    numbers = [bounds(option) for option in value.options]
    known = [pair for pair in numbers if pair is not None]
    if len(known) != len(numbers):
        return value
    return Num(min(lo for lo, _ in known), max(hi for _, hi in known))


def bounds(value: Value) -> tuple[float, float] | None:
    """The least and the greatest a number can be; None for what is no known number (``nan`` is none)."""
    if isinstance(value, Const) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool):
        try:
            number = float(value.value)
        except OverflowError:
            number = math.copysign(math.inf, value.value > 0 or -1)
        return None if math.isnan(number) else (number, number)
    if isinstance(value, Num):
        return value.lo, value.hi
    if isinstance(value, OneOf):
        found = [bounds(option) for option in value.options]
        known = [pair for pair in found if pair is not None]
        if known and len(known) == len(found):
            return min(lo for lo, _ in known), max(hi for _, hi in known)
    return None


def number(value: float) -> Const:
    """A number as a constant: an ``int`` if it is whole."""
    return Const(int(value)) if value.is_integer() else Const(value)


def widen(before: State, after: State) -> State:
    """A state that covers any number of further rounds: what changes from round to round becomes unknown."""
    result = after.fork()
    for ref, now in after.heap.since(after.heap.common(before.heap)).items():
        was = before.heap.get(ref)
        if was is None or was is now:
            continue
        slots = {key: _widened(was.slots.get(key, ABSENT), value, (ref, key)) for key, value in now.slots.items()}
        grown = now.open or was.items != now.items
        result.heap[ref] = Obj(now.kind, slots, now.items, grown, now.meta)
    return result


def _widened(was: Value, now: Value, where: Hashable) -> Value:
    if was == now or was is ABSENT:
        return now
    if bounds(was) is not None and bounds(now) is not None:
        return Num(-math.inf, math.inf)
    if isinstance(now, (Ref, Unknown)) and type(was) is type(now):
        return now
    if isinstance(now, Text) or (isinstance(now, Const) and isinstance(now.value, (str, bool))):
        return union((*options(was), *options(now)))
    return union((was, now))


def stable(before: State, after: State) -> bool:
    """Whether a further round would see nothing new: all known values are the same."""
    for ref, now in after.heap.since(after.heap.common(before.heap)).items():
        was = before.heap.get(ref)
        if was is None or was is now:
            continue
        if was.open != now.open or len(was.items) != len(now.items):
            return False
        for key, value in now.slots.items():
            if not _alike(was.slots.get(key, ABSENT), value):
                return False
    return True


def _alike(was: Value, now: Value) -> bool:
    if was == now:
        return True
    opaque = (Unknown, Ref)
    return isinstance(was, opaque) and isinstance(now, opaque)
