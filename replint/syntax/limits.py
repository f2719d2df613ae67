"""Which text is too deep or too large to be parsed with libcst, found with Python's own parser, which is far cheaper.

libcst's parser takes time that grows with the square of a chain's length, and memory of a thousand bytes for each
token; what walks its trees descends one call for each level.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from replint.source import LARGE, is_too_large, split_lines
from replint.syntax.patterns import costly_pattern, may_cost

DEEPEST = 400
"""How many levels of nested expressions and blocks are analysed; a chain of operators is as deep as it is long."""
DEEPEST_CALLS = 6_000
"""How deep Python may descend while it works on trees that are so deep."""
LONGEST_REGION = 4_000
"""How long a line or what stands in brackets may be if Python can't parse the text, but libcst perhaps can."""

_BRACKETS = re.compile(r"[()\[\]{}]")
_FINAL = ("too many nested", "too many levels")
_APART = (ast.stmt, ast.excepthandler, ast.match_case)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")

Fault = tuple[str, int, int]


def fault_of(text: str) -> Fault | None:
    """Why a text is not to be parsed: one line of explanation, line and column, 1-based; None if it may be."""
    if len(text) * 4 > LARGE and is_too_large(text.encode("utf-8", "surrogatepass")):
        return "too large to be analysed", 1, 1
    lines = split_lines(text)
    longest = max(map(len, lines))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (RecursionError, MemoryError):
        return _too_deep(1)
    except SyntaxError as error:
        message = error.msg or "invalid syntax"
        long = longest > LONGEST_REGION or _longest_region(text) > LONGEST_REGION
        if message.startswith(_FINAL) or long or may_cost(text):
            return message, max(error.lineno or 1, 1), max(error.offset or 1, 1)
        return None
    except ValueError:  # what no source can hold; the parser says it better
        return None
    line = costly_pattern(tree, text, lines)
    return _fault_in(tree, lines, longest) if line is None else _too_deep(line)


@contextmanager
def room_to_descend() -> Iterator[None]:
    """While this holds, Python may call as deep as trees within the limits need."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST_CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _fault_in(tree: ast.Module, lines: list[str], longest: int) -> Fault | None:
    pending: list[tuple[ast.AST, int]] = [(statement, 1) for statement in tree.body]
    while pending:
        statement, depth = pending.pop()
        if depth > DEEPEST:
            return _too_deep(getattr(statement, "lineno", 1))
        blocks = [inner for name in _BLOCKS for inner in _listed(statement, name)]
        pending.extend((inner, depth + 1) for inner in blocks)
        start = getattr(statement, "lineno", 1)
        end = min(
            (getattr(inner, "lineno", start) for inner in blocks), default=getattr(statement, "end_lineno", start)
        )
        if (end - start + 1) * longest + depth > DEEPEST and _is_deep(statement, depth, lines):
            return _too_deep(start)
    return None


def _listed(statement: ast.AST, name: str) -> list[ast.AST]:
    found = getattr(statement, name, None)
    return found if isinstance(found, list) else []


def _is_deep(statement: ast.AST, depth: int, lines: list[str]) -> bool:
    """Whether a statement's expressions, the blocks below it left out, are too deep.

    Rows of ``and`` and of adjacent strings are flat for Python, but not for libcst.
    """
    pending = [(statement, depth)]
    while pending:
        node, level = pending.pop()
        if isinstance(node, ast.BoolOp):
            level += len(node.values)
        elif isinstance(node, (ast.Constant, ast.JoinedStr)):
            level += _strings_in(node, lines)
        if level > DEEPEST:
            return True
        inside = [one for one in ast.iter_child_nodes(node) if not isinstance(one, _APART)]
        pending.extend((one, level + 1) for one in inside)
    return False


def _strings_in(node: ast.Constant | ast.JoinedStr, lines: list[str]) -> int:
    """How many strings stand side by side in one that is long."""
    first, last, end = node.lineno, node.end_lineno or node.lineno, node.end_col_offset or 0
    if (last == first and end - node.col_offset < DEEPEST) or not isinstance(getattr(node, "value", ""), (str, bytes)):
        return 1
    region = [line.encode("utf-8", "surrogatepass") for line in lines[first - 1 : last]]
    region[-1] = region[-1][:end]
    region[0] = region[0][node.col_offset :]
    text = b"(" + b"\n".join(region) + b")\n"
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text.decode("utf-8", "replace")).readline))
    except (tokenize.TokenError, SyntaxError):
        return 1
    return sum(tokenize.tok_name[token.type] in ("STRING", "FSTRING_START", "TSTRING_START") for token in tokens)


def _too_deep(line: int) -> Fault:
    return "nested too deeply to be analysed", line, 1


def _longest_region(text: str) -> int:
    """How many characters the longest part in brackets has, or the longest row of joined lines; strings are text."""
    longest, depth, start = 0, 0, 0
    for match in _BRACKETS.finditer(text):
        if match[0] in "([{":
            depth, start = depth + 1, start if depth else match.start()
        elif depth:
            depth -= 1
            longest = max(longest, match.end() - start)
    joined = max((len(row[0]) for row in re.finditer(r"(?:[^\n]*\\\r?\n)+", text)), default=0)
    return max(longest, joined, len(text) - start if depth else 0)
