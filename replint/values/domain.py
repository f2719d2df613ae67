"""The values that the interpreter computes with.

A value is what is *known* of an expression. ``Unknown`` is a value like any other: it carries a symbol, so that two
reads of the same unknown are recognised as the same, tags that say what kind of thing it is, and the remote objects
that it depends on. ``ABSENT`` stands for something that was not passed or is not there; it is never unknown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import libcst as cst

from replint.plain import dataclass
from replint.syntax.tree import Place, Tree

if TYPE_CHECKING:
    from replint.values.way import Way

ANNOTATED = "typing.Annotated[]"
"""The path of an ``Annotated`` type that is kept under a name; its object notes the expression and where it stands."""
MOST_ALTERNATIVES = 12
LARGEST_SYMBOL = 60


@dataclass(frozen=True, slots=True)
class Value:
    """Base of all values.

    ``at`` is where the value was written; ``site`` the argument of a project function's call that brought it;
    ``entry`` the dict entry's expression through which it travels; ``assumed`` says that it is only a default which
    the outside may override; ``defaulted`` that it is a parameter's default that no visible caller overrides;
    ``way`` the last step on which it came. None of them takes part in equality.
    """

    at: Place | None = field(default=None, compare=False, kw_only=True, repr=False)
    site: Place | None = field(default=None, compare=False, kw_only=True, repr=False)
    entry: Place | None = field(default=None, compare=False, kw_only=True, repr=False)
    assumed: bool = field(default=False, compare=False, kw_only=True)
    defaulted: bool = field(default=False, compare=False, kw_only=True)
    way: Way | None = field(default=None, compare=False, kw_only=True, repr=False)


V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True, eq=False)
class Const(Value):
    """A Python constant: str, bytes, int, float, bool, None or Ellipsis.

    ``deps`` are the remote objects that it stands for in a what-if run.
    """

    value: Any
    deps: frozenset[Hashable] = frozenset()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Const) and type(self.value) is type(other.value) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


@dataclass(frozen=True, slots=True)
class Text(Value):
    """A string of which only some pieces are known; each other piece is a value that is formatted in.

    ``local`` says that it was put together as a path on this machine.
    """

    parts: tuple[str | Value, ...]
    local: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Num(Value):
    """A number between two bounds. ``jitter`` says that it differs from one reading to the next."""

    lo: float
    hi: float
    jitter: bool = False


@dataclass(frozen=True, slots=True)
class Duration(Value):
    """A ``timedelta``; ``seconds`` is a Const, a Num or Unknown."""

    seconds: Value


@dataclass(frozen=True, slots=True)
class Tup(Value):
    """A tuple whose items are known one by one."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Ref(Value):
    """A mutable object; what is in it stands in the state's heap under ``id``."""

    id: int


@dataclass(frozen=True, slots=True)
class Lib(Value):
    """Something of a library, by its canonical dotted path.

    An instance is the path of its class followed by ``()``, as in ``replicate.Client()``. ``id`` is the heap object
    with the constructor's arguments, if they were seen.
    """

    path: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Method(Value):
    """A method of a built-in or API object, not yet called."""

    receiver: Value
    name: str


@dataclass(frozen=True, slots=True)
class Func(Value):
    """A function, lambda or method of the project. ``frames`` are the heap ids of its enclosing scopes, inner first."""

    node: cst.FunctionDef | cst.Lambda
    tree: Tree
    frames: tuple[int, ...]
    defaults: tuple[tuple[str, Value], ...] = ()
    owner: int | None = None
    bound: Value | None = None
    wrappers: tuple[Value, ...] = ()

    @property
    def is_async(self) -> bool:
        """Whether a call makes a coroutine."""
        return isinstance(self.node, cst.FunctionDef) and self.node.asynchronous is not None

    @property
    def name(self) -> str:
        """The name it was defined under."""
        return self.node.name.value if isinstance(self.node, cst.FunctionDef) else "<lambda>"


@dataclass(frozen=True, slots=True)
class Class(Value):
    """A class of the project; ``space`` is the heap id of its namespace."""

    node: cst.ClassDef
    tree: Tree
    space: int
    bases: tuple[Value, ...]
    decorators: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Module(Value):
    """A module of the project; ``frame`` is the heap id of its names, None for a folder without code of its own."""

    path: str
    frame: int | None


