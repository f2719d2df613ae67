"""Attributes and items of the API's objects, and the objects that annotations promise."""

from __future__ import annotations

from collections.abc import Hashable

from replint.facts.http import CLIENT_TYPES
from replint.facts.objects import RemoteMeta, ResponseMeta, read_field, remote, urls_of
from replint.facts.records import Facts
from replint.facts.responses import response_attribute
from replint.facts.schedulers import request_retries
from replint.facts.sdk import CLIENTS, PREDICTION_TYPES, TRAINING_TYPES
from replint.facts.storage import Storage
from replint.facts.watching import Watching
from replint.syntax.tree import Place
from replint.values.domain import Const, Lib, Method, PathObj, Ref, Unknown, Value
from replint.values.interpreter import Interpreter
from replint.values.library import environment

_OBJECT_METHODS = frozenset(
    {
        "reload",
        "cancel",
        "async_reload",
        "async_cancel",
        "wait",
        "async_wait",
        "get",
        "dict",
        "model_dump",
        "json",
        "items",
        "keys",
        "values",
    }
)
_RESPONSE_METHODS = frozenset(
    {
        "json",
        "read",
        "text",
        "aread",
        "raise_for_status",
        "getcode",
        "close",
        "aclose",
        "release",
        "iter_lines",
        "parse",
    }
)


class Members(Watching):
    """Gives what is read of the API's objects."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts)
        self.storage = Storage()

    def attribute(self, machine: Interpreter, value: Value, name: str, place: Place) -> Value | None:
        """An attribute of an API object."""
        if isinstance(value, Ref):
            return self._of_object(machine, value, name, place)
        if isinstance(value, Unknown):
            found = self.reading.part(machine, value, name, place)
            if found is not None:
                return found
        if isinstance(value, Lib):
            if value.path == "celery.Task().request" and name == "retries":
                return request_retries(machine, value)
            return self.storage.attribute(machine, value, name, place)
        if isinstance(value, PathObj):
            return _path_attribute(value, name)
        if isinstance(value, Method) and isinstance(value.receiver, Ref):
            return self._body_attribute(machine, value, name)
        if isinstance(value, Unknown) and "trainings" in value.tags and name == "results":
            return Unknown(("results", value.sym), tags=value.tags)
        return urls_of(value, name)

    def _of_object(self, machine: Interpreter, value: Ref, name: str, place: Place) -> Value | None:
        """An attribute of an object in the heap: a training, a response, a model, a request."""
        held = machine.obj(value)
        if held is None:
            return None
        if isinstance(held.meta, RemoteMeta):
            self.reading.attribute(machine, held.meta, name, place)
            if name in _OBJECT_METHODS:
                if name not in ("get", "reload", "async_reload", "cancel", "async_cancel") or held.kind == "prediction":
                    self.used(machine, value)
                return Method(value, name)
            return read_field(machine, value, name, place)
        if isinstance(held.meta, ResponseMeta):
            found = response_attribute(machine, value, name, place)
            return (
                found
                if found is not None and name != "text"
                else Method(value, name)
                if name in _RESPONSE_METHODS
                else found
            )
        if held.kind == "model":
            return self._model_attribute(machine, value, name)
        if held.kind == "request":
            return held.slots.get(name, Unknown(("request", value.id, name)))
        return None

    def _body_attribute(self, machine: Interpreter, value: Method, name: str) -> Value | None:
        """``response.text`` is a property here and a method there: its own attributes are those of the body."""
        held = machine.obj(value.receiver)
        if held is not None and isinstance(held.meta, ResponseMeta) and isinstance(value.receiver, Ref):
            return Unknown(("attr", ("body", value.receiver.id), name))
        return None

    def _model_attribute(self, machine: Interpreter, value: Ref, name: str) -> Value | None:
        from replint.values.operators import text

        held = machine.obj(value)
        if held is None:
            return None
        if name in ("owner", "name"):
            return held.slots[name]
        if name == "id":
            return text((held.slots["owner"], "/", held.slots["name"]))
        return Unknown(("model", value.id, name))

    def subscript(self, machine: Interpreter, value: Value, key: Value, place: Place) -> Value | None:
        """An item of an API object or of the environment."""
        if isinstance(value, Lib) and value.path == "os.environ":
            return environment(key)
        if isinstance(value, Lib) and value.id is not None and isinstance(key, Const):
            return machine.state.slot(value.id, key.value)
        if isinstance(value, Unknown) and "trainings" in value.tags and isinstance(key, Const):
            return Unknown(("results", value.sym), tags=value.tags) if key.value == "results" else None
        if isinstance(value, Unknown):
            found = self.reading.item(machine, value, key, place)
            if found is not None:
                return found
        if isinstance(value, Unknown) and isinstance(key, Const):
            found = urls_of(value, str(key.value))
            if found is not None:
                return found
        held = machine.obj(value)
        if held is not None and isinstance(value, Ref) and isinstance(held.meta, RemoteMeta):
            if isinstance(key, Const) and isinstance(key.value, str):
                self.reading.subscript(machine, held.meta, key.value, place)
                return read_field(machine, value, key.value, place)
            self.used(machine, value)
            return Unknown(("item", value.id, key), deps=frozenset({held.meta.key}))
        return None

    def annotated(self, machine: Interpreter, path: str, place: Place) -> Value | None:
        """A value of an annotated library type."""
        known = CLIENTS.get(path) or CLIENT_TYPES.get(path)
        if known is not None:
            return Lib(known)
        if path in TRAINING_TYPES or path in PREDICTION_TYPES:
            kind = "training" if path in TRAINING_TYPES else "prediction"
            key: Hashable = ("annotated", id(place.node))
            return remote(machine, RemoteMeta(kind, key, via="v1"), place)
        if path in (
            "threading.Event",
            "asyncio.Event",
            "fastapi.BackgroundTasks",
            "starlette.background.BackgroundTasks",
        ):
            return Lib(f"{path}()")
        if path == "pathlib.Path":
            return PathObj(Unknown(("annotated", id(place.node)), tags=frozenset({"local-path"})))
        return None


def _path_attribute(value: PathObj, name: str) -> Value | None:
    """A part of a path."""
    if name == "parent":
        return PathObj(Unknown(("path", value, name)))
    local = frozenset({"local-path"})
    return Unknown(("path", value, name), tags=local) if name in ("name", "stem", "suffix") else None
