"""Calls of functions that the configuration declares to be wrappers of the API."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from replint.facts.building import Builder
from replint.facts.objects import Polls, RemoteMeta, identity, read_field
from replint.facts.records import Creation, Gap, Given, Poll
from replint.facts.timing import waits_of
from replint.syntax.tree import Place, Tree
from replint.values.domain import ABSENT, NONE, Args, Const, Func, Lib, Ref, Unknown, Value, as_default, entered
from replint.values.machine import Machine
from replint.values.waits import Wait
from replint.wrappers import Declared, Parameter, Wrapper


class Wrapped:
    """Does for a wrapper's call what the call of the API would do, if the calling module declares the wrapper."""

    def __init__(self, builder: Builder, polls: Polls, wrappers: Declared) -> None:
        self.builder = builder
        self.polls = polls
        self.wrappers = wrappers
        self._of: dict[tuple[str, int], Wrapper | None] = {}

    def call(self, machine: Machine, func: Value, args: Args, place: Place) -> Value | None:
        """The result of calling a wrapper; None for what is none."""
        wrapper = self._wrapper(machine, func, place.tree.path)
        if wrapper is None:
            return None
        call = _Call(wrapper, func, args)
        for arg in args.all:
            machine.platform.used(machine, arg.value)
        if wrapper.does == "create":
            return self._create(machine, call, place)
        return machine.each(call.value("id"), lambda one: self._act(machine, call, one, place))

    def annotated(self, path: str, place: Place) -> Value | None:
        """An object of a class whose methods are wrappers in the module of a place."""
        own = self.wrappers.get(place.tree.path, ())
        return Lib(f"{path}()") if any(known.startswith(f"{path}.") for known in own) else None

    def _wrapper(self, machine: Machine, func: Value, caller: str) -> Wrapper | None:
        own = self.wrappers.get(caller)
        if not own:
            return None
        if isinstance(func, Lib):
            return own.get(func.path.replace("()", ""))
        if not isinstance(func, Func):
            return None
        key = caller, id(func.node)
        if key not in self._of:
            self._of[key] = self._declared(machine, func, own)
        return self._of[key]

    def _declared(self, machine: Machine, func: Func, wrappers: Mapping[str, Wrapper]) -> Wrapper | None:
        if all(wrapper.name != func.name for wrapper in wrappers.values()):
            return None
        owner = machine.owner(func)
        own = func.name if owner is None else f"{owner.node.name.value}.{func.name}"
        for path, wrapper in wrappers.items():
            module = path.removesuffix(f".{own}")
            if module != path and _is_module(func.tree, module):
                return wrapper
        return None

    def _create(self, machine: Machine, call: _Call, place: Place) -> Value:
        given = Creation(
            form="wrapper",
            destination=call.given("destination"),
            input=call.inputs(machine, place),
            webhook=call.given("webhook"),
            events=call.given("webhook_events_filter"),
            version=call.given("version"),
            model=Given(Const(call.wrapper.trainer)) if call.wrapper.trainer else call.given("model"),
        )
        if call.wrapper.returns == "training":
            return self.builder.created(machine, place, given)
        meta = self.builder.record(machine, place, given)
        self.builder.may_fail(machine, meta, given)
        if meta.retention is not None:
            meta.retention.kept = True
        return Unknown(("id", meta.key, "training"), frozenset({"true"})) if call.wrapper.returns == "id" else NONE

    def discarded(self, machine: Machine, value: Value) -> None:
        """The result of a call is thrown away: if it was the id of a training that was created, nobody has it."""
        if isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "id":
            retention = self.builder.retentions.get(value.sym[1])
            if retention is not None and machine.recording:
                retention.kept = False

    def _act(self, machine: Machine, call: _Call, which: Value, place: Place) -> Value:
        held = machine.obj(which)
        known = held.meta if held is not None and isinstance(held.meta, RemoteMeta) else None
        key = known.key if known is not None else identity(which)
        meta = RemoteMeta("training", key, via="wrapper")
        if call.wrapper.does == "cancel":
            machine.may_raise()
            return self.builder.remote(machine, meta, place)
        if call.wrapper.does == "wait":
            machine.wait(Wait(maybe=True))
            self._waits(machine, call, key, place)
        fresh = self.polls.fetched(machine, meta, place)
        made = machine.obj(fresh)
        if known is not None and made is not None and isinstance(which, Ref):
            machine.state.put(which.id, "status", made.slots["status"])
        if call.wrapper.does == "wait":
            machine.state.marks |= {("checked", key), ("ended", key)}
        if call.wrapper.returns == "status":
            return read_field(machine, fresh, "status", place) or fresh
        return fresh if call.wrapper.returns == "training" else NONE

    def _waits(self, machine: Machine, call: _Call, key: Hashable, place: Place) -> None:
        """The function polls by itself: at the pace that it is given, within the time that it is given."""
        if not machine.recording:
            return
        poll = Poll(("wrapper", id(place.node)), place, "wrapper", key)
        pace = call.given("interval")
        told = pace.place is not None and not isinstance(pace.value, Unknown)
        waits = waits_of(pace.value, pace.place) if told and pace.place is not None else [Wait(maybe=True)]
        poll.gaps = [*(Gap(0, wait, place) for wait in waits), Gap(1, Wait(maybe=True, known=False), place)]
        poll.tried = True
        poll.bounded = False if call.value("timeout") is ABSENT else None
        self.polls.facts.polls[poll.key, key] = poll


