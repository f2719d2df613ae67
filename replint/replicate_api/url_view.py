"""A partly known URL, taken apart: scheme, host, port, path and query, with ``HOLE`` for what isn't known.

The reading follows RFC 3986. Unknown pieces are read the way a person reads the code: a piece that follows a slash,
or stands inside the path, is part of the path; one that follows ``?`` or ``&`` is part of the query; one that stands
at the very end behind a complete file name, or behind another unknown piece, may bring a query with it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from replint.plain import dataclass
from replint.replicate_api.parts import HOLE, Parts, joined

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HALF_KNOWN_SCHEME = re.compile(r"[A-Za-z]*\0[A-Za-z\0]*://")
_AUTHORITY_END = re.compile(r"[/?#\\]")
_PORT = re.compile(r"[0-9\0]*")
_FILE_NAME_END = re.compile(
    r"\.(?:zip|tar|gz|tgz|bz2|xz|zst|7z|rar|jsonl?|ndjson|csv|tsv|parquet|txt|png|jpe?g|webp|gif|mp[34]|mov|webm|wav|"
    r"flac|safetensors|bin|npz|pt)\0+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UrlView:
    """The parts of a URL. All but ``text`` are "" where absent; ``HOLE`` marks unknown text in any of them.

    ``scheme`` and ``host`` are lower case. ``scheme`` is ``HOLE`` where it is unknown (``{scheme}://host/``, or a text
    that starts with an unknown piece). ``host`` has no port, user name, brackets or trailing period; it is read
    only behind ``//``, or, where ``bare`` is set, from the first segment of a text without scheme.
    """

    text: str
    scheme: str
    userinfo: str
    host: str
    port: str
    path: str
    query: str
    bare: bool

    @property
    def segments(self) -> list[str]:
        """The path's segments, without empty ones."""
        return [segment for segment in self.path.split("/") if segment]

    @property
    def params(self) -> dict[str, str]:
        """The query's parameters by lower-case name; of equal names the last. Names that are unknown are left out."""
        found: dict[str, str] = {}
        for pair in self.query.split("&"):
            key, _, value = pair.partition("=")
            if key and HOLE not in key:
                found[key.lower()] = value
        return found

    @property
    def may_have_more_params(self) -> bool:
        """Whether an unknown piece can bring query parameters that the known text doesn't show."""
        if "?" not in self.text:
            return _may_bring_query(self.path)
        if any(HOLE in pair.partition("=")[0] for pair in self.query.split("&")):
            return True
        last = self.query.rpartition("&")[2].partition("=")[2]
        return last.endswith(HOLE) and last != HOLE


def view_of(parts: Parts) -> UrlView:
    """The parts of a partly known URL. A text that is no URL gives a view whose ``scheme`` and ``host`` are ""."""
    return _view(joined(parts))


@lru_cache(maxsize=256)
def _view(raw: str) -> UrlView:
    text = raw.strip()
    scheme, rest, bare = _split_scheme(text)
    if scheme and not rest.startswith("//") and not bare:
        return UrlView(text, scheme, "", "", "", *_split_path(rest), bare=False)
    start = rest if bare else rest[2:]
    end = _AUTHORITY_END.search(start)
    authority = start[: end.start()] if end else start
    path, query = _split_path(start[len(authority) :])
    userinfo, _, address = authority.rpartition("@")
    host, port = _split_port(address)
    return UrlView(text, scheme, userinfo, host, port, path, query, bare)


def _split_scheme(text: str) -> tuple[str, str, bool]:
    """Scheme, what follows its colon, and whether the text begins with a host instead of a scheme."""
    half_known = _HALF_KNOWN_SCHEME.match(text)
    if half_known:
        return HOLE, text[half_known.end() - 2 :], False
    if text.startswith(HOLE):
        return HOLE, text, True
    found = _SCHEME.match(text)
    if found:
        return found.group(1).lower(), text[found.end() :], False
    return "", text, True


def _split_path(rest: str) -> tuple[str, str]:
    before = rest.partition("#")[0]
    path, _, query = before.partition("?")
    return path, query


def _split_port(address: str) -> tuple[str, str]:
    if address.startswith("["):
        host, _, port = address[1:].partition("]")
        return (host.lower(), port.removeprefix(":")) if ":" in host else (address.lower(), "")
    host, colon, port = address.rpartition(":")
    if not colon or not _PORT.fullmatch(port):
        host, port = address, ""
    return host.lower().removesuffix("."), port


def _may_bring_query(path: str) -> bool:
    if not path.endswith(HOLE):
        return HOLE in path and "&" in path[path.index(HOLE) :]
    return path.endswith(HOLE + HOLE) or _FILE_NAME_END.search(path) is not None
