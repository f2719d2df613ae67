"""Patterns of ``match`` statements that libcst can't parse in time: it reads what is in brackets up to four times."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_FREE = 5
"""How many brackets may stand in each other at no cost worth speaking of."""
_MOST_READINGS = 500_000
"""How often words and brackets that are nested deeper may be read in one file; that takes about a second."""
_DEEPEST = 16
"""From here on the readings need not be told apart: they are too many."""
_MOST_CHARACTERS = 4_000
"""How much of a pattern is looked at in a text that Python can't parse, where its end may be missing."""
_CASE = re.compile(r"^[ \t\f]*case\b", re.MULTILINE)
_PARTS = re.compile(
    r"""(?P<passed>\#[^\n]*|\\\r?\n|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')"""
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<word>\w+)|(?P<end>[:\n])"
)


def costly_pattern(tree: ast.Module, text: str, lines: list[str]) -> int | None:
    """The line of the first pattern with which a file's patterns take too long to be parsed."""
    if _CASE.search(text) is None:
        return None
    readings = 0
    for start, end in sorted(_cases(tree)):
        region = "\n".join(lines[start - 1 : end])
        case = _CASE.search(region)
        readings += _readings(region, case.end(), len(region)) if case is not None else 0
        if readings > _MOST_READINGS:
            return start
    return None


def may_cost(text: str) -> bool:
    """Whether a text that Python can't parse may have a pattern that takes long."""
    return any(_readings(text, case.end(), case.end() + _MOST_CHARACTERS) for case in _CASE.finditer(text))


def _cases(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """The lines from which and up to which each pattern stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Match):
            before = node.subject.end_lineno or node.lineno
            for case in node.cases:
                yield before + 1, case.body[0].lineno
                before = case.body[-1].end_lineno or before


def _readings(text: str, start: int, end: int) -> int:
    """How often libcst reads the deeper parts of a pattern, from behind its ``case`` to its guard or colon."""
    depth = count = 0
    for part in _PARTS.finditer(text, start, end):
        kind = part.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif depth <= 0 and (kind == "end" or part[0] == "if"):
            break
        if depth > _FREE:
            count += 4 ** min(depth, _DEEPEST)
    return count