class _Call:
    """One call of a wrapper: what it gives to the API's parameters."""

    def __init__(self, wrapper: Wrapper, func: Value, args: Args) -> None:
        self.wrapper = wrapper
        self.args = args
        self.defaults: Mapping[str, Value] = {}
        self.names: list[str] = []
        if isinstance(func, Func):
            params = func.node.params
            self.names = [param.name.value for param in (*params.posonly_params, *params.params)]
            self.names = self.names[1:] if func.bound is not None else self.names
            self.defaults = dict(func.defaults)

    def given(self, name: str) -> Given:
        """What the call gives to a parameter of the API; unknown where that is the wrapper's own business."""
        return self._given(name, self.wrapper.parameters.get(name))

    def value(self, name: str) -> Value:
        """Its value alone."""
        return self.given(name).value

    def inputs(self, machine: Machine, place: Place) -> Given:
        """The training's input: one parameter, or put together from several."""
        if not self.wrapper.inputs:
            return self.given("input")
        found: dict[Hashable, Value] = {}
        for key, parameter in self.wrapper.inputs.items():
            given = self._given(key, parameter)
            if given.value is not ABSENT:
                found[key] = entered(given.value, given.place) if given.place is not None else given.value
        complete = self.wrapper.required.issuperset(self.wrapper.inputs)
        return Given(machine.new("dict", found, open=not complete), place)

    def _given(self, name: str, parameter: Parameter | None) -> Given:
        if parameter is None:
            return Given(Unknown(("wrapper", name)))
        word, index = parameter.name, parameter.position
        if index is None and word in self.names:
            index = self.names.index(word)
        if word is None and index is not None and index < len(self.names):
            word = self.names[index]
        arg = self.args.get(word or "", index)
        if arg is not None:
            return Given(arg.value, arg.place)
        value = self.args.value(word or "", index)
        if value is ABSENT and word is not None and word in self.defaults:
            return Given(as_default(self.defaults[word]))
        if value is ABSENT and name not in self.wrapper.required:
            return Given(Unknown(("wrapper", name)))
        return Given(value)


def _is_module(tree: Tree, name: str) -> bool:
    """Whether a file is the module of that dotted name, from whatever folder its package is imported."""
    dotted = tree.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return dotted == name or dotted.endswith(f".{name}")
