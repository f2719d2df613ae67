"""What the configuration vouches for: buckets that everybody may read, hosts that are reached, models that exist.

The entries are names or patterns with ``*``, compared without regard to case. Unknown text of a value fits only where
a pattern leaves it open, so that an entry never covers more than it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replint.config import Settings
from replint.replicate_api.parts import HOLE, Parts, joined
from replint.replicate_api.url_view import view_of


def is_public_bucket(parts: Parts, settings: Settings) -> bool:
    """Whether a URL names an object in one of ``public-buckets``."""
    return bool(settings.public_buckets) and any(_fits(name, settings.public_buckets) for name in _buckets(parts))


def is_allowed_host(host: str, settings: Settings) -> bool:
    """Whether a host is one of ``allowed-hosts``; ``*.corp`` allows every host below ``corp``."""
    return _fits(host, settings.allowed_hosts)


def is_known_destination(parts: Parts, settings: Settings) -> bool:
    """Whether a destination, as far as its text is known, is one of ``known-destinations``."""
    return bool(settings.known_destinations) and _fits(joined(parts), settings.known_destinations)


def _buckets(parts: Parts) -> Iterator[str]:
    """The names in a URL that a bucket can have: the front of the host, the first folder of the path, or both."""
    view = view_of(parts)
    labels = view.host.split(".")
    fronts = [".".join(labels[:count]) for count in range(1, len(labels) + 1)]
    yield from fronts
    if view.segments:
        yield view.segments[0]
        yield f"{labels[0]}/{view.segments[0]}"


def _fits(text: str, patterns: Iterable[str]) -> bool:
    return any(_fits_pattern(text.lower(), pattern.replace(HOLE, "").lower()) for pattern in patterns)


def _fits_pattern(text: str, pattern: str) -> bool:
    """Whether a text fits a pattern; never goes back in it, so that no pattern takes long."""
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    *inner, last = rest
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for part in inner:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
