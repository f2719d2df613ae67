"""What is read of trainings: their output before they have ended well, and things that they don't have."""

from __future__ import annotations

from collections.abc import Hashable

from replint.facts.objects import RemoteMeta, training_of
from replint.facts.records import Facts, IdMisused, Misread, OutputUse
from replint.replicate_api.sdk import TRAINING_ATTRIBUTES_V1, TRAINING_FIELDS_V2
from replint.replicate_api.statuses import RUNNING, TERMINAL
from replint.syntax.tree import Place
from replint.values.domain import Args, Const, Text, Tup, Unknown, Value, options
from replint.values.interpreter import Interpreter
from replint.values.machine import Machine
from replint.values.operators import text

_HARMLESS = frozenset({"get", "keys", "items", "values"})
_CHOOSING = frozenset({"builtins.iter", "builtins.next", "builtins.max", "builtins.min"})
TOO_MANY_REQUESTS = 429
_SUCCESS = frozenset({200, 201})
_AT_THE_END = ("output", "completed_at")
"""What a training has only when it has ended."""


class Reading:
    """Watches what a module reads of trainings."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def attribute(self, machine: Machine, meta: RemoteMeta, name: str, place: Place) -> None:
        """An attribute of a training object that no such object has."""
        if not machine.recording or meta.kind != "training" or name.startswith("_"):
            return
        known = {"v1": TRAINING_ATTRIBUTES_V1, "v1-async": TRAINING_ATTRIBUTES_V1, "v2": TRAINING_FIELDS_V2}.get(
            meta.via
        )
        if ("has", Const(name)) in machine.state.marks or _meant_to_fail(machine, "AttributeError"):
            return
        if known is not None and name not in known and not (meta.via == "v2" and name.startswith(("model_", "to_"))):
            self.facts.misreads.append(Misread(place, name, "attribute"))

    def subscript(self, machine: Machine, meta: RemoteMeta, name: str, place: Place) -> None:
        """A training object used as a dict."""
        if not machine.recording or _meant_to_fail(machine, "TypeError"):
            return
        if meta.kind == "training" and meta.via in ("v1", "v1-async", "v2"):
            self.facts.misreads.append(Misread(place, name, "subscript"))

    def part(self, machine: Interpreter, value: Unknown, name: str, place: Place) -> Value | None:
        """An attribute of a training's output, or of its URLs; of a model, its latest version."""
        sym = value.sym
        if "model" in value.tags and name == "latest_version":
            return Unknown(("latest", sym), tags=frozenset({"latest"}))
        if "model" in value.tags and name == "versions":
            return Unknown(("attr", sym, name), tags=frozenset({"model-versions"}))
        if "model-versions" in value.tags and name in ("list", "async_list"):
            return Unknown(("attr", sym, name), tags=frozenset({"versions-list"}))
        if "model-versions" in value.tags and name in ("get", "async_get"):
            return Unknown(("attr", sym, name), tags=frozenset({"versions-get"}))
        if "versions" in value.tags and name == "results":
            return value
        if not isinstance(sym, tuple):
            return None
        if sym[0] == "remote" and sym[2] == "output":
            self._taken_apart(machine, value, f"output.{name}", place)
            if machine.recording and sym[3] in ("v1", "v1-async") and name not in _HARMLESS:
                self.facts.misreads.append(Misread(place, f"output.{name}", "attribute"))
        if sym[0] == "urls" and sym[3] in ("v1", "v1-async") and machine.recording:
            if name not in ("cancel", "web") and (name != "get" or id(place.node) in machine.callees):
                return None
            self.facts.misreads.append(Misread(place, name, "urls"))
        return None

    def item(self, machine: Interpreter, value: Unknown, key: Value, place: Place) -> Value | None:
        """An item of a training's output, or of a list of versions."""
        sym = value.sym
        if "model" in value.tags and key == Const("latest_version"):
            return Unknown(("latest", sym), tags=frozenset({"latest"}))
        if "versions" in value.tags and key == Const("results"):
            return value
        if "versions" in value.tags:
            return Unknown(("latest", sym), tags=frozenset({"latest"}))
        if isinstance(sym, tuple) and sym[0] == "remote" and sym[2] == "output":
            shown = f'output["{key.value}"]' if isinstance(key, Const) else "output[…]"
            self._taken_apart(machine, value, shown, place)
        return None

    def chosen(self, path: str, args: Args) -> Value | None:
        """One out of a list of versions, as ``max``, ``min`` or ``next`` of an iterator picks it."""
        value = args.positional[0].value if path in _CHOOSING and args.positional else None
        if not isinstance(value, Unknown) or "versions" not in value.tags:
            return None
        return value if path == "builtins.iter" else Unknown(("latest", value.sym), tags=frozenset({"latest"}))

    def _taken_apart(self, machine: Interpreter, value: Unknown, what: str, place: Place) -> None:
        if "training-output" not in value.tags or "true" in value.tags or not isinstance(value.sym, tuple):
            return
        mark = ("checked", value.sym[1])
        if machine.recording:
            if mark not in machine.state.marks and not _meant_to_fail(machine, "TypeError"):
                self.facts.outputs.append(OutputUse(place, what))
            machine.state.marks |= {mark}

    def decided(self, machine: Interpreter, condition: Hashable, side: bool) -> None:
        """The path takes a side: a training may have been found to have ended, an error to be a 429."""
        if not isinstance(condition, tuple) or not condition:
            return
        if condition[0] == "join":
            ended = {mark[1] for mark in machine.state.marks if isinstance(mark, tuple) and mark[0] == "ended"}
            machine.state.marks |= {("checked", key) for key in ended}
        elif side and condition[0] == "hasattr":
            machine.state.marks |= {("has", condition[1])}
        elif side and condition[0] == "inspect" and isinstance(condition[1], Unknown):
            self.decided(machine, condition[1].sym, side)
        elif len(condition) == 3 and condition[0] in ("==", "in", "is"):
            self._compared(machine, condition[0], condition[1], condition[2], side)
        elif not side and condition[0] == "ok":
            machine.state.failed_fetch()
        elif side and condition[0] == "remote" and condition[2] in _AT_THE_END:
            machine.state.marks |= _looked_at(condition[1])

    def _compared(self, machine: Interpreter, kind: str, left: Hashable, right: Hashable, side: bool) -> None:
        words = {item.value for item in _members(right) if isinstance(item, Const)}
        if not isinstance(left, Value):
            return
        if not side and words & _SUCCESS and any(_is_answer(option) for option in options(left)):
            machine.state.failed_fetch()
        if side and kind in ("==", "in") and words and words <= {TOO_MANY_REQUESTS, "429"}:
            marks = machine.state.marks
            machine.state.marks = frozenset(m for m in marks if not (isinstance(m, tuple) and m[:1] == ("attempt",)))
        for option in options(left):
            if not isinstance(option, Unknown) or not isinstance(option.sym, tuple):
                continue
            sym = option.sym
            if sym[0] == "status" and "status" in option.tags:
                ended = words & TERMINAL if side else words >= RUNNING
                if ended and (side or kind == "in"):
                    machine.state.marks |= _looked_at(sym[1])
            elif (
                sym[0] == "remote"
                and sym[2] in _AT_THE_END
                and kind in ("is", "==")
                and not side
                and _is_nothing(right)
            ):
                machine.state.marks |= _looked_at(sym[1])
            elif sym[0] == "item" and side:
                self._translated(machine, sym[1], sym[2], right)

    def _translated(self, machine: Interpreter, table: Hashable, status: Hashable, right: Hashable) -> None:
        """A word that a table has for a status is tested: it stands for the statuses that the table has it for."""
        held = machine.obj(table) if isinstance(table, Value) else None
        if held is None or held.kind != "dict":
            return
        wanted = {word for word in _members(right) if isinstance(word, Const)}
        words = tuple(Const(key) for key, word in held.slots.items() if word in wanted)
        if words and isinstance(status, Unknown) and "status" in status.tags:
            self._compared(machine, "in", status, words, True)

    def looked_up(self, machine: Machine, key: Value) -> None:
        """What is found under a training's status depends on it: whoever tests that has looked at the status."""
        for option in options(key):
            if isinstance(option, Unknown) and "status" in option.tags and isinstance(option.sym, tuple):
                machine.state.marks |= _looked_at(option.sym[1])

    def narrowed(self, machine: Interpreter, value: Value) -> None:
        """A training that is told from None, after its end was looked at on some path: this is that path."""
        for option in options(value):
            held = machine.obj(option)
            if held is None or not isinstance(held.meta, RemoteMeta):
                continue
            if ("ended", held.meta.key) in machine.state.marks:
                machine.state.marks |= _looked_at(held.meta.key)

    def composed(self, value: Value, place: Place) -> None:
        """The training's own destination with the training's id behind it, as if that were a version."""
        if not isinstance(value, Text) or len(value.parts) < 2 or not isinstance(value.parts[-2], str):
            return
        last, before = value.parts[-1], value.parts[-2]
        key = training_of(last) if isinstance(last, Unknown) and before.endswith(":") else None
        if key is None:
            return
        model = text((*value.parts[:-2], before[:-1]))
        if any(one.key == key and model in options(one.destination.value) for one in self.facts.trainings):
            self.facts.misused.append(IdMisused(place, "version", value))


def _meant_to_fail(machine: Machine, error: str) -> bool:
    """Whether a ``try`` of the running function names the very error that a misread raises."""
    return any(error in catcher.named for catcher in machine.top.catchers)


def _looked_at(key: Hashable) -> set[tuple[str, Hashable]]:
    """Marks of a path on which a training's end was looked at: the first is lost where a path meets that did not."""
    return {("checked", key), ("ended", key)}


def _is_answer(value: Value) -> bool:
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "status-code"


def _is_nothing(value: Hashable) -> bool:
    return value == Const(None) or value == (Const(None),)


def _members(value: Hashable) -> tuple[Value, ...]:
    if isinstance(value, Tup):
        return value.items
    if isinstance(value, tuple):
        return tuple(item for item in value if isinstance(item, Value))
    return options(value) if isinstance(value, Value) else ()
