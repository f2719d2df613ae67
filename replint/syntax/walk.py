"""Goes over a module's statements without entering expressions, or over its nodes: much cheaper than a visitor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import libcst as cst


def statements(node: cst.CSTNode) -> Iterator[cst.BaseStatement]:
    """All statements below a module or a compound statement, outer ones first."""
    for statement in children(node):
        yield statement
        if not isinstance(statement, cst.SimpleStatementLine):
            yield from statements(statement)


def children(node: cst.CSTNode) -> Iterator[cst.BaseStatement]:
    """The statements right inside a module or a compound statement, in all of its blocks."""
    for suite in _suites(node):
        for statement in suite.body:
            if isinstance(statement, cst.BaseStatement):
                yield statement


def _suites(node: cst.CSTNode) -> Iterator[cst.BaseSuite | cst.Module]:
    if isinstance(node, (cst.Module, cst.BaseSuite)):
        yield node
        return
    body = getattr(node, "body", None)
    if isinstance(body, cst.BaseSuite):
        yield body
    if isinstance(node, cst.Match):
        for case in node.cases:
            yield case.body
    for handler in getattr(node, "handlers", ()):
        yield handler.body
    orelse = getattr(node, "orelse", None)
    if isinstance(orelse, cst.Else):
        yield orelse.body
    elif isinstance(orelse, cst.If):
        yield from _suites(orelse)
    final = getattr(node, "finalbody", None)
    if isinstance(final, cst.Finally):
        yield final.body


def nodes(node: cst.CSTNode, into: Callable[[cst.CSTNode], bool] = lambda _: True) -> Iterator[cst.CSTNode]:
    """A node and all below it in no certain order, without punctuation and white space.

    ``into`` says whether what is below a node is wanted, too; it is not asked for the first one.
    """
    pending = _below(node)
    yield node
    while pending:
        one = pending.pop()
        yield one
        if into(one):
            pending.extend(_below(one))


def _below(node: cst.CSTNode) -> list[cst.CSTNode]:
    kind = type(node)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(field for field in kind.__dataclass_fields__ if not _SPACE.search(field))
    found: list[cst.CSTNode] = []
    for name in names:
        value = getattr(node, name)
        if value is None or type(value) in _TEXT:
            continue
        if type(value) in _LISTS:
            found.extend(item for item in value if type(item) not in _TEXT)
        else:
            found.append(value)
    return found


_TEXT = frozenset({str, bool, cst.MaybeSentinel})
_LISTS = frozenset({list, tuple})
_FIELDS: dict[type[cst.CSTNode], tuple[str, ...]] = {}
_SPACE = re.compile(
    r"whitespace|^(?:[lr](?:par|brace|bracket)|semicolon|comma|equal|dot|indent|newline|header|footer)$|lines"
)
