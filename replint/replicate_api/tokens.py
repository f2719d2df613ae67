"""API tokens in text.

Source: https://replicate.com/docs/topics/security/api-tokens: 40 characters that start with ``r8_``. A few more were
seen, so there is no upper bound here.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(?<![A-Za-z0-9_])r8_([A-Za-z0-9]{37,})(?![A-Za-z0-9_])")
_SAYS_SO = re.compile(r"your|example|placeholder|redacted|replaceme|changeme", re.IGNORECASE)
_RUN = re.compile(r"([A-Za-z0-9])\1{9,}")
_LONGEST_PERIOD = 2
_SAMPLE = 200
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz0123456789"
_ORDERED = frozenset(_ALPHABET[i : i + 2] for i in range(len(_ALPHABET) - 1)) | {"90"}
MASKED = "r8_" + "*" * 8


def find_tokens(text: str) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each API token in ``text``. Obvious stand-ins are no tokens."""
    if "r8_" not in text:
        return []
    return [found.span() for found in _TOKEN.finditer(text) if not _is_stand_in(found.group(1))]


def mask(text: str) -> str:
    """``text`` with every token in it, stand-ins too, made unreadable."""
    return _TOKEN.sub(MASKED, text)


def starred(text: str) -> str:
    """``text`` with the body of every token in it as stars, so that all else keeps its column."""
    return _TOKEN.sub(lambda found: "r8_" + "*" * len(found.group(1)), text) if "r8_" in text else text


def is_starred(text: str) -> bool:
    """Whether a token's body is, or may be, stars in ``text``."""
    return "r8_*" in text


def _is_stand_in(body: str) -> bool:
    """One repeated character, a repeated pair, the alphabet in order, or words that say so."""
    sample = body[:_SAMPLE]
    if _RUN.search(sample) or _SAYS_SO.search(sample):
        return True
    if any(sample == (sample[:period] * len(sample))[: len(sample)] for period in range(1, _LONGEST_PERIOD + 1)):
        return True
    lower = sample.lower()
    return all(lower[i : i + 2] in _ORDERED for i in range(len(lower) - 1))
