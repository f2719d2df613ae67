"""What a module's text says of itself at a glance: which names it defines, and which words stand where.

Names and words are bytes, as the file has them. This is all that is needed to tell which files of a project can have to
do with each other; it costs a hundredth of a real analysis.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from replint.imports import Imported, imports_in
from replint.plain import dataclass
from replint.replicate_api.words import words
from replint.source import is_too_large

COMMON = words(
    "get post put create run read write open close send start stop wait save load main self cls update "
    "add remove append json items keys values join split format strip lower upper exists name path data "
    "result response request status id url key value delete execute commit query filter first all list "
    "info debug warning error exception print"
)
"""Names that everybody uses: one of them tells only inside its own module what it stands for."""
FOR_THE_CLASS = frozenset({"__init__", "__call__", "__enter__", "__aenter__"})
"""Methods that users call by their class's name."""

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SEED = re.compile(rb"replicate|trainings", re.IGNORECASE)
_DEFINED = re.compile(rb"\b(?:def|class)\s+([\w\x80-\xff]+)")
_COMPOUND = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMMON = frozenset(name.encode() for name in COMMON)

Words = frozenset[bytes]


def words_in(data: bytes) -> Words:
    """All words of a text that could be names."""
    return frozenset(_WORD.findall(data))


@dataclass(frozen=True, eq=False)
class Piece:
    """A function, a class, or a statement that binds names: the names, and the words in it.

    ``seeded``: it names the platform.
    """

    names: Words
    words: Words
    seeded: bool


@dataclass
class _Parts:
    pieces: list[Piece] = field(default_factory=list)
    definitions: dict[bytes, list[Words]] = field(default_factory=dict)
    running: set[bytes] = field(default_factory=set)


class Outline:
    """One module's pieces, definitions and imports; text that is no Python is one single piece."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.imports: dict[bytes, list[Imported]] = {}
        for one in imports_in(data):
            self.imports.setdefault(one.bound.encode("utf-8", "surrogateescape"), []).append(one)

    @property
    def pieces(self) -> list[Piece]:
        """The functions, and the statements that bind names, at any depth."""
        return self._parts.pieces

    @property
    def definitions(self) -> dict[bytes, list[Words]]:
        """The names that the module binds itself, outside functions, each with the words behind it."""
        return self._parts.definitions

    @cached_property
    def defined(self) -> Words:
        """The names of the definitions."""
        return frozenset(self._parts.definitions)

    @cached_property
    def imported(self) -> Words:
        """The names that imports bind."""
        return frozenset(self.imports)

    @cached_property
    def running(self) -> Words:
        """The words in what runs when the module is loaded, its import statements apart."""
        return frozenset(self._parts.running)

    @property
    def stars(self) -> list[Imported]:
        """The modules of which everything is imported."""
        return self.imports.get(b"*", [])

    @cached_property
    def _parts(self) -> _Parts:
        parts = _Parts()
        try:
            if is_too_large(self._data):
                raise MemoryError
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(self._data)
            _Reader(self._data, parts).read(tree.body, None, in_function=False)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            whole = words_in(self._data)
            names = frozenset(_DEFINED.findall(self._data))
            seeded = _SEED.search(self._data) is not None
            return _Parts([Piece(names, whole, seeded)], {name: [whole] for name in names}, set(whole))
        return parts


class _Reader:
    """Sorts the statements of a parsed module into its parts."""

    def __init__(self, data: bytes, parts: _Parts) -> None:
        self.lines = _LINE_END.split(data.removeprefix(b"\xef\xbb\xbf"))
        self.parts = parts
        self._last: tuple[bytes, Words, bool] = (b"", frozenset(), False)

    def read(self, body: list[ast.stmt], owner: ast.ClassDef | None, *, in_function: bool) -> None:
        """Reads the statements of one block, and of all blocks below it."""
        for statement in body:
            if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
                self._definition(statement, owner, in_function=in_function)
            elif isinstance(statement, _COMPOUND):
                self._run(self._text(statement.lineno, _first_line(statement)), in_function=in_function)
                for block in _blocks(statement):
                    self.read(block, owner, in_function=in_function)
            else:
                self._simple(statement, owner, in_function=in_function)

    def _definition(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
        owner: ast.ClassDef | None,
        *,
        in_function: bool,
    ) -> None:
        first = min((node.lineno, *(decorator.lineno for decorator in node.decorator_list)))
        text = self._text(first, node.end_lineno or node.lineno)
        if not in_function:
            header = words_in(self._text(first, max(node.lineno, node.body[0].lineno - 1)))
            self.parts.running |= header - {node.name.encode()}
            if owner is None:
                self._define(node.name, self._read(text)[1])
        if isinstance(node, ast.ClassDef):
            self._piece({node.name}, text)
            self.read(node.body, node, in_function=in_function)
            return
        name = owner.name if owner is not None and node.name in FOR_THE_CLASS else node.name
        self._piece({name}, text)
        self.read(node.body, owner, in_function=True)

    def _simple(self, node: ast.stmt, owner: ast.ClassDef | None, *, in_function: bool) -> None:
        text = self._text(node.lineno, node.end_lineno or node.lineno)
        names = set(_bound(node))
        if names == {"__all__"}:
            return
        if names:
            self._piece(names, text)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return
        self._run(text, in_function=in_function)
        if not in_function and owner is None:
            for name in names:
                self._define(name, self._read(text)[1])

    def _piece(self, names: set[str], text: bytes) -> None:
        _, words, seeded = self._read(text)
        self.parts.pieces.append(Piece(frozenset(name.encode() for name in names), words, seeded))

    def _read(self, text: bytes) -> tuple[bytes, Words, bool]:
        """A text with the words in it, and whether it names the platform; read once for statements on the same line."""
        if self._last[0] is not text:
            self._last = text, words_in(text), _SEED.search(text) is not None
        return self._last

    def _define(self, name: str, words: Words) -> None:
        self.parts.definitions.setdefault(name.encode(), []).append(words)

    def _run(self, text: bytes, *, in_function: bool) -> None:
        if not in_function:
            self.parts.running |= self._read(text)[1]

    def _text(self, first: int, last: int) -> bytes:
        return self.lines[first - 1] if first == last else b"\n".join(self.lines[first - 1 : last])


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for holder in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield holder.body


def _first_line(node: ast.stmt) -> int:
    """The line before the first inner statement, or the statement's own."""
    inner = next((block[0] for block in _blocks(node) if block), node)
    return max(node.lineno, inner.lineno - 1)


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name for alias in node.names if alias.name != "*")
        return
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        for one in ast.walk(target) if target is not None else ():
            if isinstance(one, ast.Name):
                yield one.id
            elif isinstance(one, ast.Attribute):
                yield one.attr


def common(found: Words) -> Words:
    """Those of some words that everybody uses."""
    return found & _COMMON
