"""Where each node of a module stands, as libcst's PositionProvider tells it, in a third of the time.

libcst finds positions by writing the module out; here nothing is kept of what is written but how far it has come.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TypeAlias

import libcst as cst
from libcst.metadata import PositionProvider
from libcst.metadata.position_provider import PositionProvidingCodegenState

Bounds: TypeAlias = tuple[int, int, int, int]
"""First line and column, last line and column: lines from 1, columns from 0, the last column exclusive."""


def positions(module: cst.Module) -> dict[cst.CSTNode, Bounds]:
    """The bounds of all nodes of a module. RecursionError if it is nested too deeply."""
    state = _Writer(module.default_indent, module.default_newline, PositionProvider())
    module._codegen(state)  # what the provider does, without the visit that goes before it
    return state.bounds


class _Writer(PositionProvidingCodegenState):
    """Follows the text that is written, and notes the bounds of nodes."""

    def __init__(self, default_indent: str, default_newline: str, provider: PositionProvider) -> None:
        super().__init__(default_indent, default_newline, provider)
        self.bounds: dict[cst.CSTNode, Bounds] = {}
        self._begun: list[tuple[int, int]] = []

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def add_token(self, value: str) -> None:
        if not self.tokens:
            self.tokens.append(value)  # libcst asks whether there is any
        if "\n" in value or "\r" in value:
            self._update_position(value)
        else:
            self.column += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._begun.append((self.line, self.column))

    def after_codegen(self, node: cst.CSTNode) -> None:
        line, column = self._begun.pop()
        if node not in self.bounds:
            self.bounds[node] = line, column, self.line, self.column

    def record_syntactic_position(  # type: ignore[override]  # libcst's own is made of a generator, which is slow
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> AbstractContextManager[None]:
        return _Note(self, node, start_node, end_node)


class _Note(AbstractContextManager[None]):
    """Notes the bounds of a node without the blanks around it: what is written in between, or other nodes' bounds."""

    __slots__ = ("_begun", "_first", "_last", "_node", "_writer")

    def __init__(self, writer: _Writer, node: cst.CSTNode, first: cst.CSTNode | None, last: cst.CSTNode | None) -> None:
        self._writer = writer
        self._node = node
        self._first = first
        self._last = last
        self._begun = writer.line, writer.column

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        writer = self._writer
        start = self._begun if self._first is None else writer.bounds[self._first][:2]
        end = (writer.line, writer.column) if self._last is None else writer.bounds[self._last][2:]
        writer.bounds[self._node] = (*start, *end)
