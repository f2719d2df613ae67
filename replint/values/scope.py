"""Which names a function binds, which it takes from outside, and whether it yields: read once per function."""

from __future__ import annotations

from dataclasses import field

import libcst as cst

from replint.plain import dataclass
from replint.syntax.walk import nodes


@dataclass(slots=True)
class Scope:
    """The names that a function or module binds, and those that it declares global or nonlocal."""

    bound: set[str] = field(default_factory=set)
    outer: dict[str, str] = field(default_factory=dict)
    yields: bool = False


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
    return scope


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