@dataclass(frozen=True, slots=True)
class Partial(Value):
    """``functools.partial``: a callable with arguments already given."""

    func: Value
    args: Args


@dataclass(frozen=True, slots=True)
class Pending(Value):
    """A coroutine or task of a project function that has not run yet."""

    func: Func
    args: Args
    token: int


@dataclass(frozen=True, slots=True)
class PathObj(Value):
    """A ``pathlib.Path``; ``text`` is what ``str()`` of it gives."""

    text: Value


@dataclass(frozen=True, slots=True)
class Presigned(Value):
    """A URL (or a SAS query) signed for a limited time.

    ``method`` is the HTTP verb (or permission) it is signed for, None where unknown; ``lifetime`` in seconds.
    """

    kind: str
    method: str | None
    lifetime: Value
    method_place: Place | None = field(default=None, compare=False)
    lifetime_place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OneOf(Value):
    """One of several values, depending on the path."""

    options: tuple[Value, ...]


class Symbol(tuple[Any, ...]):  # noqa: SLOT001 - a tuple can have no slots of its own
    """What tells one unknown from another: a tuple that knows its hash, and how much is nested in it."""

    _hash: int
    size: int

    @staticmethod
    def of(parts: tuple[Any, ...]) -> Symbol:
        """The symbol of these parts; one that has grown too large stands for itself by its hash alone."""
        if isinstance(parts, Symbol):
            return parts
        made = Symbol(parts)
        made.size = 1 + sum(_size(part) for part in parts)
        made._hash = tuple.__hash__(made)
        if made.size > LARGEST_SYMBOL:
            made = Symbol(("large", made._hash))
            made.size, made._hash = 1, tuple.__hash__(made)
        return made

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, Symbol) and self._hash != other._hash:
            return False
        return tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other


def _size(part: Any) -> int:
    if isinstance(part, Unknown):
        part = part.sym
    if isinstance(part, Symbol):
        return part.size
    if isinstance(part, tuple):
        return 1 + sum(_size(one) for one in part)
    if isinstance(part, (Text, OneOf, Tup)):
        inner = part.parts if isinstance(part, Text) else part.options if isinstance(part, OneOf) else part.items
        return 1 + sum(_size(one) for one in inner)
    return 1


@dataclass(frozen=True, slots=True)
class Unknown(Value):
    """A value that can't be known. Equal symbols are equal values.

    ``tags`` say what is known of it all the same (``status``, ``generated``, ``local-path``, ``token`` …); ``deps`` are
    the keys of the remote objects (trainings) that it was computed from.
    """

    sym: Hashable
    tags: frozenset[str] = field(default=frozenset(), compare=False)
    deps: frozenset[Hashable] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.sym, tuple):
            object.__setattr__(self, "sym", Symbol.of(self.sym))


@dataclass(frozen=True, slots=True)
class Absent(Value):
    """Not passed, not there."""


ABSENT = Absent()
NONE = Const(None)


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument of a call, with the place of its expression."""

    value: Value
    place: Place
    keyword: str | None = None


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments of a call after known ``*`` and ``**`` were spread out.

    ``open_args``/``open_keywords`` say that there may be more that nobody can see.
    """

    positional: tuple[Arg, ...] = ()
    keywords: tuple[Arg, ...] = ()
    open_args: bool = False
    open_keywords: bool = False

    def get(self, name: str, index: int | None = None) -> Arg | None:
        """The argument of that keyword or position."""
        for arg in self.keywords:
            if arg.keyword == name:
                return arg
        if index is not None and index < len(self.positional):
            return self.positional[index]
        return None

    def value(self, name: str, index: int | None = None) -> Value:
        """Its value; ABSENT if it is not passed, Unknown if it may be among arguments that nobody can see."""
        arg = self.get(name, index)
        if arg is not None:
            return arg.value
        if self.open_keywords or (index is not None and self.open_args):
            return Unknown(("spread", name))
        return ABSENT

    @property
    def all(self) -> Iterator[Arg]:
        """Positional arguments, then keywords."""
        yield from self.positional
        yield from self.keywords


