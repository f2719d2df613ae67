"""What the libraries mean: answers the interpreter's questions and records the facts on the way."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace

import libcst as cst

from replint.facts.building import Builder
from replint.facts.callbacks import Callbacks
from replint.facts.errors import leaves_open
from replint.facts.http import CLIENT_TYPES, Http, response_attribute, response_method
from replint.facts.objects import (
    TEXT_METHODS,
    Polls,
    RemoteMeta,
    ResponseMeta,
    is_status,
    read_field,
    remote,
    settle,
    urls_of,
    words_of,
)
from replint.facts.reading import Reading
from replint.facts.records import Facts, StaleWait, StatusTest
from replint.facts.retries import Retries
from replint.facts.schedulers import Schedulers
from replint.facts.sdk import CLIENTS, PREDICTION_TYPES, TRAINING_TYPES, Sdk, method
from replint.facts.secrets import Secrets
from replint.facts.shapes import reloads
from replint.facts.storage import Storage
from replint.facts.timing import Timing
from replint.replicate_api.statuses import ALL
from replint.replicate_api.tokens import find_tokens
from replint.syntax.tree import Place
from replint.values.domain import (
    Args,
    Const,
    Func,
    Lib,
    Method,
    PathObj,
    Ref,
    Tup,
    Unknown,
    Value,
    options,
)
from replint.values.interpreter import Interpreter
from replint.values.items import Items
from replint.values.library import as_dict, environment, instance
from replint.values.machine import Machine, Repetition
from replint.values.state import State

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
    {"json", "read", "text", "aread", "raise_for_status", "getcode", "close", "aclose", "release", "iter_lines"}
)
_LOGGERS = {
    "logging.getLogger": "logging.Logger()",
    "structlog.get_logger": "structlog.Logger()",
    "structlog.getLogger": "structlog.Logger()",
}
_FACTORY = re.compile(r"^requests\.session$|^urllib3\.connection_from_url$|^(?:requests|niquests)\.sessions\.session$")


class Replicate:
    """The platform as the interpreter sees it."""

    def __init__(self, facts: Facts, only_trainings: frozenset[str] = frozenset()) -> None:
        self.facts = facts
        self.only_trainings = only_trainings
        self.builder = Builder(facts)
        self.polls = Polls(facts)
        self.sdk = Sdk(self.builder, self.polls)
        self.http = Http(self.builder, self.polls)
        self.timing = Timing()
        self.callbacks = Callbacks(self.timing)
        self.retries = Retries(self.timing)
        self.schedulers = Schedulers(self.timing, self.callbacks)
        self.storage = Storage()
        self.secrets = Secrets(facts)
        self.reading = Reading(facts)

    # Reading

    def attribute(self, machine: Interpreter, value: Value, name: str, place: Place) -> Value | None:
        """An attribute of an API object."""
        if isinstance(value, Ref):
            held = machine.obj(value)
            if held is None:
                return None
            if isinstance(held.meta, RemoteMeta):
                self.reading.attribute(machine, held.meta, name, place)
                if name in _OBJECT_METHODS:
                    if (
                        name not in ("get", "reload", "async_reload", "cancel", "async_cancel")
                        or held.kind == "prediction"
                    ):
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
        if isinstance(value, Unknown):
            found = self.reading.part(machine, value, name, place)
            if found is not None:
                return found
        if isinstance(value, Lib) and value.path == "celery.Task().request" and name == "retries":
            return self.schedulers.request_retries(machine, value)
        if isinstance(value, PathObj) and name in ("name", "stem", "parent", "suffix"):
            return (
                Unknown(("path", value, name), tags=frozenset({"local-path"}))
                if name != "parent"
                else PathObj(Unknown(("path", value, name)))
            )
        if isinstance(value, Method) and isinstance(value.receiver, Ref):
            return self._body_attribute(machine, value, name)
        if isinstance(value, Unknown) and "trainings" in value.tags and name == "results":
            return Unknown(("results", value.sym), tags=value.tags)
        return urls_of(value, name)

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

    # Calling

    def call(self, machine: Interpreter, func: Value, args: Args, place: Place) -> Value | None:
        """The result of a call to a library."""
        if isinstance(func, Method):
            found = self._method(machine, func, args, place)
            if found is not None:
                return found
        if isinstance(func, Unknown) and "versions-list" in func.tags:
            return Unknown(("versions", machine.tick()), tags=frozenset({"versions"}))
        if isinstance(func, Unknown) and "versions-get" in func.tags:
            return self.sdk.call(machine, "replicate.models.versions.get", args, place)
        if isinstance(func, Unknown):
            found = self._text_method(machine, func, args, place)
            if found is not None:
                return found
        self.secrets.call(machine, func, args, place)
        if isinstance(func, Lib):
            found = self._library(machine, func, args, place)
            if found is not None:
                return found
        return (
            self.schedulers.call(machine, func, args, place)
            or self.callbacks.call(machine, func, args, place)
            or self.storage.call(machine, func, args, place)
        )

    def _library(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        path = func.path
        if path in _LOGGERS:
            return Lib(_LOGGERS[path])
        name = path.rpartition(".")[2]
        if name in ("model_dump", "dict", "model_dump_json", "json") and func.id is not None:
            plain = args.value("exclude_none") == Const(True)
            fields = as_dict(machine, Ref(func.id), place, without_none=plain)
            if fields is not None:
                whole = name in ("model_dump", "dict")
                return fields if whole else Lib("json.dumps()", machine.new("library", {0: fields}).id, at=place)
        if path.startswith("json.dumps()."):
            return Lib("json.dumps()", func.id)
        if path == "io.File().close" and func.id is not None:
            machine.state.put(func.id, "closed", Const(True))
            return Const(None)
        if (
            path in ("contextlib.ExitStack().enter_context", "contextlib.AsyncExitStack().enter_async_context")
            and args.positional
        ):
            return machine.enter(args.positional[0].value, place.node)  # type: ignore[arg-type]
        if path in ("builtins.str", "builtins.bytes") and args.positional and is_status(args.positional[0].value):
            return args.positional[0].value
        if path.endswith(").headers.update") and func.id is not None:
            for arg in args.positional:
                held = machine.obj(arg.value)
                for key, entry in (held.slots if held is not None else {}).items():
                    machine.state.put(func.id, key, entry)
            return Const(None)
        found = (
            self.sdk.call(machine, path, args, place)
            or self.http.call(machine, func, args, place)
            or self.timing.call(machine, func, args, place)
            or self.retries.call(machine, func, args, place)
        )
        if found is not None:
            return found
        if path == "builtins.iter" and len(args.positional) == 2:
            target = args.positional[0].value
            return machine.new("endless", meta=lambda index: machine.call(target, Args(), place.node))  # type: ignore[arg-type]
        if path in ("sys.exit", "os._exit", "builtins.exit", "builtins.quit"):
            machine.throw(Lib("builtins.SystemExit()"))
            return Const(None)
        if self.retries.marker(path) or self.schedulers.marker(path) or _FACTORY.match(path):
            return instance(machine, path, args, place)
        return None

    def _method(self, machine: Interpreter, func: Method, args: Args, place: Place) -> Value | None:
        receiver = func.receiver
        if isinstance(receiver, Const) and func.name in TEXT_METHODS and receiver.value is None:
            return None
        if not isinstance(receiver, Ref):
            return None
        held = machine.obj(receiver)
        if held is None:
            return None
        if isinstance(held.meta, ResponseMeta):
            return response_method(machine, receiver, func.name, args, place)
        if isinstance(held.meta, RemoteMeta):
            if func.name == "get" and args.positional:
                return self.subscript(machine, receiver, args.positional[0].value, place)
            return method(machine, self.polls, receiver, func.name, args, place)
        return None

    def _text_method(self, machine: Interpreter, func: Unknown, args: Args, place: Place) -> Value | None:
        """Methods of text that can't be known: the status stays a status, halves of a split text stay halves."""
        sym = func.sym
        if not (isinstance(sym, tuple) and sym[0] == "attr"):
            return None
        _, base, name = sym
        if isinstance(base, tuple) and base and base[0] == "status" and name in TEXT_METHODS:
            cased = frozenset({"status", "upper"}) if name == "upper" else frozenset({"status"})
            return Unknown((*base, name), tags=cased, deps=func.deps)
        if isinstance(base, tuple) and base and base[0] == "body" and name in TEXT_METHODS:
            return Unknown(base, deps=func.deps)
        if isinstance(base, tuple) and base and base[0] == "urls" and name == "get" and args.positional:
            key = args.positional[0].value
            return urls_of(Unknown(base), str(key.value)) if isinstance(key, Const) else None
        if name == "get_secret_value" and isinstance(base, tuple) and base[0] == "secret-text":
            return Unknown(("secret", base), tags=frozenset({"token"}))
        if name in ("items", "keys", "values", "copy") and not args.positional:
            return Unknown(("view", base, name), deps=func.deps)
        if (
            name in ("split", "partition", "rpartition", "rsplit")
            and args.positional
            and args.positional[0].value == Const("/")
        ):
            owner, rest = Unknown(("part", base, 0)), Unknown(("part", base, 1))
            return Tup((owner, Const("/"), rest)) if "partition" in name else Tup((owner, rest))
        return None

    def invoke(self, machine: Interpreter, func: Func, args: Args, place: Place) -> Value | None:
        """A call of a project function under a library's decorator."""
        again = self.retries.repeats_on_errors(machine, func)
        machine.retrying += again
        try:
            found = self.retries.wrapped(machine, func, args, place) or self.schedulers.wrapped(
                machine, func, args, place
            )
            if found is not None or not again:
                return found
            bare = replace(func, wrappers=())
            return machine.resolve(machine.start(bare, args, place.node), place.node)
        finally:
            machine.retrying -= again

    def unseen(self, machine: Interpreter, func: Value, args: Args, place: Place) -> None:
        """A call of which nothing is known."""
        self.timing.unseen(machine, func, args, place)
        if not self.timing.quick(func) and not self.secrets.shows(func):
            for arg in args.all:
                self._may_refresh(machine, arg.value)

    def _may_refresh(self, machine: Interpreter, value: Value) -> None:
        """Code that can't be seen may fetch a training that it is handed."""
        for option in options(value):
            held = machine.obj(option)
            if isinstance(option, Ref) and held is not None and held.kind == "training" and machine.scenario is None:
                fresh = remote(machine, held.meta, option.at or machine.place(machine.tree.module))
                machine.state.put(option.id, "status", machine.state.heap[fresh.id].slots["status"])

    def parameter(self, machine: Interpreter, func: Func, name: str) -> Value | None:
        """An object that is reloaded and has a status is a training where the module knows nothing but trainings."""
        if func.tree.path not in self.only_trainings or not reloads(func.node, name):
            return None
        return remote(machine, RemoteMeta("training", ("param", id(func.node), name)), machine.place(func.node))

    def quick(self, func: Value) -> bool:
        """Whether a call neither waits nor fails."""
        return self.timing.quick(func)

    def awaited(self, machine: Interpreter, value: Lib) -> None:
        """A coroutine that sleeps is awaited."""
        self.timing.awaited(machine, value)

    def iterate(self, machine: Interpreter, value: Value) -> Items | None:
        """How a library object iterates."""
        if isinstance(value, Unknown) and "trainings" in value.tags:
            place = machine.place(machine.tree.module)
            via = "http" if "http" in value.tags else "v1"
            return Items(
                more=True,
                element=lambda i: remote(machine, RemoteMeta("training", ("elem", value.sym, i), via=via), place),
            )
        return self.retries.attempts(machine, value) if isinstance(value, Lib) else None

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
        if repetition.stale and not repetition.refreshed and waits and machine.recording:
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

    # Watching

    def used(self, machine: Machine, value: Value, depth: int = 0) -> None:
        """A value is passed on, stored or returned: trainings in it are kept."""
        for option in options(value):
            if isinstance(option, Tup) and depth < 4:
                for item in option.items:
                    self.used(machine, item, depth + 1)
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
            if isinstance(meta, RemoteMeta) and meta.retention is not None:
                meta.retention.returned = place

    def compared(self, machine: Machine, left: Value, right: Value, place: Place) -> None:
        """A comparison: with a training's status, its words are a fact."""
        if machine.scenario is not None:
            told = any(isinstance(one, Const) and one.deps for side in (left, right) for one in options(side))
            machine.scenario.seen = machine.scenario.seen or told
        if not machine.recording:
            return
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

    def enter(self, machine: Interpreter, value: Value, place: Place) -> Value | None:
        """What ``with`` binds for a library's object."""
        if isinstance(value, Lib):
            held = machine.obj(value)
            if value.path == "tenacity.AttemptManager()" and held is not None:
                machine.retrying += held.meta is True
                return value
            if value.path == "tempfile.TemporaryDirectory()" and held is not None:
                return held.slots["name"]
            if value.path in ("contextlib.closing()", "contextlib.nullcontext()") and held is not None:
                return held.slots.get(0)
        return value if isinstance(value, (Lib, Ref)) and not self._is_project(machine, value) else None

    def _is_project(self, machine: Machine, value: Value) -> bool:
        held = machine.obj(value)
        return held is not None and held.kind in ("instance", "generator")

    def leave(self, machine: Machine, value: Value) -> None:
        """A ``with`` block ends: a file is closed from here on."""
        for option in options(value):
            held = machine.obj(option)
            if held is not None and isinstance(option, Lib) and option.path == "tenacity.AttemptManager()":
                machine.retrying -= held.meta is True
            if held is not None and held.kind == "file" and isinstance(option, Lib) and option.id is not None:
                machine.state.put(option.id, "closed", Const(True))

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
