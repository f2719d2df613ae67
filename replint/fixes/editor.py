"""The text of a parsed module, and edits of it that touch nothing else.

Positions come from the tree, the text from the source: an edit is made only where the two agree.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import libcst as cst

from replint.findings import Edit, Span
from replint.source import Source, split_lines
from replint.syntax.tree import Tree

_ONLY_COMMENT = re.compile(r"[ \t]*(?:#.*)?$")
_DEEPEST = 400
_STATEMENTS = (cst.SimpleStatementLine, cst.BaseCompoundStatement)


class Editor:
    """Answers what stands where in one module, and makes edits."""

    def __init__(self, tree: Tree, source: Source) -> None:
        self.tree = tree
        self.source = source

    # Reading

    def text(self, node: cst.CSTNode) -> str:
        """The source text of a node, without parentheses of its own."""
        return self.between(self.tree.span(node))

    def between(self, span: Span) -> str:
        """The source text of a span."""
        lines = self.source.lines[span.line - 1 : span.end_line]
        if not lines:
            return ""
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)

    def around(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """The nodes around a node, the module first, its parent last; empty if it is not in the tree."""
        return self._descend(self.tree.module, node, self.tree.span(node), 0) or []

    def _descend(self, inside: cst.CSTNode, node: cst.CSTNode, span: Span, depth: int) -> list[cst.CSTNode] | None:
        if depth > _DEEPEST:
            return None
        for child in self._children(inside, span):
            if child is node:
                return [inside]
            if self._holds(child, span):
                found = self._descend(child, node, span, depth + 1)
                if found is not None:
                    return [inside, *found]
        return None

    def _children(self, inside: cst.CSTNode, span: Span) -> Sequence[cst.CSTNode]:
        """The children of a node that may hold a span; of a module, the one statement that does."""
        if inside is not self.tree.module:
            return inside.children
        starts, statements = self._outermost
        index = bisect_right(starts, span.line) - 1
        return statements[index : index + 1] if index >= 0 else ()

    @cached_property
    def _outermost(self) -> tuple[list[int], list[cst.CSTNode]]:
        """The module's statements, and the lines that they start on, decorators included."""
        statements: list[cst.CSTNode] = [node for node in self.tree.module.children if isinstance(node, _STATEMENTS)]
        return [self._start(statement).line for statement in statements], statements

    def _start(self, node: cst.CSTNode) -> Span:
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            return self.tree.span(node.decorators[0])
        return self.tree.span(node)

    def _holds(self, node: cst.CSTNode, span: Span) -> bool:
        whole, start = self.tree.span(node), self._start(node)
        return Span(start.line, start.column, whole.end_line, whole.end_column).holds(span)

    def indent(self, node: cst.CSTNode) -> str | None:
        """The blanks before a node that is the first on its line; None if something stands before it."""
        span = self.tree.span(node)
        before = self.source.line(span.line)[: span.column - 1]
        return before if not before.strip() else None

    def ends_line(self, node: cst.CSTNode) -> bool:
        """Whether nothing but a comment follows a node on its line."""
        span = self.tree.span(node)
        return _ONLY_COMMENT.match(self.source.line(span.end_line)[span.end_column - 1 :]) is not None

    @cached_property
    def _names(self) -> _Names | None:
        """Python's own view of the module, for questions about names; None if this Python can't read it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return _Names(ast.parse(self.source.text))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return None

    def free_name(self, around: Sequence[cst.CSTNode], *wishes: str) -> str | None:
        """The first of the names that means nothing in the function (or module) around; None if that can't be told."""
        if self._names is None:
            return None
        used = self._names.between(*self._lines_of(self.scope(around)))
        numbered = (f"{wishes[-1]}_{number}" for number in range(2, len(used) + 3))
        return next((wish for wish in (*wishes, *numbered) if wish not in used), None)

    def scope(self, around: Sequence[cst.CSTNode]) -> cst.CSTNode:
        """The function that holds a node, given the nodes around it; the module if none does."""
        return next((node for node in reversed(around) if isinstance(node, cst.FunctionDef)), self.tree.module)

    def _lines_of(self, scope: cst.CSTNode) -> tuple[int, int]:
        span = self.tree.span(scope)
        return (1, len(self.source.lines)) if isinstance(scope, cst.Module) else (span.line, span.end_line)

    def only_compared(self, name: str) -> bool:
        """Whether a name is read in this module, and each time only to be compared with."""
        read = self._names.reads.get(name) if self._names is not None else None
        return bool(read) and self._names is not None and self._names.compared.issuperset(read or ())

    def reads(self, name: str, scope: cst.CSTNode) -> int:
        """How often a name is read in a function, or in the module."""
        first, last = self._lines_of(scope)
        read = self._names.reads.get(name, ()) if self._names is not None else ()
        return sum(first <= node.lineno <= last for node in read)

    def constant(self, name: str) -> cst.SimpleString | None:
        """The text literal that a name of the module always stands for: it is bound once, at the top of the module."""
        if self._names is None or self._names.bound[name] != 1:
            return None
        for statement in self.tree.module.body:
            for small in statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
                if isinstance(small, (cst.Assign, cst.AnnAssign)) and bound_name(small) == name:
                    return small.value if isinstance(small.value, cst.SimpleString) else None
        return None

    # Writing

    def swap(self, node: cst.CSTNode, text: str) -> Edit:
        """Puts another text in a node's place; parentheses of its own stay."""
        return Edit(self.tree.span(node), text)

    def before(self, node: cst.CSTNode, text: str) -> Edit:
        """Puts text right before a node."""
        span = self.tree.span(node)
        return Edit(Span(span.line, span.column, span.line, span.column), text)

    def after(self, node: cst.CSTNode, text: str) -> Edit:
        """Puts text right behind a node."""
        span = self.tree.span(node)
        return Edit(Span(span.end_line, span.end_column, span.end_line, span.end_column), text)

    def line_after(self, node: cst.CSTNode, text: str) -> Edit:
        """Puts a line below the one on which a node ends, behind its comment."""
        number = self.tree.span(node).end_line
        column = len(self.source.line(number)) + 1
        return Edit(Span(number, column, number, column), self.source.newline + text)

    def line_before(self, node: cst.BaseStatement, text: str) -> Edit:
        """Puts a line above a statement, and above the comments that belong to it."""
        number = self.tree.span(node).line
        while number > 1 and self.source.line(number - 1).lstrip().startswith("#") and self._leads(node, number - 1):
            number -= 1
        return Edit(Span(number, 1, number, 1), text + self.source.newline)

    def _leads(self, node: cst.BaseStatement, number: int) -> bool:
        leading = getattr(node, "leading_lines", ())
        return any(line.comment is not None and self.tree.span(line).line == number for line in leading)

    def rebuilt(self, node: cst.CSTNode, new: cst.CSTNode) -> Edit | None:
        """Puts a changed copy of a node in its place; the edit covers only what differs. None if nothing does."""
        old, text = self.text(node), self._code(new)
        if old == text or old != self._code(node):
            return None
        same = _common(old, text)
        tail = _common(old[same:][::-1], text[same:][::-1])
        span = self.tree.span(node)
        start = _moved(span.line, span.column, old[:same])
        end = _moved(span.line, span.column, old[: len(old) - tail])
        return Edit(Span(*start, *end), text[same : len(text) - tail].replace("\n", self.source.newline))

    def _code(self, node: cst.CSTNode) -> str:
        """A node as libcst writes it, without parentheses of its own, with plain line ends."""
        bare = node.with_changes(lpar=(), rpar=()) if isinstance(node, cst.BaseExpression) else node
        return "\n".join(split_lines(self.tree.module.code_for_node(bare)))

    def added(self, item: cst.CSTNode, comma: object, texts: Sequence[str]) -> list[Edit]:
        """Puts further items behind one item of a display or a call, in its manner: on lines of their own if it is."""
        span = self.tree.span(item)
        end = self.tree.span(comma) if isinstance(comma, cst.Comma) else span
        rest = self.source.line(end.end_line)[end.end_column - 1 :]
        indent = self.indent(item)
        if indent is None or end.end_line != span.end_line or not _ONLY_COMMENT.match(rest):
            return [self.after(item, "".join(f", {text}" for text in texts))]
        newline = self.source.newline
        below = "".join(f"{newline}{indent}{text}," for text in texts)
        at = len(self.source.line(end.end_line)) + 1
        if isinstance(comma, cst.Comma):
            return [Edit(Span(end.end_line, at, end.end_line, at), below)]
        if not rest:
            return [self.after(item, "," + below[:-1])]
        return [self.after(item, ","), Edit(Span(end.end_line, at, end.end_line, at), below[:-1])]


