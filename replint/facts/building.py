"""Builds the records of what the SDK and HTTP calls have in common: trainings created, models made."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from replint.facts.objects import RemoteMeta, remote, version_of
from replint.facts.records import (
    Creation,
    Facts,
    FileValue,
    Given,
    IdMisused,
    LateModel,
    ListValue,
    Retention,
    TrainingCreated,
)
from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Lib,
    OneOf,
    Ref,
    Tup,
    Unknown,
    Value,
    options,
    union,
)
from replint.values.items import mapping
from replint.values.machine import Machine
from replint.values.operators import text
from replint.values.way import carried

_DEEPEST = 3


class Builder:
    """Records trainings and models, and makes the objects that the calls give."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.retentions: dict[Hashable, Retention] = {}

    def remote(self, machine: Machine, meta: RemoteMeta, place: Place) -> Ref:
        """A training or prediction object."""
        return remote(machine, meta, place)

    def created(self, machine: Machine, place: Place, given: Creation) -> Ref:
        """A training is created: records it and gives the training object."""
        meta = self.record(machine, place, given)
        made = remote(machine, meta, place)
        self.may_fail(machine, meta, given)
        return made

    def record(self, machine: Machine, place: Place, given: Creation) -> RemoteMeta:
        """Records the creation of a training and gives what identifies it."""
        context = machine.context
        key = ("created", id(place.node), tuple(id(call.node) for call in context))
        retention = self.retentions.setdefault(key, Retention())
        entries, grown = self._entries(machine, given.input)
        marks = machine.state.marks
        named = self._named(machine, given.destination.value)
        events = replace(given.events, value=self.snapshot(machine, given.events.value))
        fifth = replace(given.fifth, value=self.snapshot(machine, given.fifth.value))
        given = replace(given, destination=replace(given.destination, value=named), events=events, fifth=fifth)
        self.version_given(machine, given.version, place)
        if machine.recording:
            self.facts.trainings.append(
                TrainingCreated(
                    key=key,
                    place=place,
                    given=given,
                    entries=entries,
                    input_open=grown,
                    retention=retention,
                    context=context,
                    public_upload=("upload", "public") in marks,
                    upload_seen=("upload", "seen") in marks,
                    again=bool(machine.retrying) or self._attempt(given, entries) in marks,
                    traced=machine.tracing,
                )
            )
        if ("made", named) not in marks:
            machine.state.marks = marks | {("training", named, place)}
        return RemoteMeta("training", key, retention, via=given.form)

    def version_given(self, machine: Machine, given: Given, place: Place) -> None:
        """A version is asked for: whether it is a training's id is a fact."""
        if machine.recording and version_of(given.value) is not None:
            self.facts.misused.append(IdMisused(given.place or place, "version", given.value))

    def may_fail(self, machine: Machine, meta: RemoteMeta, given: Creation) -> None:
        """The call may raise: what it started, if anything, nobody knows then."""
        failed = machine.state.fork()
        entries, _ = self._entries(machine, given.input)
        kept = frozenset(mark for mark in failed.marks if not _is_training(mark))
        failed.marks = kept | {self._attempt(given, entries)}
        machine.may_raise(failed)

    def _attempt(self, given: Creation, entries: tuple[tuple[str, Given], ...]) -> Hashable:
        """What makes two calls the same attempt: the same trainer with the same input for the same destination."""
        inputs = frozenset((key, entry.value) for key, entry in entries)
        return ("attempt", given.version.value, given.model.value, given.destination.value, given.route, inputs)

    def _named(self, machine: Machine, value: Value) -> Value:
        """A destination given as a pair or as a model object, as the text that is sent."""
        held = machine.obj(value)
        if held is not None and held.kind == "model":
            return text((held.slots["owner"], "/", held.slots["name"]))
        if isinstance(value, Tup) and len(value.items) == 2:
            return text((value.items[0], "/", value.items[1]))
        return value

    def _entries(self, machine: Machine, given: Given) -> tuple[tuple[tuple[str, Given], ...], bool]:
        found: dict[str, Given] = {}
        grown = given.value is not ABSENT and given.value != NONE
        for option in options(given.value):
            held = mapping(machine, option)
            if held is None or held.kind != "dict":
                continue
            grown = grown and (held.open or isinstance(given.value, OneOf))
            for key, value in held.slots.items():
                if not isinstance(key, str):
                    continue
                snapshot = self.snapshot(machine, value)
                if machine.tracing:
                    snapshot = carried(snapshot, option.way)
                before = found.get(key)
                if before is not None:
                    snapshot = union((*options(before.value), *options(snapshot)))
                found[key] = Given(snapshot, given.place)
        return tuple(found.items()), grown

    def snapshot(self, machine: Machine, value: Value, depth: int = 0) -> Value:
        """A value as it is now: later changes of lists and files don't touch it."""
        if isinstance(value, OneOf):
            return union(self.snapshot(machine, option, depth) for option in value.options)
        held = machine.obj(value)
        made: Value = value
        if isinstance(value, Lib) and value.path == "io.File()" and held is not None:
            closed = held.slots.get("closed") == Const(True)
            made = FileValue(held.slots.get("mode", NONE), closed, value.at or held.meta)
        elif isinstance(value, Ref) and held is not None and held.kind == "list" and depth < _DEEPEST:
            made = ListValue(tuple(self.snapshot(machine, item, depth + 1) for item in held.items), held.open)
        elif isinstance(value, Tup) and depth < _DEEPEST:
            made = ListValue(tuple(self.snapshot(machine, item, depth + 1) for item in value.items))
        if made is value:
            return value
        return replace(made, at=value.at, site=value.site, entry=value.entry)

    # Models

    def model_made(self, machine: Machine, owner: Value, name: Value, place: Place) -> Ref:
        """A model is created: late if a training on this path already names it as its destination."""
        destination = _whole(owner, name)
        self.facts.models.append(destination)
        marks = machine.state.marks
        if machine.recording and ("made", destination) not in marks and not _vague(owner, name):
            for mark in marks:
                if (
                    isinstance(mark, tuple)
                    and mark[0] == "training"
                    and set(options(destination)) & set(options(mark[1]))
                ):
                    self.facts.late_models.append(LateModel(place, destination, mark[2]))
        machine.state.marks = marks | {("made", destination)}
        return machine.new("model", {"owner": owner, "name": name}, at=place)

    def model_seen(self, machine: Machine, args: Args, place: Place) -> Value:
        """A model is looked up: it is known to be there."""
        machine.may_raise()
        owner = args.value("model_owner", 0)
        name = args.value("model_name", 1)
        destination = owner if name is ABSENT else _whole(owner, name)
        self.facts.models.append(destination)
        machine.state.marks = machine.state.marks | {("made", destination)}
        return Unknown(("model", machine.tick()), tags=frozenset({"model"}))


def _is_training(mark: Hashable) -> bool:
    return isinstance(mark, tuple) and mark[:1] == ("training",)


def _whole(owner: Value, name: Value) -> Value:
    """``owner/name`` as one value; both halves of a split text are that text again."""
    if isinstance(owner, Unknown) and isinstance(name, Unknown):
        one, other = owner.sym, name.sym
        if isinstance(one, tuple) and isinstance(other, tuple) and one[0] == other[0] == "part" and one[1] == other[1]:
            whole = one[1]
            return whole if isinstance(whole, Value) else Unknown(whole)
    return text((owner, "/", name))


def _vague(owner: Value, name: Value) -> bool:
    return owner is ABSENT or name is ABSENT
