"""Files that show no sign of the platform: whether one of them can't even be read as Python.

Nothing is looked for in them, so they are not analysed. One that can't be decoded is told all the same, and in runs
of a moderate size one that can't be parsed, too: a file that was meant to be checked, and that nobody can check.
"""

from __future__ import annotations

import warnings

from replint import embedded
from replint.source import SourceError, decode

MOST_BYTES = 256 * 1024
"""Up to how many bytes of them, all together, they are parsed; more of them would take longer than all the rest."""

_PARSE_ONLY = 0x400
"""``ast.PyCF_ONLY_AST``; importing ``ast`` takes longer than most runs have."""


class Bystanders:
    """The files of a run that show no sign, by the keys that they are added with."""

    def __init__(self) -> None:
        self._size = 0
        self._kept: dict[str, tuple[str, bytes]] = {}
        self._broken: set[str] = set()

    def add(self, key: str, path: str, data: bytes) -> None:
        """Takes a file's bytes in; ``path`` tells what kind of file it is."""
        if embedded.is_document(path):
            return
        if not embedded.is_notebook(path) and _is_undecodable(data, path):
            self._broken.add(key)
            return
        self._size += len(data)
        if self._size <= MOST_BYTES:
            self._kept[key] = path, data
        else:
            self._kept.clear()

    def suspects(self) -> set[str]:
        """The keys of the files that Python can't read. They may still be fine for a parser that knows more of it."""
        unparsed = {key for key, (path, data) in self._kept.items() if not _is_parsed(path, data)}
        return self._broken | unparsed


def _is_undecodable(data: bytes, path: str) -> bool:
    if data.isascii() and b"\0" not in data and b"coding" not in data[:400]:
        return False
    try:
        decode(data, path)
    except SourceError:
        return True
    return False


def _is_parsed(path: str, data: bytes) -> bool:
    try:
        code = embedded.code_of(data, path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "<file>", "exec", _PARSE_ONLY, True)
    except (RecursionError, MemoryError):  # too deep for this Python, but there is nothing to be found in it
        return True
    except (SourceError, SyntaxError, ValueError):
        return False
    return True
