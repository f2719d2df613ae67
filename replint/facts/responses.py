"""What is read of the responses of the API: their status, their text and the object in their body."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from replint.facts.objects import ResponseMeta, remote
from replint.syntax.tree import Place
from replint.values.domain import Args, Const, Ref, Unknown, Value
from replint.values.machine import Machine

BODY_METHODS = frozenset(
    {"json", "read", "text", "content", "data", "iter_lines", "iter_content", "aread", "body", "raw"}
)
STATUS = frozenset({"status_code", "status", "code", "getcode"})


def json_of(machine: Machine, response: Ref) -> Value:
    """The parsed JSON body of a response."""
    held = machine.obj(response)
    if held is None or not isinstance(held.meta, ResponseMeta):
        return Unknown(("json", response.id))
    known = held.slots.get("json")
    if known is not None:
        return known
    meta = held.meta.remote
    if meta is None:
        tags = frozenset({held.meta.tag, "http"}) if held.meta.tag else frozenset[str]()
        return Unknown(("json", response.id), tags=tags)
    fresh = (
        remote(machine, replace(meta, via="http"), response.at)
        if response.at is not None
        else Unknown(("json", response.id))
    )
    machine.state.put(response.id, "json", fresh)
    return fresh


def response_attribute(machine: Machine, value: Ref, name: str, place: Place) -> Value | None:
    """An attribute of a response of the API."""
    held = machine.obj(value)
    if held is None or not isinstance(held.meta, ResponseMeta):
        return None
    meta = held.meta
    if name in BODY_METHODS and meta.remote is not None and meta.remote.retention is not None:
        meta.remote.retention.body_read = True
    if name in ("text", "content", "data", "body"):
        deps = frozenset({meta.remote.key}) if meta.remote is not None else frozenset[Hashable]()
        return Unknown(("body", value.id), deps=deps)
    if name in STATUS and name != "getcode":
        return Const(200) if machine.scenario is not None else Unknown(("status-code", value.id))
    if name in ("ok", "is_success"):
        return Const(True) if machine.scenario is not None else Unknown(("ok", value.id))
    if name in ("is_error", "is_client_error", "is_server_error"):
        return Const(False) if machine.scenario is not None else Unknown(("error", value.id))
    return None


def response_method(machine: Machine, value: Ref, name: str, args: Args, place: Place) -> Value | None:
    """A method of a response of the API."""
    held = machine.obj(value)
    if held is None or not isinstance(held.meta, ResponseMeta):
        return None
    meta = held.meta
    deps = frozenset({meta.remote.key}) if meta.remote is not None else frozenset[Hashable]()
    if name == "parse" and "parsed" in held.slots:
        machine.may_raise()
        return held.slots["parsed"]
    if name == "json":
        machine.may_raise()
        return json_of(machine, value)
    if name in ("read", "text", "aread"):
        return Unknown(("body", value.id), deps=deps)
    if name == "raise_for_status":
        machine.may_raise()
        return value
    if name == "getcode":
        return Const(200) if machine.scenario is not None else Unknown(("status-code", value.id))
    return machine.fresh(place)
