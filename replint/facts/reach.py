"""Which functions can have to do with the platform at all: those that name it, or name what does, near or far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import libcst as cst

from replint.imports import module_name
from replint.outline import COMMON, FOR_THE_CLASS
from replint.source import split_lines
from replint.syntax.tree import Tree
from replint.wrappers import Declared

_WORDS = re.compile(r"[^\W\d]\w*")
_USED = re.compile(r"\.([^\W\d]\w*)")
_QUALIFIED = re.compile(r"\b([^\W\d]\w*)\.([^\W\d]\w*)")
_ALIASES = re.compile(r"\b([^\W\d]\w*)\s+as\s+([^\W\d]\w*)")
_SET = re.compile(r"\bself\.([^\W\d]\w*)\s*(?::[^=\n]{0,200})?=(?!=)")
_SEEDS = re.compile(r"replicate|trainings|\.(?:async_)?reload\(", re.IGNORECASE)
"""What names the platform, or reloads an object that somebody hands over, as one does with a training."""


class _Piece:
    """A function, or a module's own statement: the words in it, and the name that others know it by.

    A name that everybody uses is one only inside its own module, where it is imported by name, and behind the name of
    its module (which others may call otherwise: ``aliases``); a method of such a name is also known by its class
    (``owner``), and by the heirs of that. The attributes that a constructor sets are known to its own module.
    """

    def __init__(
        self,
        node: cst.FunctionDef | None,
        names: set[str],
        text: str,
        path: str,
        aliases: Mapping[str, str],
        owner: str | None = None,
    ) -> None:
        self.node = node
        self.path = path
        common = names & COMMON
        self.names = (names - common) | {f"{path}:{name}" for name in common} | {f"import:{name}" for name in common}
        if common:
            self.names |= {f"{module_name(path)}::{name}" for name in common} if owner is None else {owner}
        if node is not None and node.name.value == "__init__":
            self.names |= {f"{path}.{name}" for name in _SET.findall(text)}
        found = set(_WORDS.findall(text))
        prefix = "import" if node is None and text.lstrip().startswith("from ") else path
        self.words = found | {f"{prefix}:{word}" for word in found & COMMON}
        self.words |= {f"{path}.{name}" for name in _USED.findall(text)}
        self.words |= {f"{aliases.get(one, one)}::{name}" for one, name in _QUALIFIED.findall(text) if name in COMMON}
        self.seeded = _SEEDS.search(text) is not None


class Reach:
    """The functions and statements that mention the platform, or a name under which something that does is defined.

    ``naming`` are those of the functions that mention it themselves; ``wrappers`` are functions that are calls of the
    API, for each module of its own.
    """

    def __init__(self, trees: Iterable[Tree], wrappers: Declared | None = None) -> None:
        self._called = {path: {one.name for one in own.values()} for path, own in (wrappers or {}).items()}
        self.functions: set[cst.CSTNode] = set()
        self.naming: set[cst.CSTNode] = set()
        self._lines = {tree.path: split_lines(tree.text) for tree in trees}
        self._names: set[str] = set()
        self._aliases = {tree.path: {alias: name for name, alias in _ALIASES.findall(tree.text)} for tree in trees}
        pieces = [piece for tree in trees for piece in self._pieces(tree, tree.module, None)]
        pending = [piece for piece in pieces if self._seeded(piece)]
        self.naming.update(piece.node for piece in pending if piece.node is not None)
        using = _by_word(pieces)
        while pending:
            self.functions.update(piece.node for piece in pending if piece.node is not None)
            fresh = set().union(*(piece.names for piece in pending)) - self._names
            self._names |= fresh
            pending = [piece for name in fresh for piece in using.pop(name, ())]

    def function(self, node: cst.CSTNode) -> bool:
        """Whether a function can have to do with the platform; what has no name always can."""
        return node in self.functions or not isinstance(node, cst.FunctionDef)

    def statement(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether a statement of a module's own can have to do with the platform."""
        piece = self._piece(tree, node, set())
        return self._seeded(piece) or not piece.words.isdisjoint(self._names)

    def mentions(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether a statement names the platform itself."""
        return self._seeded(self._piece(tree, node, set()))

    def within(self, tree: Tree, node: cst.CSTNode) -> bool:
        """Whether an expression's own text names the platform."""
        span = tree.span(node)
        lines = self._lines[tree.path][span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return _SEEDS.search("\n".join(lines)) is not None

    def _seeded(self, piece: _Piece) -> bool:
        return piece.seeded or not piece.words.isdisjoint(self._called.get(piece.path, ()))

    def _piece(self, tree: Tree, statement: cst.CSTNode, names: set[str]) -> _Piece:
        text = _text(tree, self._lines[tree.path], statement)
        return _Piece(None, names, text, tree.path, self._aliases[tree.path])

    def _pieces(self, tree: Tree, node: cst.CSTNode, owner: str | None) -> Iterator[_Piece]:
        """The pieces of a module, those inside classes and functions included."""
        from replint.syntax.walk import children

        lines, aliases = self._lines[tree.path], self._aliases[tree.path]
        for statement in children(node):
            if isinstance(statement, cst.SimpleStatementLine):
                names = set(_bound(statement))
                if names:
                    yield self._piece(tree, statement, names)
                continue
            if isinstance(statement, cst.FunctionDef):
                name = statement.name.value
                text = "\n".join(_text(tree, lines, part) for part in (*statement.decorators, statement))
                names = {owner if owner and name in FOR_THE_CLASS else name}
                yield _Piece(statement, names, text, tree.path, aliases, owner)
            if isinstance(statement, cst.ClassDef) and statement.bases:
                bases = " ".join(_text(tree, lines, base) for base in statement.bases)
                yield _Piece(None, {statement.name.value}, bases, tree.path, aliases)
            inner = statement.name.value if isinstance(statement, cst.ClassDef) else owner
            yield from self._pieces(tree, statement, inner)


def _by_word(pieces: Sequence[_Piece]) -> dict[str, list[_Piece]]:
    """The pieces by the names of others that stand in them."""
    names = set().union(*(piece.names for piece in pieces))
    found: dict[str, list[_Piece]] = {}
    for piece in pieces:
        for word in piece.words & names:
            found.setdefault(word, []).append(piece)
    return found


def _text(tree: Tree, lines: list[str], node: cst.CSTNode) -> str:
    span = tree.span(node)
    return "\n".join(lines[span.line - 1 : span.end_line])


def _bound(line: cst.SimpleStatementLine) -> Iterator[str]:
    for small in line.body:
        if isinstance(small, cst.Assign):
            for target in small.targets:
                if isinstance(target.target, cst.Name):
                    yield target.target.value
                elif isinstance(target.target, cst.Attribute):
                    yield target.target.attr.value
        elif isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
            yield small.target.value
        elif isinstance(small, (cst.ImportFrom, cst.Import)) and not isinstance(small.names, cst.ImportStar):
            for alias in small.names:
                yield alias.evaluated_alias or alias.evaluated_name
