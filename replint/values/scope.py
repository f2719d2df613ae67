"""Which names a function binds, which it takes from outside, and whether it yields: read once per function."""

from __future__ import annotations

from dataclasses import field

import libcst as cst

from replint.plain import dataclass
from replint.syntax.walk import nodes


@dataclass(slots=True)
class Scope:
    """The names that a function or module binds, and those that it declares global or nonlocal.

    ``stub`` says that a function only stands for one that others write: its body says nothing.
    """

    bound: set[str] = field(default_factory=set)
    outer: dict[str, str] = field(default_factory=dict)
    yields: bool = False
    stub: bool = False


def scope_of(node: cst.FunctionDef | cst.Lambda | cst.ClassDef | cst.Module) -> Scope:
    """The scope of one function, lambda, class or module, nested ones left out."""
    scope = Scope()
    if isinstance(node, (cst.FunctionDef, cst.Lambda)):
        params = node.params
        for param in (
            *params.posonly_params,
            *params.params,
            *params.kwonly_params,
            params.star_arg,
            params.star_kwarg,
        ):
            if isinstance(param, cst.Param):
                scope.bound.add(param.name.value)
    for part in node.body if isinstance(node, cst.Module) else (node.body,):
        for inner in nodes(part, _stays_inside) if _stays_inside(part) else (part,):
            _read(inner, scope)
    scope.bound -= set(scope.outer)
    scope.stub = isinstance(node, cst.FunctionDef) and _is_stub(node)
    return scope


def _is_stub(node: cst.FunctionDef) -> bool:
    """Whether a body is ``...``, or refuses to be run, or is that of an abstract method that does nothing."""
    abstract = any(_last_name(one.decorator) == "abstractmethod" for one in node.decorators)
    if isinstance(node.body, cst.SimpleStatementSuite):
        return all(_says_nothing(small, abstract) for small in node.body.body)
    lines = [one for one in node.body.body if not (isinstance(one, cst.SimpleStatementLine) and _is_text(one))]
    if not lines:
        return abstract
    return all(
        isinstance(line, cst.SimpleStatementLine) and all(_says_nothing(small, abstract) for small in line.body)
        for line in lines
    )


def _says_nothing(small: cst.BaseSmallStatement, abstract: bool) -> bool:
    if isinstance(small, cst.Expr):
        return isinstance(small.value, cst.Ellipsis)
    if isinstance(small, cst.Raise) and small.exc is not None:
        error = small.exc.func if isinstance(small.exc, cst.Call) else small.exc
        return _last_name(error) == "NotImplementedError"
    return abstract and isinstance(small, cst.Pass)


def _is_text(line: cst.SimpleStatementLine) -> bool:
    first = line.body[0]
    return isinstance(first, cst.Expr) and isinstance(first.value, (cst.SimpleString, cst.ConcatenatedString))


def _last_name(node: cst.BaseExpression) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else node.value if isinstance(node, cst.Name) else ""


def bound_in(statement: cst.BaseStatement) -> set[str]:
    """The names that a statement binds in the scope that it stands in."""
    scope = Scope()
    for node in nodes(statement, _stays_inside) if _stays_inside(statement) else (statement,):
        _read(node, scope)
    return scope.bound


_APART = frozenset({cst.FunctionDef, cst.ClassDef, cst.Lambda})


def _stays_inside(node: cst.CSTNode) -> bool:
    return type(node) not in _APART


_TELLING = frozenset(
    {cst.FunctionDef, cst.ClassDef, cst.Yield, cst.Global, cst.Nonlocal, cst.AssignTarget, cst.AnnAssign}
) | {cst.AugAssign, cst.NamedExpr, cst.For, cst.AsName, cst.MatchAs, cst.ImportAlias}
"""The kinds of nodes that say something of a scope."""


def _read(node: cst.CSTNode, scope: Scope) -> None:
    if type(node) not in _TELLING:
        return
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        scope.bound.add(node.name.value)
    elif isinstance(node, cst.Yield):
        scope.yields = True
    elif isinstance(node, (cst.Global, cst.Nonlocal)):
        kind = "global" if isinstance(node, cst.Global) else "nonlocal"
        scope.outer.update((item.name.value, kind) for item in node.names)
    elif isinstance(node, (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.For)):
        _bind(node.target, scope)
    elif isinstance(node, cst.AsName):
        _bind(node.name, scope)
    elif isinstance(node, cst.MatchAs) and node.name is not None:
        scope.bound.add(node.name.value)
    elif isinstance(node, cst.ImportAlias) and node.asname is None:
        name: cst.BaseExpression = node.name
        while isinstance(name, cst.Attribute):
            name = name.value
        _bind(name, scope)


def _bind(target: cst.BaseExpression, scope: Scope) -> None:
    if isinstance(target, cst.Name):
        scope.bound.add(target.value)
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            _bind(element.value, scope)
