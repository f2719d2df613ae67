"""What the rewritings share: cases in, cases out, and what can be asked of statements and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import libcst as cst
from marked import Case

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement
Rewriting = Callable[[Case], Case | None]
"""A case to the same case in other words, with the marks where the findings are due now; None if nothing changes."""

_UNTAGGED = re.compile(r"(RPL\d{3})(?![\d@])")
_DUE = re.compile(r"#\s*(?:expect|missed):[^#]*")
_MARK = re.compile(r"#\s*(?:expect|missed|allow):[^#]*")


def by_module(rewrite: Callable[[cst.Module], cst.Module]) -> Rewriting:
    """The rewriting that does the same to each module of a case. Marks are comments, which move with their lines."""

    def rewritten(case: Case) -> Case | None:
        files = tuple((path, rewrite(cst.parse_module(text)).code) for path, text in case.files)
        return Case(case.name, files) if files != case.files else None

    return rewritten


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and all below it."""
    pending = [node]
    while pending:
        one = pending.pop()
        yield one
        pending.extend(one.children)


def holds(node: cst.CSTNode, *kinds: type[cst.CSTNode]) -> bool:
    """Whether there is such a node, functions and classes inside left out."""
    inner = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
    if isinstance(node, kinds):
        return True
    return any(holds(child, *kinds) for child in node.children if not isinstance(child, inner))


def names_in(node: cst.CSTNode) -> set[str]:
    """All names that are mentioned in a node, attributes and keywords included."""
    return {one.value for one in walk(node) if isinstance(one, cst.Name)}


def is_docstring(statement: cst.CSTNode) -> bool:
    """Whether a statement is a string and nothing else."""
    if not isinstance(statement, cst.SimpleStatementLine) or not isinstance(statement.body[0], cst.Expr):
        return False
    return isinstance(statement.body[0].value, (cst.SimpleString, cst.ConcatenatedString))


def small(statement: cst.CSTNode) -> cst.BaseSmallStatement | None:
    """What a line holds that is one simple statement."""
    return statement.body[0] if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1 else None


def is_fixed(statement: cst.CSTNode) -> bool:
    """Whether a statement has to stay as it is: docstrings, imports, declarations of names."""
    fixed = (cst.Import, cst.ImportFrom, cst.Global, cst.Nonlocal)
    return is_docstring(statement) or isinstance(small(statement), fixed)


def end_of_head(body: Sequence[cst.CSTNode]) -> int:
    """The index behind a body's docstring, imports and declarations."""
    index = 0
    while index < len(body) and is_fixed(body[index]):
        index += 1
    return index


def statements(text: str) -> list[Statement]:
    """Statements from their text."""
    return list(cst.parse_module(text).body)


class Tagging(cst.CSTTransformer):
    """Gives the findings that are due in a statement a tag, so that they may be due at another line as well."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self.marks: list[str] = []

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:
        """Tags the marks of a comment."""
        value = _DUE.sub(lambda mark: _UNTAGGED.sub(rf"\1@{self._tag}", mark.group()), updated_node.value)
        self.marks += [mark.rstrip() for mark in _MARK.findall(value)]
        return updated_node.with_changes(value=value)

    def line_end(self) -> cst.TrailingWhitespace:
        """The end of the other line: all marks again."""
        if not self.marks:
            return cst.TrailingWhitespace()
        return cst.TrailingWhitespace(cst.SimpleWhitespace("  "), cst.Comment("  ".join(self.marks)))


class Bodies(cst.CSTTransformer):
    """Rewrites the bodies of modules and of functions, and the blocks in them, but not the bodies of classes."""

    def __init__(self, rewrite: Callable[[Sequence[Statement]], list[Statement]]) -> None:
        super().__init__()
        self._rewrite = rewrite
        self._left_out: set[cst.CSTNode] = set()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        """Leaves a class's own body out, and the blocks in it that are no function's."""
        pending: list[cst.CSTNode] = [node.body]
        while pending:
            one = pending.pop()
            if isinstance(one, cst.IndentedBlock):
                self._left_out.add(one)
            pending.extend(child for child in one.children if not isinstance(child, (cst.FunctionDef, cst.ClassDef)))

    def leave_IndentedBlock(self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock) -> cst.BaseSuite:
        """Rewrites a block."""
        if original_node in self._left_out:
            return updated_node
        return updated_node.with_changes(body=self._rewrite(whole(updated_node.body)))

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        """Rewrites a module's body."""
        return updated_node.with_changes(body=self._rewrite(whole(updated_node.body)))


def whole(body: Sequence[cst.BaseStatement]) -> list[Statement]:
    """The statements of a body, which are never small ones but in suites on one line."""
    return [one for one in body if isinstance(one, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]
