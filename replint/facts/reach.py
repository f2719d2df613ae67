"""Which functions can have to do with the platform at all: those that name it, or name what does, near or far."""

from __future__ import annotations

import re
from collections.abc import Iterable

import libcst as cst

from replint.source import split_lines
from replint.syntax.tree import Tree

_WORDS = re.compile(r"[^\W\d]\w*")
_SEEDS = re.compile(r"replicate|trainings", re.IGNORECASE)
_COMMON = frozenset(
    "get post put create run read write open close send start stop wait save load main self cls update add remove append "
    "json items keys values join split format strip lower upper exists name path data result response request status id "
    "url key value delete execute commit query filter first all list info debug warning error exception print".split()
)


class _Piece:
    """A function, or a module's own statements: the words in it, and the name that others know it by.

    A name that everybody uses is one only inside its own module.
    """

    def __init__(self, node: cst.FunctionDef | None, names: set[str], text: str, path: str) -> None:
        self.node = node
        self.names = {f"{path}:{name}" if name in _COMMON else name for name in names}
        words = set(_WORDS.findall(text))
        self.words = words | {f"{path}:{word}" for word in words & _COMMON}
        self.seeded = _SEEDS.search(text) is not None


def touching(trees: Iterable[Tree]) -> set[cst.CSTNode]:
    """The functions that mention the platform, or a name under which something that does is defined."""
    pieces: list[_Piece] = []
    for tree in trees:
        collector = _Collector(tree)
        tree.module.visit(collector)
        pieces.extend(collector.pieces)
    found: set[cst.CSTNode] = set()
    known: set[str] = set()
    pending = [piece for piece in pieces if piece.seeded]
    left = [piece for piece in pieces if not piece.seeded]
    while pending:
        fresh: set[str] = set()
        for piece in pending:
            if piece.node is not None:
                found.add(piece.node)
            fresh |= piece.names - known
        known |= fresh
        pending = [piece for piece in left if not piece.words.isdisjoint(fresh)]
        if not fresh:
            break
        left = [piece for piece in left if piece.words.isdisjoint(fresh)]
    return found


class _Collector(cst.CSTVisitor):
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = split_lines(tree.module.code)
        self.pieces: list[_Piece] = []
        self.classes: list[str] = []

    def _text(self, node: cst.CSTNode) -> str:
        span = self.tree.span(node)
        return "\n".join(self.lines[span.line - 1 : span.end_line])

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self.classes.append(node.name.value)

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:
        self.classes.pop()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        names = {node.name.value}
        if node.name.value in ("__init__", "__call__", "__enter__", "__aenter__") and self.classes:
            names = {self.classes[-1]}
        decorators = "\n".join(self._text(decorator) for decorator in node.decorators)
        self.pieces.append(_Piece(node, names, decorators + self._text(node), self.tree.path))

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> None:
        names: set[str] = set()
        for small in node.body:
            if isinstance(small, cst.Assign):
                names |= {target.target.value for target in small.targets if isinstance(target.target, cst.Name)}
                names |= {t.target.attr.value for t in small.targets if isinstance(t.target, cst.Attribute)}
            elif isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                names.add(small.target.value)
            elif isinstance(small, (cst.ImportFrom, cst.Import)) and not isinstance(small.names, cst.ImportStar):
                names |= {alias.evaluated_alias or alias.evaluated_name for alias in small.names}
        if names:
            self.pieces.append(_Piece(None, names, self._text(node), self.tree.path))
