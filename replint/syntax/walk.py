"""Goes over the statements of a module without entering expressions: much cheaper than a visitor."""

from __future__ import annotations

from collections.abc import Iterator

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