def bound_name(statement: cst.Assign | cst.AnnAssign) -> str | None:
    """The one name that an assignment binds; None if it binds another thing, or several."""
    if isinstance(statement, cst.AnnAssign):
        target: cst.BaseExpression = statement.target
    elif len(statement.targets) == 1:
        target = statement.targets[0].target
    else:
        return None
    return target.value if isinstance(target, cst.Name) else None


def requoted(like: cst.SimpleString, word: str) -> str:
    """A word as a string literal with the prefix and the quotes of another."""
    return f"{like.prefix}{like.quote}{word}{like.quote}"


def plain(node: cst.CSTNode | None) -> str | None:
    """The value of a string literal that is written as it reads, without escapes; None for anything else."""
    if not isinstance(node, cst.SimpleString) or "b" in node.prefix.lower() or "\\" in node.raw_value:
        return None
    return node.raw_value


Piece = cst.SimpleString | cst.FormattedStringText | None
"""A written piece of a text, or a hole in it."""


def pieces(editor: Editor, node: cst.CSTNode | None) -> list[Piece]:
    """The written pieces of a text, in order, with None for each hole between them; constants are looked up."""
    if isinstance(node, cst.SimpleString):
        return [None if plain(node) is None else node]
    if isinstance(node, cst.FormattedString):
        return [piece for part in node.parts for piece in _formatted(editor, part)]
    if isinstance(node, cst.ConcatenatedString):
        return [*pieces(editor, node.left), *pieces(editor, node.right)]
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        return [*pieces(editor, node.left), *pieces(editor, node.right)]
    if isinstance(node, cst.Name):
        literal = editor.constant(node.value)
        return [literal if plain(literal) is not None else None]
    return [None]


