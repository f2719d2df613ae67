"""Wrappers: functions that the configuration declares to be calls of the API, for what no analysis can see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from replint.plain import dataclass

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "create": ("version", "input", "destination", "webhook", "webhook_events_filter", "model"),
    "fetch": ("id",),
    "wait": ("id", "interval", "timeout"),
    "cancel": ("id",),
}
"""What a wrapper can do, each with the API's parameters, in the order in which the API takes them."""


Declared = Mapping[str, Mapping[str, "Wrapper"]]
"""By the path of each module the wrappers that hold for the calls in it, by their dotted names."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a wrapper: its name, its position among the arguments (from 0, without ``self``), or both."""

    name: str | None = None
    position: int | None = None


@dataclass(frozen=True)
class Wrapper:
    """A function that is read as a call of the API.

    ``does`` is a key of PARAMETERS. ``parameters`` maps the API's parameters to the function's own; what it leaves out
    is the function's own business. ``inputs`` does the same for single inputs of the trainer, ``trainer`` is the one
    that the function always uses. ``required`` are those that nothing stands in for if a call leaves them out.
    ``returns`` says what a call gives: the ``training``, its ``id``, its ``status``, or ``nothing`` of it.
    """

    path: str
    does: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    inputs: Mapping[str, Parameter] = field(default_factory=dict)
    trainer: str | None = None
    required: frozenset[str] = frozenset()
    returns: str = "training"

    @property
    def name(self) -> str:
        """The function's own name, without its module and class."""
        return self.path.rpartition(".")[2]


def like_the_api(path: str, does: str) -> Wrapper:
    """A wrapper that takes what the API takes, under the API's names and in its order."""
    names = PARAMETERS[does]
    keywords_only = ("model", "webhook_events_filter", "interval", "timeout")
    known = {name: Parameter(name, None if name in keywords_only else index) for index, name in enumerate(names)}
    required = {"create": frozenset({"destination", "input", "webhook"}), "wait": frozenset({"timeout"})}
    return Wrapper(path, does, known, required=required.get(does, frozenset()))