def options(value: Value) -> tuple[Value, ...]:
    """The alternatives of a value; a value that is none of several stands alone."""
    return value.options if isinstance(value, OneOf) else (value,)


def union(values: Iterable[Value]) -> Value:
    """One value for all of them: equal ones once, too many become unknown beside the first ones."""
    found: dict[Value, Value] = {}
    for value in values:
        for option in options(value):
            known = found.get(option)
            if known is None or (known.assumed and not option.assumed):
                found[option] = option
    kept = list(found.values())
    if any(isinstance(one, Lib) and one.path.endswith("()") for one in kept):
        kept = [one for one in kept if not is_parameter(one)]
    if len(kept) == 1:
        return kept[0]
    if len(kept) > MOST_ALTERNATIVES:
        kept = [*kept[: MOST_ALTERNATIVES - 1], Unknown(("many", len(kept)))]
    return OneOf(tuple(kept))


def is_parameter(value: Value) -> bool:
    """Whether a value is all that an argument of nobody visible can be: beside a default, another one of its kind."""
    return isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[:1] == ("param",)


def assume(value: Value) -> Value:
    """The same value, known only as a default that the outside may override."""
    if isinstance(value, OneOf):
        return OneOf(tuple(assume(option) for option in value.options))
    return replace(value, assumed=True)


def as_default(value: Value) -> Value:
    """The same value, standing for an argument that nobody visible passed."""
    if isinstance(value, OneOf):
        return OneOf(tuple(as_default(option) for option in value.options), at=value.at)
    return replace(value, defaulted=True)


def placed(value: V, place: Place) -> V:
    """The same value, written at ``place``."""
    return replace(value, at=place)


def brought(value: Value, place: Place) -> Value:
    """The same value, brought by the argument at ``place``; an earlier bringer stays."""
    if isinstance(value, OneOf):
        return OneOf(tuple(brought(option, place) for option in value.options), at=value.at)
    return value if value.site is not None else replace(value, site=place)


def handed_back(value: Value, places: list[Place]) -> Value:
    """The same value, returned by a function that was only asked for it: the arguments bring it to nobody else."""
    if isinstance(value, OneOf):
        return OneOf(tuple(handed_back(option, places) for option in value.options), at=value.at)
    return replace(value, site=None) if value.site is not None and value.site in places else value


def entered(value: Value, place: Place, *, copied: bool = False) -> Value:
    """The same value, written into a dict entry whose expression stands at ``place``.

    ``copied``: under whatever key it had in another dict, so that the entry is the one written there.
    """
    if isinstance(value, OneOf):
        return OneOf(tuple(entered(option, place, copied=copied) for option in value.options), at=value.at)
    if value is ABSENT or (copied and (value.entry is not None or value.site is not None)):
        return value
    return replace(value, entry=place)


def written_here(value: Value) -> Value:
    """The same value, written anew by an expression of its own, whatever entry it was taken from."""
    if isinstance(value, OneOf):
        return OneOf(tuple(written_here(option) for option in value.options), at=value.at)
    return value if value.entry is None else replace(value, entry=None)


def tags_of(value: Value) -> frozenset[str]:
    """The tags of a value and of all that is formatted into it."""
    if isinstance(value, Unknown):
        return value.tags
    if isinstance(value, Text):
        return frozenset().union(*(tags_of(part) for part in value.parts if isinstance(part, Value)))
    if isinstance(value, OneOf):
        return frozenset().union(*(tags_of(option) for option in value.options))
    if isinstance(value, Tup):
        return frozenset().union(*(tags_of(item) for item in value.items))
    return frozenset()


def deps_of(value: Value) -> frozenset[Hashable]:
    """The remote objects that a value was computed from."""
    if isinstance(value, (Unknown, Const)):
        return value.deps
    if isinstance(value, Text):
        return frozenset().union(*(deps_of(part) for part in value.parts if isinstance(part, Value)))
    if isinstance(value, OneOf):
        return frozenset().union(*(deps_of(option) for option in value.options))
    if isinstance(value, Tup):
        return frozenset().union(*(deps_of(item) for item in value.items))
    return frozenset()
