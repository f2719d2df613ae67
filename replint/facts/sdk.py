"""Calls of the ``replicate`` SDK, in every version line and however the client was come by."""

from __future__ import annotations

import re
from collections.abc import Hashable

from replint.facts.building import Builder
from replint.facts.objects import Polls, RemoteMeta, ResponseMeta, identity, training_of, version_of
from replint.facts.records import Creation, Given, IdMisused, ModelRun
from replint.replicate_api.sdk import CREATE_V1, CREATE_V2, V2_MARKERS
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, Arg, Args, Const, Lib, Ref, Text, Unknown, Value, options
from replint.values.machine import Machine
from replint.values.operators import text
from replint.values.waits import Wait

_CLIENT = r"(?:client\.)?(?:Client|Replicate|AsyncReplicate|AsyncClient)\(\)"
_RESOURCE = re.compile(
    rf"^replicate(?:\.(?:{_CLIENT}|default_client|client))?\."
    r"(?:(?:training\.Trainings|model\.Models|prediction\.Predictions)\(\)|(?P<resource>\w+))"
    r"(?:\.(?P<inner>versions|predictions|examples))?(?P<raw>\.with_(?:raw|streaming)_response)?\.(?P<method>\w+)$"
)
_WRAPPED = re.compile(rf"^replicate\.{_CLIENT}\.(?:with_options|copy|with_raw_response|with_streaming_response)$")
_RUN = re.compile(rf"^replicate(?:\.(?:{_CLIENT}|default_client))?\.(?:async_)?(?:run|stream)$")
CLIENTS = {
    "replicate.Client": "replicate.Client()",
    "replicate.client.Client": "replicate.Client()",
    "replicate.Replicate": "replicate.Replicate()",
    "replicate.AsyncReplicate": "replicate.AsyncReplicate()",
    "replicate.AsyncClient": "replicate.AsyncReplicate()",
}
TRAINING_TYPES = frozenset({"replicate.training.Training", "replicate.Training", "replicate.types.Training"})
PREDICTION_TYPES = frozenset({"replicate.prediction.Prediction", "replicate.Prediction"})


