"""Parsed modules, remembered within a process: those that several groups of files share are parsed once."""

from __future__ import annotations

from collections import OrderedDict

from replint.syntax.tree import SyntaxFaultError, Tree, parse

MOST_KEPT = 500_000
"""How many characters of source are kept parsed; each takes near 100 bytes in this form."""

Parsed = Tree | SyntaxFaultError
Key = tuple[str, str]


class Trees:
    """Parsed modules by path and text, up to ``most`` characters of source.

    What was longest unused goes first, and what nobody asked for a second time before anything else.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._once: OrderedDict[Key, Parsed] = OrderedDict()
        self._often: OrderedDict[Key, Parsed] = OrderedDict()

    def tree(self, text: str, path: str) -> Tree:
        """The module of that text, parsed unless it is kept; raises SyntaxFaultError as ``parse`` does."""
        key = path, text
        found = self._often.pop(key, None) or self._once.pop(key, None)
        if found is not None:
            self._often[key] = found
        else:
            found = self._once[key] = _parsed(text, path)
            self._size += len(text)
            self._shrink()
        if isinstance(found, SyntaxFaultError):
            raise SyntaxFaultError(found.message, found.line, found.column)
        return found

    def _shrink(self) -> None:
        while self._size > self._most:
            (_, text), _ = (self._once or self._often).popitem(last=False)
            self._size -= len(text)


def _parsed(text: str, path: str) -> Parsed:
    try:
        return parse(text, path)
    except SyntaxFaultError as fault:
        return fault


TREES = Trees()
"""The modules that this process parsed last."""
