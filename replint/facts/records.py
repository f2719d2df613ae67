"""The facts: plain records of what a module does, each with the values that reach it. Checks read these, not trees."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field, replace

from replint.plain import dataclass
from replint.syntax.tree import Place
from replint.values.domain import ABSENT, Absent, Tup, Value, options
from replint.values.waits import Wait


@dataclass(frozen=True, slots=True)
class FileValue(Value):
    """An open file as it is passed: its mode, and whether it was closed before."""

    mode: Value
    closed: bool
    opened: Place


@dataclass(frozen=True, slots=True)
class ListValue(Value):
    """A list as it is passed; ``open`` says that there may be more in it."""

    items: tuple[Value, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class EncodedValue(Value):
    """Data written into the request itself, as base64 text."""


@dataclass(slots=True)
class Retention:
    """What becomes of a created training: shared by all observations of the same call.

    An id that is read is held, unless every time it ends in a statement that throws it away.
    """

    kept: bool = False
    ids_read: int = 0
    ids_thrown: int = 0
    attributes: set[str] = field(default_factory=set)
    name: str | None = None
    returned: Place | None = None
    body_read: bool = False

    @property
    def held(self) -> bool:
        """Whether the training, its id or the answer to the request is kept somewhere."""
        return self.kept or self.body_read or self.ids_read > self.ids_thrown


@dataclass(frozen=True, slots=True)
class Given:
    """A value given to a call: as an argument or an entry of its body, with the place of that expression.

    ``value`` is ABSENT if it is not given on some or all paths.
    """

    value: Value = ABSENT
    place: Place | None = None

    def where(self, option: Value, fallback: Place) -> Place:
        """Where a bad alternative is pointed at: the call that brings it, its entry, the argument, the API call."""
        if option.site is not None:
            return option.site
        if option.defaulted:
            return fallback
        return option.entry or self.place or fallback

    def where_named(self, option: Value, fallback: Place) -> Place:
        """Where the fault is in the name, and not in what it is given: the entry as it is written."""
        return option.entry or self.where(option, fallback)


@dataclass(frozen=True, slots=True)
class Creation:
    """What a call that creates a training is given.

    ``form`` is ``v1``, ``v1-async`` or ``v2`` (SDK), ``http``, or ``dreambooth`` for the retired host. ``extra`` are
    the arguments or entries that the form doesn't know, by name; ``fifth`` is the fifth positional argument of the
    SDK's call. ``route`` is the endpoint of the HTTP form, ``url`` the place of its URL argument. ``reference`` is
    where the API's function is named if a project function was handed it and calls it.
    """

    form: str
    destination: Given = Given()
    input: Given = Given()
    webhook: Given = Given()
    legacy_webhook: Given = Given()
    events: Given = Given()
    version: Given = Given()
    model: Given = Given()
    strategy: Given = Given()
    extra: tuple[tuple[str, Place], ...] = ()
    fifth: Given = Given()
    route: str | None = None
    url: Place | None = None
    reference: Place | None = None


@dataclass(frozen=True, slots=True)
class TrainingCreated:
    """A call that creates a training.

    ``given`` is what it is given; ``entries`` the training's input, by key, as it is at the call; ``input_open`` says
    that there may be more. ``public_upload``/``upload_seen``: an upload stands before it on the path. ``again``: it may
    be a second try after an error that does not prove that nothing was started. ``traced``: values remember their way.
    """

    key: Hashable
    place: Place
    given: Creation
    entries: tuple[tuple[str, Given], ...]
    input_open: bool
    retention: Retention
    context: tuple[Place, ...]
    public_upload: bool = False
    upload_seen: bool = False
    again: bool = False
    traced: bool = False

    @property
    def form(self) -> str:
        """Which form of the call it is."""
        return self.given.form

    @property
    def destination(self) -> Given:
        """The destination that is given."""
        return self.given.destination

    @property
    def webhook(self) -> Given:
        """The webhook, under its present or its old name."""
        return self.given.webhook if self.given.webhook.value is not ABSENT else self.given.legacy_webhook


@dataclass(frozen=True, slots=True)
class LateModel:
    """A destination model that is created after the training that names it."""

    place: Place
    destination: Value
    training: Place


@dataclass(frozen=True, slots=True)
class Gap:
    """The delay between two fetches of the same training, in one round of a repetition (None: any further round)."""

    step: int | None
    wait: Wait
    fetch: Place


@dataclass(slots=True)
class Poll:
    """A repetition that fetches the same training again and again.

    ``place`` is its header (or the recursive call, or the retry decorator). ``supervisor`` says that it goes over many
    trainings, ``same_trainings`` that they are not looked up anew in each round. ``bounded``: it can end without a
    terminal status (None: can't be told). ``uncovered``: the terminal statuses with which it goes on;
    ``status_tested``: a fetched status is tested at all. ``depth`` is how many repetitions run around it.
    """

    key: Hashable
    place: Place
    kind: str
    training: Hashable
    supervisor: bool = False
    same_trainings: bool = False
    gaps: list[Gap] = field(default_factory=list)
    tried: bool = False
    bounded: bool | None = None
    uncovered: frozenset[str] = frozenset()
    status_tested: bool = False
    in_async: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class StatusTest:
    """A training's status is compared with words in one test."""

    place: Place
    words: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SecretShown:
    """A secret is printed or logged."""

    place: Place
    what: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class OutputUse:
    """A training's output is taken apart before its status was looked at."""

    place: Place
    what: str


@dataclass(frozen=True, slots=True)
class Misread:
    """Something is read of a training object that it does not have.

    ``how`` is ``attribute``, ``subscript`` or ``urls``.
    """

    place: Place
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class ModelRun:
    """A model is run as a prediction."""

    place: Place
    reference: Value


@dataclass(frozen=True, slots=True)
class IdMisused:
    """A training's id is used where another thing belongs: as a ``prediction``'s id, or as a ``version``."""

    place: Place
    how: str
    value: Value


@dataclass(frozen=True, slots=True)
class StaleWait:
    """A repetition tests a status that nothing in it refreshes. ``fetched``: the training is fetched all the same."""

    place: Place
    fetched: bool


@dataclass(slots=True)
class Facts:
    """All facts of one module."""

    trainings: list[TrainingCreated] = field(default_factory=list)
    late_models: list[LateModel] = field(default_factory=list)
    polls: dict[Hashable, Poll] = field(default_factory=dict)
    tests: list[StatusTest] = field(default_factory=list)
    secrets: list[SecretShown] = field(default_factory=list)
    models: list[Value] = field(default_factory=list)
    gave_up: dict[str, str] = field(default_factory=dict)
    outputs: list[OutputUse] = field(default_factory=list)
    misreads: list[Misread] = field(default_factory=list)
    runs: list[ModelRun] = field(default_factory=list)
    misused: list[IdMisused] = field(default_factory=list)
    stale: list[StaleWait] = field(default_factory=list)
    built_tokens: list[Place] = field(default_factory=list)
    prediction_waits: list[Place] = field(default_factory=list)


def leaves(value: Value) -> list[Value]:
    """The alternatives of a value, lists and tuples opened."""
    found: list[Value] = []
    for option in options(value):
        if isinstance(option, (Tup, ListValue)):
            for item in option.items:
                found.extend(_within(leaf, option) for leaf in leaves(item))
        else:
            found.append(option)
    return found


def _within(leaf: Value, holder: Value) -> Value:
    """A list's item points where the list is given, unless it is written there itself."""
    spot = holder.entry
    if spot is not None and leaf.at is not None and spot.tree is leaf.at.tree:
        outer, inner = spot.span, leaf.at.span
        if (outer.line, outer.column) <= (inner.line, inner.column) and inner.end_line <= outer.end_line:
            return replace(leaf, entry=leaf.at)
    return replace(leaf, entry=leaf.entry or spot, site=leaf.site or holder.site)


def present(value: Value) -> list[Value]:
    """The alternatives in which something is there."""
    return [option for option in options(value) if not isinstance(option, Absent)]