def _formatted(editor: Editor, part: cst.BaseFormattedStringContent) -> list[Piece]:
    if isinstance(part, cst.FormattedStringText):
        return [part]
    if isinstance(part, cst.FormattedStringExpression) and part.conversion is None and not part.format_spec:
        return pieces(editor, part.expression) if isinstance(part.expression, cst.Name) else [None]
    return [None]


def written(piece: cst.SimpleString | cst.FormattedStringText) -> str:
    """A piece's text as it stands in the source, without quotes."""
    return piece.raw_value if isinstance(piece, cst.SimpleString) else piece.value


class _Names:
    """Where names are used, bound and compared with in a module, read once."""

    def __init__(self, module: ast.Module) -> None:
        self.reads: dict[str, list[ast.Name]] = {}
        self.compared: set[ast.AST] = set()
        self.bound: Counter[str] = Counter()
        places: list[tuple[int, str]] = []
        for node in ast.walk(module):
            if type(node) not in _TELLING:
                continue
            places.extend((getattr(node, "lineno", 0), name) for name in _named(node))
            self.bound.update(_bound(node))
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
                self.reads.setdefault(node.id, []).append(node)
            elif isinstance(node, ast.Compare):
                self.compared.update(node.comparators)
        places.sort()
        self._lines = [line for line, _ in places]
        self._used = [name for _, name in places]

    def between(self, first: int, last: int) -> set[str]:
        """The names that are used, bound or spoken of on some lines."""
        return set(self._used[bisect_left(self._lines, first) : bisect_right(self._lines, last)])


_TELLING = frozenset(
    {ast.Name, ast.Global, ast.Nonlocal, ast.arg, ast.alias, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}
) | {ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping, ast.Compare}
"""The kinds of nodes that use, bind, speak of or compare with names."""


def _named(node: ast.AST) -> Iterator[str]:
    """The names that a piece of code uses, binds or speaks of."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, (ast.Global, ast.Nonlocal)):
        yield from node.names
    else:
        yield from _bound(node)


def _bound(node: ast.AST) -> tuple[str, ...]:
    """The names that a piece of code binds or deletes by itself."""
    if isinstance(node, ast.Name):
        return () if isinstance(node.ctx, ast.Load) else (node.id,)
    if isinstance(node, ast.arg):
        return (node.arg,)
    if isinstance(node, ast.alias):
        return ((node.asname or node.name).partition(".")[0],)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler)):
        return (node.name,) if node.name else ()
    if isinstance(node, (ast.MatchAs, ast.MatchStar)):
        return (node.name,) if node.name else ()
    if isinstance(node, ast.MatchMapping):
        return (node.rest,) if node.rest else ()
    return ()


def _common(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def _moved(line: int, column: int, text: str) -> tuple[int, int]:
    """The place behind a text that starts at a place."""
    below = text.count("\n")
    return (line, column + len(text)) if not below else (line + below, len(text) - text.rfind("\n"))