class Sdk:
    """Gives the results of SDK calls and records what they do."""

    def __init__(self, builder: Builder, polls: Polls) -> None:
        self.builder = builder
        self.polls = polls
        self._reference: Place | None = None

    def call(self, machine: Machine, func: Lib, args: Args, place: Place) -> Value | None:
        """The result of a call of an SDK function or method; None for what is no part of it."""
        caller = next((one for one in machine.context if func.site is not None and one.holds(func.site)), None)
        self._reference = func.at if caller is not None else None
        return self.named(machine, func.path, args, caller or place)

    def named(self, machine: Machine, path: str, args: Args, place: Place) -> Value | None:
        """The result of a call of the SDK's function of that path."""
        if not path.startswith("replicate."):
            return None
        if _RUN.match(path):
            self._run(machine, args.get("ref", 0))
            machine.may_raise()
            self._keep(machine, args)
            return machine.fresh(place)
        client = CLIENTS.get(path)
        if client is not None:
            self._keep(machine, args)
            return Lib(client, machine.new("client", {arg.keyword: arg.value for arg in args.keywords}).id, at=place)
        if _WRAPPED.match(path):
            return Lib(path.rpartition(".")[0])
        match = _RESOURCE.match(path)
        if match is None:
            return None
        resource = match["resource"] or path.split("(", maxsplit=1)[0].rpartition(".")[2].lower()
        method = match["method"].removeprefix("async_")
        if match["inner"] is not None:
            resource = match["inner"] if match["inner"] == "predictions" else f"{resource}.{match['inner']}"
        handler = getattr(self, f"_{resource.replace('.', '_')}_{method}", None)
        if handler is not None:
            result: Value = handler(machine, args, place)
            return self._unparsed(machine, result, place) if match["raw"] else result
        machine.may_raise()
        self._keep(machine, args)
        return machine.fresh(place)

    def _unparsed(self, machine: Machine, result: Value, place: Place) -> Value:
        """The response of 2.x's ``with_raw_response``, which gives the object when it is parsed."""
        held = machine.obj(result)
        if held is None or not isinstance(held.meta, RemoteMeta):
            return result
        return machine.new("response", {"parsed": result}, meta=ResponseMeta(held.meta, Const(201)), at=place)

    def _keep(self, machine: Machine, args: Args) -> None:
        for arg in args.all:
            machine.platform.used(machine, arg.value)

    # Trainings

    def _trainings_create(self, machine: Machine, args: Args, place: Place) -> Value:
        return self.builder.created(machine, place, self._creation(machine, args, place))

    def _creation(self, machine: Machine, args: Args, place: Place) -> Creation:
        v2 = any(arg.keyword in V2_MARKERS for arg in args.keywords)
        names = self._positions(machine, args, place)

        def given(name: str) -> Given:
            index = names.index(name) if name in names else None
            arg = args.get(name, index)
            return Given(arg.value, arg.place) if arg is not None else Given(args.value(name, index))

        model = given("model")
        if v2:
            owner, name = args.value("model_owner"), args.value("model_name")
            if owner is not ABSENT and name is not ABSENT:
                first = args.get("model_owner")
                model = Given(text((owner, "/", name)), first.place if first else None)
        form = "v2" if v2 else "v1-async" if names[0] == "model" else "v1"
        known = CREATE_V2.keywords if v2 else CREATE_V1.keywords
        fifth = args.positional[4] if form == "v1" and len(args.positional) > 4 else None
        completed = given("webhook_completed")
        if fifth is not None and not all(isinstance(one, (Const, Text)) for one in options(fifth.value)):
            completed = Given()
        return Creation(
            form=form,
            destination=given("destination"),
            input=given("input"),
            webhook=given("webhook"),
            legacy_webhook=completed,
            events=given("webhook_events_filter"),
            version=given("version_id") if v2 else given("version"),
            model=model,
            strategy=given("file_encoding_strategy"),
            extra=tuple((arg.keyword, arg.place) for arg in args.keywords if arg.keyword and arg.keyword not in known),
            fifth=Given(fifth.value, fifth.place) if fifth is not None else Given(),
            reference=self._reference,
        )

    def _positions(self, machine: Machine, args: Args, place: Place) -> tuple[str, ...]:
        """What the positional arguments of the call mean, in order."""
        plain = CREATE_V1.positional
        if not _callee(place).startswith("async_"):
            return plain
        if len(args.positional) >= 2 and _is_dict(machine, args.positional[1].value):
            return plain
        return ("model", "version", "input")

    def _trainings_get(self, machine: Machine, args: Args, place: Place) -> Value:
        found = args.get("training_id") or args.get("id", 0)
        if found is None:
            machine.may_raise()
            return machine.fresh(place)
        via = "v2" if args.get("training_id") is not None else "v1"
        return machine.each(found.value, lambda one: self._fetched(machine, one, place, via))

    def _fetched(self, machine: Machine, value: Value, place: Place, via: str) -> Value:
        return self.polls.fetched(machine, RemoteMeta("training", identity(value), via=via), place)

    def _trainings_list(self, machine: Machine, args: Args, place: Place) -> Value:
        machine.may_raise()
        machine.state.marks = frozenset(mark for mark in machine.state.marks if not _is_attempt(mark))
        return Unknown(("trainings", machine.tick()), tags=frozenset({"trainings"}))

    def _trainings_cancel(self, machine: Machine, args: Args, place: Place) -> Value:
        machine.may_raise()
        found = args.get("training_id") or args.get("id", 0)
        return self.builder.remote(machine, RemoteMeta("training", identity(found.value if found else ABSENT)), place)

    # Predictions

    def _predictions_create(self, machine: Machine, args: Args, place: Place) -> Value:
        self._run(machine, args.get("version", 0) or args.get("model"))
        return self._predicted(machine, args, place)

    def _run(self, machine: Machine, reference: Arg | None) -> None:
        """A model is run: which one is a fact, and whether its version is a training's id."""
        if reference is None or not machine.recording:
            return
        self.builder.facts.runs.append(ModelRun(reference.place, reference.value))
        if version_of(reference.value) is not None:
            self.builder.facts.misused.append(IdMisused(reference.place, "version", reference.value))

    def _models_predictions_create(self, machine: Machine, args: Args, place: Place) -> Value:
        owner, name = args.value("model_owner"), args.value("model_name")
        first = args.get("model_owner") or args.get("model", 0)
        if first is not None and owner is not ABSENT and name is not ABSENT:
            self.builder.facts.runs.append(ModelRun(first.place, text((owner, "/", name))))
        else:
            self._run(machine, first)
        return self._predicted(machine, args, place)

    def _predicted(self, machine: Machine, args: Args, place: Place) -> Value:
        machine.may_raise()
        self._keep(machine, args)
        key: Hashable = ("prediction", id(place.node), machine.tick())
        return self.builder.remote(machine, RemoteMeta("prediction", key), place)

    def _predictions_get(self, machine: Machine, args: Args, place: Place) -> Value:
        found = args.get("prediction_id") or args.get("id", 0)
        if found is not None and training_of(found.value) is not None:
            if machine.recording:
                self.builder.facts.misused.append(IdMisused(found.place, "prediction", found.value))
            return self.polls.fetched(
                machine, RemoteMeta("training", training_of(found.value), via="prediction"), place
            )
        key = identity(found.value) if found is not None else machine.tick()
        machine.may_raise()
        return self.builder.remote(machine, RemoteMeta("prediction", key), place)

    # Models

    def _models_create(self, machine: Machine, args: Args, place: Place) -> Value:
        machine.may_raise()
        owner, name = args.value("owner", 0), args.value("name", 1)
        return self.builder.model_made(machine, owner, name, place)

    def _models_get(self, machine: Machine, args: Args, place: Place) -> Value:
        return self.builder.model_seen(machine, args, place)

    def _models_list(self, machine: Machine, args: Args, place: Place) -> Value:
        return self.builder.model_seen(machine, args, place)

    def _models_versions_get(self, machine: Machine, args: Args, place: Place) -> Value:
        self._version_given(machine, args.get("version_id") or args.get("id", min(len(args.positional), 2) - 1))
        machine.may_raise()
        return machine.fresh(place)

    def _deployments_create(self, machine: Machine, args: Args, place: Place) -> Value:
        self._version_given(machine, args.get("version"))
        machine.may_raise()
        self._keep(machine, args)
        return machine.fresh(place)

    _deployments_update = _deployments_create

    def _version_given(self, machine: Machine, arg: Arg | None) -> None:
        if arg is not None:
            self.builder.version_given(machine, Given(arg.value, arg.place), arg.place)

    def _models_versions_list(self, machine: Machine, args: Args, place: Place) -> Value:
        machine.may_raise()
        return Unknown(("versions", machine.tick()), tags=frozenset({"versions"}))


def _is_attempt(mark: Hashable) -> bool:
    return isinstance(mark, tuple) and mark[:1] == ("attempt",)


def method(machine: Machine, polls: Polls, value: Ref, name: str, args: Args, place: Place) -> Value | None:
    """A method of a training or prediction object."""
    held = machine.obj(value)
    if held is None or not isinstance(held.meta, RemoteMeta):
        return None
    meta = held.meta
    plain = name.removeprefix("async_")
    if plain == "reload":
        fresh = machine.obj(polls.fetched(machine, RemoteMeta(meta.kind, meta.key), place))
        if fresh is not None:
            machine.state.put(value.id, "status", fresh.slots["status"])
        return Const(None)
    if plain == "wait" and meta.kind == "prediction":
        machine.wait(Wait(maybe=True))
        if machine.recording:
            polls.facts.prediction_waits.append(place)
    if plain in ("cancel", "wait"):
        machine.may_raise()
        return Const(None)
    return None


def _callee(place: Place) -> str:
    import libcst as cst

    func = place.node.func if isinstance(place.node, cst.Call) else None
    return func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""


def _is_dict(machine: Machine, value: Value) -> bool:
    return any((held := machine.obj(option)) is not None and held.kind == "dict" for option in options(value))
