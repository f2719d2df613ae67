"""What the libraries mean: answers the interpreter's questions and records the facts on the way."""

from __future__ import annotations

import re
from dataclasses import replace

from replint.facts.callbacks import Callbacks
from replint.facts.commandline import CommandLine
from replint.facts.http import Http
from replint.facts.members import Members
from replint.facts.objects import (
    TEXT_METHODS,
    RemoteMeta,
    ResponseMeta,
    is_status,
    remote,
    urls_of,
)
from replint.facts.records import Facts
from replint.facts.responses import response_method
from replint.facts.retries import Retries
from replint.facts.schedulers import Schedulers
from replint.facts.sdk import Sdk, method
from replint.facts.secrets import Secrets
from replint.facts.shapes import reloads
from replint.facts.timing import Timing
from replint.facts.wrapped import Wrapped
from replint.syntax.tree import Place
from replint.values.domain import (
    Args,
    Const,
    Func,
    Lib,
    Method,
    Ref,
    Tup,
    Unknown,
    Value,
    options,
)
from replint.values.dumping import dumped
from replint.values.interpreter import Interpreter
from replint.values.items import Items
from replint.values.library import instance
from replint.values.machine import Machine
from replint.wrappers import Declared

_LOGGERS = {
    "logging.getLogger": "logging.Logger()",
    "structlog.get_logger": "structlog.Logger()",
    "structlog.getLogger": "structlog.Logger()",
}
_FACTORY = re.compile(
    r"^requests\.session$|^urllib\.request\.build_opener$|^urllib3\.connection_from_url$|^(?:requests|niquests)\.sessions\.session$"
)


class Replicate(Members):
    """The platform as the interpreter sees it."""

    def __init__(
        self,
        facts: Facts,
        only_trainings: frozenset[str] = frozenset(),
        wrappers: Declared | None = None,
    ) -> None:
        super().__init__(facts)
        self.only_trainings = only_trainings
        self.sdk = Sdk(self.builder, self.polls)
        self.http = Http(self.builder, self.polls)
        self.wrapped = Wrapped(self.builder, self.polls, wrappers) if wrappers else None
        self.timing = Timing()
        self.callbacks = Callbacks(self.timing)
        self.retries = Retries(self.timing)
        self.schedulers = Schedulers(self.timing, self.callbacks)
        self.commandline = CommandLine()
        self.secrets = Secrets(facts)

    # Calling

    def call(self, machine: Interpreter, func: Value, args: Args, place: Place) -> Value | None:
        """The result of a call to a library."""
        if self.wrapped is not None:
            found = self.wrapped.call(machine, func, args, place)
            if found is not None:
                return found
        if isinstance(func, Method):
            found = self._method(machine, func, args, place)
            if found is not None:
                return found
        if isinstance(func, Unknown) and "versions-list" in func.tags:
            return Unknown(("versions", machine.tick()), tags=frozenset({"versions"}))
        if isinstance(func, Unknown) and "versions-get" in func.tags:
            return self.sdk.named(machine, "replicate.models.versions.get", args, place)
        if isinstance(func, Unknown):
            found = self._text_method(machine, func, args, place) or self.http.by_address(machine, func, args, place)
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
            or self.commandline.call(machine, func, args, place)
        )

    def _library(self, machine: Interpreter, func: Lib, args: Args, place: Place) -> Value | None:
        path = func.path
        if path in _LOGGERS:
            return Lib(_LOGGERS[path])
        name = path.rpartition(".")[2]
        if name in ("model_dump", "dict", "model_dump_json", "json") and func.id is not None:
            fields = dumped(machine, Ref(func.id), args, place)
            if fields is not None:
                whole = name in ("model_dump", "dict")
                return fields if whole else Lib("json.dumps()", machine.new("library", {0: fields}).id, at=place)
        if (same := _same_text(path, func, args)) is not None:
            return same
        if path == "io.File().close" and func.id is not None:
            machine.state.put(func.id, "closed", Const(True))
            return Const(None)
        if (
            path in ("contextlib.ExitStack().enter_context", "contextlib.AsyncExitStack().enter_async_context")
            and args.positional
        ):
            return machine.enter(args.positional[0].value, place.node)  # type: ignore[arg-type]
        if path.endswith(").headers.update") and func.id is not None:
            for arg in args.positional:
                held = machine.obj(arg.value)
                for key, entry in (held.slots if held is not None else {}).items():
                    machine.state.put(func.id, key, entry)
            return Const(None)
        found = (
            self.reading.chosen(path, args)
            or self.sdk.call(machine, func, args, place)
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
        if any(room.marker(path) for room in (self.retries, self.schedulers, self.commandline)) or _FACTORY.match(path):
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

    def annotated(self, machine: Interpreter, path: str, place: Place) -> Value | None:
        """A value of an annotated library type."""
        found = super().annotated(machine, path, place)
        return self.wrapped.annotated(path, place) if found is None and self.wrapped is not None else found

    def discarded(self, machine: Machine, value: Value) -> None:
        """The value of an expression that stands alone is thrown away."""
        super().discarded(machine, value)
        if self.wrapped is not None:
            self.wrapped.discarded(machine, value)

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
        """What click fills a parameter with.

        An object that is reloaded and has a status is a training where the module knows nothing but trainings.
        """
        given = self.commandline.parameter(machine, func, name)
        if given is not None:
            return given
        if func.tree.path not in self.only_trainings or not reloads(func.node, name):
            return None
        return remote(machine, RemoteMeta("training", ("param", id(func.node), name)), machine.place(func.node))

    def is_object(self, meta: object) -> bool:
        """Whether a heap object with this note is an SDK object: over HTTP it is a dict."""
        return isinstance(meta, RemoteMeta) and meta.via != "http"

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


def _same_text(path: str, func: Lib, args: Args) -> Value | None:
    """What is but another form of a text: a status as ``str``, JSON encoded to bytes; None for all else."""
    if path.startswith("json.dumps()."):
        return Lib("json.dumps()", func.id)
    if path not in ("builtins.str", "builtins.bytes", "builtins.bytearray") or not args.positional:
        return None
    given = args.positional[0].value
    is_json = isinstance(given, Lib) and given.path == "json.dumps()"
    return given if is_json or is_status(given) else None
