"""Rewritings that move constants, clients, helpers and classes of a module to a new one beside it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

import libcst as cst
from libcst.metadata import Assignment, GlobalScope, MetadataWrapper, ScopeProvider
from marked import Case

from metamorphic.rewriting import (
    Rewriting,
    Statement,
    end_of_head,
    is_docstring,
    names_in,
    small,
    statements,
    walk,
    whole,
)

_WORDS = re.compile(r"\w+")
_FOR_THE_FILE = re.compile(r"\s*#[^\n]*\ballow:[^\n]*\n")
_MAKES_AN_OBJECT = re.compile(r"Client|Replicate|Session|getenv|environ|timedelta|Path|frozenset|TypeVar")


def _names_bound(statement: Statement) -> list[str]:
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
        return [statement.name.value]
    one = small(statement)
    if isinstance(one, cst.Assign):
        return [target.target.value for target in one.targets if isinstance(target.target, cst.Name)]
    if isinstance(one, cst.AnnAssign) and isinstance(one.target, cst.Name) and one.value is not None:
        return [one.target.value]
    return []


def _is_constant(statement: Statement) -> bool:
    """Whether a line gives a name to a value that is the same wherever it is made."""
    one = small(statement)
    if not isinstance(one, (cst.Assign, cst.AnnAssign)) or one.value is None or not _names_bound(statement):
        return False
    if isinstance(one, cst.Assign) and len(_names_bound(statement)) != len(one.targets):
        return False
    called = [node.func for node in walk(one.value) if isinstance(node, cst.Call)]
    return all(any(_MAKES_AN_OBJECT.search(name) for name in names_in(function)) for function in called)


class _Parts:
    """A module parted in what moves and what stays."""

    def __init__(self, module: cst.Module, *, helpers: bool, kept: set[str]) -> None:
        wrapper = MetadataWrapper(module)
        self.module = wrapper.module
        body = whole(self.module.body)
        head = end_of_head(body)
        self.head, self.rest = body[:head], body[head:]
        scopes = wrapper.resolve(ScopeProvider).values()
        self.scope = next((scope for scope in scopes if isinstance(scope, GlobalScope)), None)
        self.imported = {
            one.value
            for statement in self.head
            if not is_docstring(statement)
            for one in walk(statement)
            if isinstance(one, cst.Name)
        }
        self.moved = self._moved(helpers=helpers, kept=kept)

    def _moved(self, *, helpers: bool, kept: set[str]) -> list[Statement]:
        """The constants and helpers that need nothing of what stays; nothing if all would move.

        Statements that bind a name in ``kept`` stay.
        """
        if self.scope is None or "__all__" in names_in(self.module) or "globals" in names_in(self.module):
            return []
        bound = Counter(assignment.name for assignment in self.scope.assignments)
        alone = {name for name, times in bound.items() if times == 1} - kept
        candidates = [
            one
            for one in self.rest
            if set(_names_bound(one))
            and set(_names_bound(one)) <= alone
            and (_is_constant(one) or (helpers and self._helps(one)))
        ]
        while True:
            own = {name for one in candidates for name in _names_bound(one)}
            free = {name for name in bound if name not in own and name not in self.imported}
            fit = [one for one in candidates if not free & names_in(one)]
            if len(fit) == len(candidates):
                return fit if len(fit) < len(self.rest) else []
            candidates = fit

    def _helps(self, statement: Statement) -> bool:
        """Whether a statement defines what another one uses."""
        if not isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            return False
        return any(statement.name.value in names_in(one) for one in self.rest if one is not statement)

    def names(self) -> list[str]:
        """The names that move."""
        return [name for one in self.moved for name in _names_bound(one)]

    def accesses(self) -> Iterator[cst.CSTNode]:
        """Where the names that move are used by what stays."""
        names, moved = set(self.names()), {node for one in self.moved for node in walk(one)}
        assert self.scope is not None
        for assignment in self.scope.assignments:
            if isinstance(assignment, Assignment) and assignment.name in names:
                yield from (access.node for access in assignment.references if access.node not in moved)


class _Qualifying(cst.CSTTransformer):
    def __init__(self, nodes: set[cst.CSTNode], owner: str) -> None:
        super().__init__()
        self._nodes, self._owner = nodes, owner

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return cst.Attribute(cst.Name(self._owner), updated_node) if original_node in self._nodes else updated_node


def _split(case: Case, *, helpers: bool, qualified: bool) -> Case | None:
    paths = {path for path, _ in case.files}
    files: list[tuple[str, str]] = []
    for path, text in case.files:
        folder, name = posixpath.split(path)
        others = {word for other, body in case.files if other != path for word in _WORDS.findall(body)}
        parts = _Parts(cst.parse_module(text), helpers=helpers, kept=others if qualified else set())
        if not parts.moved or name == "__init__.py":
            files.append((path, text))
            continue
        new = f"{name.removesuffix('.py')}_parts"
        package = posixpath.join(folder, "__init__.py") in paths
        files += [
            (path, _staying(parts, new, package=package, qualified=qualified)),
            (posixpath.join(folder, f"{new}.py"), _moving(parts, text)),
        ]
    return Case(case.name, tuple(sorted(files))) if len(files) > len(case.files) else None


def _staying(parts: _Parts, new: str, *, package: bool, qualified: bool) -> str:
    if qualified:
        line = f"from . import {new}\n" if package else f"import {new}\n"
    else:
        line = f"from {'.' if package else ''}{new} import {', '.join(parts.names())}\n"
    moved = set(parts.moved)
    rest = [one for one in parts.rest if one not in moved]
    staying = parts.module.with_changes(body=[*parts.head, *statements(line), *rest])
    return staying.visit(_Qualifying(set(parts.accesses()), new)).code if qualified else staying.code


def _moving(parts: _Parts, text: str) -> str:
    first = _FOR_THE_FILE.match(text)
    used = {name for one in parts.moved for name in names_in(one)}
    head = [one for one in parts.head if not is_docstring(one) and _is_needed(one, used)]
    module = parts.module.with_changes(header=(), body=[*head, *parts.moved])
    return (first.group() if first else "") + module.code


def _is_needed(line: Statement, used: set[str]) -> bool:
    """Whether an import (or what else stands at the head) binds a name that is used, or may."""
    one = small(line)
    if isinstance(one, cst.Import) or (isinstance(one, cst.ImportFrom) and not isinstance(one.names, cst.ImportStar)):
        return "__future__" in names_in(one) or bool(names_in(one) & used)
    return True


def _splitting(*, helpers: bool, qualified: bool) -> Rewriting:
    return lambda case: _split(case, helpers=helpers, qualified=qualified)


SPLITTING = {
    "constants-moved": _splitting(helpers=False, qualified=False),
    "constants-moved-qualified": _splitting(helpers=False, qualified=True),
    "helpers-moved": _splitting(helpers=True, qualified=False),
    "helpers-moved-qualified": _splitting(helpers=True, qualified=True),
}
"""The rewritings that make two modules of one, by name."""
