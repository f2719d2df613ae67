"""The addresses of requests: a client's base, and what is put behind it."""

from __future__ import annotations

from collections.abc import Sequence

from replint.replicate_api.routes import join_base
from replint.values.domain import Const, Text, Unknown, Value, options, union
from replint.values.operators import pieces, text


def behind(base: Value, url: Value, owner: str) -> Value:
    """A URL as the client of a library (``owner``) requests it that has a base address."""
    results: list[Value] = []
    style = "append" if not owner.startswith("aiohttp.") else "urljoin"
    for one in options(base):
        for other in options(url):
            ours, theirs = pieces(one), pieces(other)
            if ours is None or theirs is None:
                continue
            first = theirs[0]
            if (first is not None and "://" in first) or (first is None and not isinstance(other, Text)):
                results.append(other)
            elif style == "append":
                results.append(text((_trimmed(one), "/", _led(other))))
            else:
                joined = join_base(ours, theirs, "urljoin")
                results.append(_refilled(joined, one, other))
    return union(results) if results else Unknown(("url",))


def _trimmed(value: Value) -> Value:
    if isinstance(value, Const) and isinstance(value.value, str):
        return Const(value.value.rstrip("/"), assumed=value.assumed)
    if isinstance(value, Text) and isinstance(value.parts[-1], str):
        return text((*value.parts[:-1], value.parts[-1].rstrip("/")))
    return value


def _led(value: Value) -> Value:
    if isinstance(value, Const) and isinstance(value.value, str):
        return Const(value.value.lstrip("/"))
    if isinstance(value, Text) and isinstance(value.parts[0], str):
        return text((value.parts[0].lstrip("/"), *value.parts[1:]))
    return value


def _refilled(parts: Sequence[str | None], *sources: Value) -> Value:
    """Literal pieces with the sources' own unknowns back in their holes, last ones last."""
    holes = [part for source in sources if isinstance(source, Text) for part in source.parts if isinstance(part, Value)]
    wanted = sum(part is None for part in parts)
    fill = iter(holes[-wanted:] if wanted else [])
    return text([part if part is not None else next(fill, Unknown(("hole",))) for part in parts])
