"""Markdown that means what it says: whatever names and sources hold stays text, with no markup, link or mention."""

from __future__ import annotations

import re

from replint.reporters.text import escape

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&]")
_MENTION = re.compile(r"[@#](?=\\?\w)")
_AUTOLINK = re.compile(r"(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_BREAK = "\u200b"
"""A blank without width: parts what would become a link or a mention, and does not show."""


def plain(text: str) -> str:
    """Text as text, wherever it stands in a line or a table's cell."""
    shown = _MARKUP.sub(lambda match: "\\" + match[0], escape(text))
    return _AUTOLINK.sub(lambda match: match[0] + _BREAK, _MENTION.sub(lambda match: match[0] + _BREAK, shown))


def code(text: str) -> str:
    """Text as a code span, in a table's cell as well; nothing for no text."""
    shown = escape(text)
    if not shown.strip():
        return plain(shown)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")


def inline(text: str) -> str:
    """A sentence whose code stands between backticks: the code as code spans, and all else as text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one backtick has no partner
        return plain(text)
    return "".join(code(part) if number % 2 else plain(part) for number, part in enumerate(parts))
