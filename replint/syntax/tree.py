"""Parses a module with libcst and answers where a node stands and which statement holds it."""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import libcst as cst

from replint.findings import Span
from replint.source import split_lines
from replint.syntax.limits import fault_of
from replint.syntax.positions import Bounds, positions
from replint.syntax.walk import statements

_HEADS = (cst.If, cst.While, cst.For, cst.With, cst.FunctionDef, cst.ClassDef, cst.Try, cst.TryStar, cst.Match)


class SyntaxFaultError(Exception):
    """The text is no Python that libcst understands; carries the place, 1-based, and one line of explanation."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class Tree:
    """One parsed module: the display path of its file, its text and its nodes, which are compared by identity."""

    def __init__(self, path: str, text: str, module: cst.Module, bounds: Mapping[cst.CSTNode, Bounds]) -> None:
        self.path = path
        self.text = text
        self.module = module
        self._bounds = bounds

    def span(self, node: cst.CSTNode) -> Span:
        """The node's place in its file; the module's first character for a node without a position."""
        line, column, end_line, end_column = self._bounds.get(node, (1, 0, 1, 0))
        return Span(line, column + 1, end_line, end_column + 1)

    def statement(self, span: Span) -> Span:
        """The smallest statement around a place; of a compound statement, its header only."""
        starts, spans = self._statements
        nearest = bisect_right(starts, (span.line, span.column)) - 1  # none before it reaches beyond its start
        if nearest >= 0 and (spans[nearest].end_line, spans[nearest].end_column) >= (span.end_line, span.end_column):
            return spans[nearest]
        return span

    @cached_property
    def _statements(self) -> tuple[list[tuple[int, int]], list[Span]]:
        spans = sorted(self._header(statement) for statement in statements(self.module))
        return [(span.line, span.column) for span in spans], spans

    def _header(self, node: cst.BaseStatement) -> Span:
        whole = self.span(node)
        if not isinstance(node, _HEADS):
            return whole
        body = self.span(node.cases[0] if isinstance(node, cst.Match) else node.body)
        return Span(whole.line, whole.column, max(whole.line, body.line - 1), 1 << 20)


class Place(NamedTuple):
    """A node and the tree that it belongs to."""

    tree: Tree
    node: cst.CSTNode

    @property
    def span(self) -> Span:
        """Where the node stands in its file."""
        return self.tree.span(self.node)

    def holds(self, other: Place) -> bool:
        """Whether another place lies within this one."""
        return self.tree is other.tree and self.span.holds(other.span)


def _fault(text: str, error: cst.ParserSyntaxError) -> SyntaxFaultError:
    """The fault in Python's own words, which name the place and the cause better; in libcst's if Python sees none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as found:
        if found.lineno:
            return SyntaxFaultError(found.msg, found.lineno, max(found.offset or 1, 1))
    except (MemoryError, OverflowError, RecursionError, ValueError):
        pass
    message = error.message.splitlines()[0] if error.message else "syntax error"
    return SyntaxFaultError(message, error.raw_line, error.raw_column + 1)


def parse(text: str, path: str) -> Tree:
    """Parses ``text``; raises SyntaxFaultError for text that is not Python, or too large or deep to be analysed."""
    fault = fault_of(text)
    if fault is not None:
        raise SyntaxFaultError(*fault)
    try:
        module = cst.parse_module(text)
        return Tree(path, text, module, positions(module))
    except cst.ParserSyntaxError as error:
        raise _fault(text, error) from None
    except UnicodeEncodeError as error:
        lines = split_lines(text[: error.start])
        raise SyntaxFaultError("it holds a lone surrogate", len(lines), len(lines[-1]) + 1) from None
    except RecursionError:
        raise SyntaxFaultError("nested too deeply to be analysed", 1, 1) from None
