"""Secrets that are printed or logged: the API token, and the tokens in a training's input."""

from __future__ import annotations

from collections.abc import Hashable

from replint.facts.callbacks import method_name
from replint.facts.records import Facts, SecretShown
from replint.replicate_api.inputs import SECRET_INPUT_KEYS
from replint.replicate_api.tokens import find_tokens
from replint.syntax.tree import Place
from replint.values.domain import Args, Const, Lib, Ref, Text, Tup, Unknown, Value, options
from replint.values.machine import Machine

_LEVELS = frozenset({"debug", "info", "warning", "warn", "error", "critical", "exception", "fatal", "success", "trace"})
_PRINTERS = frozenset(
    {
        "builtins.print",
        "pprint.pprint",
        "pprint.pp",
        "click.echo",
        "click.secho",
        "typer.echo",
        "typer.secho",
        "rich.print",
        "rich.console.Console().print",
        "rich.console.Console().log",
        "sys.stdout.write",
        "sys.stderr.write",
        "sys.__stdout__.write",
        "warnings.warn",
        "logging.log",
        "logging.Logger().log",
        "loguru.logger.log",
    }
)
API_TOKEN = "the API token"


class Secrets:
    """Notes which secrets a module has, and which values it shows."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known: dict[Hashable, str] = {}
        self.shown: list[tuple[Place, Hashable]] = []

    def secret(self, value: Value, what: str) -> None:
        """A value is a secret, wherever else it is shown."""
        for option in options(value):
            if isinstance(option, Unknown):
                self.known[option.sym] = what

    def call(self, machine: Machine, func: Value, args: Args, place: Place) -> None:
        """Looks at a call: an SDK client's token is a secret; what is printed or logged is shown."""
        if not machine.recording:
            return
        if (
            isinstance(func, Lib)
            and func.path.startswith("replicate.")
            and func.path.rpartition(".")[2]
            in (
                "Client",
                "Replicate",
                "AsyncReplicate",
                "AsyncClient",
            )
        ):
            for keyword in ("api_token", "bearer_token"):
                self.secret(args.value(keyword, 0 if keyword == "api_token" else None), API_TOKEN)
        if self.shows(func):
            for arg in args.all:
                if arg.keyword not in ("file", "sep", "end", "exc_info", "stack_info"):
                    self._look(machine, arg.value, place)

    def shows(self, func: Value) -> bool:
        """Whether a call prints or logs its arguments."""
        if isinstance(func, Lib):
            path, _, name = func.path.rpartition(".")
            if func.path in _PRINTERS or func.path.endswith((".stdout.write", ".stderr.write")):
                return True
            return name in _LEVELS and (path in ("logging", "loguru.logger") or "logger" in path.lower())
        return isinstance(func, Unknown) and method_name(func) in _LEVELS

    def _look(self, machine: Machine, value: Value, place: Place, depth: int = 0) -> None:
        for option in options(value):
            if isinstance(option, Unknown):
                if "token" in option.tags:
                    self.facts.secrets.append(SecretShown(place, API_TOKEN))
                self.shown.append((place, option.sym))
            elif isinstance(option, Const) and isinstance(option.value, str):
                if find_tokens(option.value):
                    self.facts.secrets.append(SecretShown(place, API_TOKEN))
            elif isinstance(option, Text):
                for part in option.parts:
                    self._look(machine, part if isinstance(part, Value) else Const(part), place, depth + 1)
            elif isinstance(option, Tup) and depth < 4:
                for item in option.items:
                    self._look(machine, item, place, depth + 1)
            else:
                self._look_inside(machine, option, place, depth)

    def _look_inside(self, machine: Machine, value: Value, place: Place, depth: int) -> None:
        held = machine.obj(value)
        whole = isinstance(value, Ref) or (isinstance(value, Lib) and value.path.endswith((".headers", "json.dumps()")))
        if held is None or not whole or depth > 4 or held.kind not in ("dict", "list", "library", "client"):
            return
        for key, item in held.slots.items():
            if isinstance(value, Lib) and value.path.endswith(".headers") and not isinstance(key, str):
                continue
            self._look(machine, item, place, depth + 1)
        for item in held.items:
            self._look(machine, item, place, depth + 1)

    def finish(self) -> None:
        """After the run: the secrets of training inputs and clients that were shown somewhere."""
        for training in self.facts.trainings:
            for key, given in training.entries:
                if key in SECRET_INPUT_KEYS:
                    self.secret(given.value, f"`{key}`")
        for place, sym in self.shown:
            what = self.known.get(sym)
            if what is not None:
                self.facts.secrets.append(SecretShown(place, what))
