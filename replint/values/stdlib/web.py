"""URLs and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replint.syntax.tree import Place
from replint.values.domain import (
    Args,
    Const,
    Lib,
    Text,
    Unknown,
    Value,
    options,
    union,
)
from replint.values.library import model
from replint.values.operators import mixed, pieces, text

if TYPE_CHECKING:
    from replint.values.interpreter import Interpreter


@model("yarl.URL", "httpx.URL", "furl.furl", "pydantic.HttpUrl", "pydantic.AnyHttpUrl")
def _url(machine: Interpreter, args: Args, place: Place) -> Value | None:
    return args.positional[0].value if len(args.positional) == 1 and not args.keywords else None


@model("urllib.parse.urljoin", "requests.compat.urljoin")
def _urljoin(machine: Interpreter, args: Args, place: Place) -> Value | None:
    from urllib.parse import urljoin

    base, url = args.value("base", 0), args.value("url", 1)

    def joined(one: Value, other: Value) -> Value:
        if isinstance(one, Const) and isinstance(other, Const):
            try:
                return Const(urljoin(str(one.value), str(other.value)))
            except ValueError:
                return Unknown(("urljoin", one, other))
        ours, theirs = pieces(one), pieces(other)
        if ours is None or theirs is None or None in ours[:1]:
            return mixed(("urljoin", one, other), one, other)
        if theirs[0] is not None and "://" in theirs[0]:
            return other
        if isinstance(one, Const) and theirs[0] is not None:
            head = urljoin(str(one.value), theirs[0])
            rest = other.parts[1:] if isinstance(other, Text) else ()
            return text((head, *rest))
        if isinstance(one, Const) and str(one.value).endswith("/"):
            return text((one, other))
        if (
            isinstance(one, Text)
            and isinstance(one.parts[-1], str)
            and one.parts[-1].endswith("/")
            and theirs[0] is not None
        ):
            return text((one, other)) if not theirs[0].startswith("/") else mixed(("urljoin", one, other), one, other)
        return mixed(("urljoin", one, other), one, other)

    return union(joined(a, b) for a in options(base) for b in options(url))


@model("urllib.parse.urlunparse", "urllib.parse.urlunsplit")
def _urlunparse(machine: Interpreter, args: Args, place: Place) -> Value | None:
    items = machine.items_of(args.positional[0].value, place.node).known if args.positional else []
    if len(items) < 5:
        return None
    scheme, host, path, query = items[0], items[1], items[2], items[-2]
    if scheme == Const("file"):
        return text(("file://", host, path))
    parts: list[str | Value] = [scheme, "://", host]
    first = pieces(path)
    if first is not None and first[0] is not None and not first[0].startswith("/"):
        parts.append("/")
    return text([*parts, path] if query == Const("") else [*parts, path, "?", query])


@model("json.dumps", "orjson.dumps", "ujson.dumps", "simplejson.dumps", "json.JSONEncoder().encode", "rapidjson.dumps")
def _dumps(machine: Interpreter, args: Args, place: Place) -> Value | None:
    value = args.value("obj", 0)
    machine.platform.used(machine, value)
    return Lib("json.dumps()", machine.new("library", {0: value}).id, at=place)
