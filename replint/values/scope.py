"""Which names a function binds, which it takes from outside, and whether it yields: read once per function."""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst


@dataclass(slots=True)
class Scope:
    """The names that a function or module binds, and those that it declares global or nonlocal."""

    bound: set[str] = field(default_factory=set)
    outer: dict[str, str] = field(default_factory=dict)
    yields: bool = False


def scope_of(node: cst.FunctionDef | cst.Lambda | cst.ClassDef | cst.Module) -> Scope:
    """The scope of one function, lambda, class or module, nested ones left out."""
    collector = _Collector(node)
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
                collector.scope.bound.add(param.name.value)
    node.body.visit(collector) if not isinstance(node, cst.Module) else node.visit(collector)
    collector.scope.bound -= set(collector.scope.outer)
    return collector.scope


class _Collector(cst.CSTVisitor):
    def __init__(self, root: cst.CSTNode) -> None:
        self.root = root
        self.scope = Scope()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.scope.bound.add(node.name.value)
        return False

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        self.scope.bound.add(node.name.value)
        return False

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_Yield(self, node: cst.Yield) -> None:
        self.scope.yields = True

    def visit_Global(self, node: cst.Global) -> None:
        self.scope.outer.update((item.name.value, "global") for item in node.names)

    def visit_Nonlocal(self, node: cst.Nonlocal) -> None:
        self.scope.outer.update((item.name.value, "nonlocal") for item in node.names)

    def _bind(self, target: cst.BaseExpression) -> None:
        if isinstance(target, cst.Name):
            self.scope.bound.add(target.value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            for element in target.elements:
                self._bind(element.value)

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self._bind(node.target)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self._bind(node.target)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self._bind(node.target)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._bind(node.target)

    def visit_For(self, node: cst.For) -> None:
        self._bind(node.target)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        pass

    def visit_AsName(self, node: cst.AsName) -> None:
        self._bind(node.name)

    def visit_ImportAlias(self, node: cst.ImportAlias) -> None:
        if node.asname is None:
            name: cst.BaseExpression = node.name
            while isinstance(name, cst.Attribute):
                name = name.value
            self._bind(name)

    def visit_MatchAs(self, node: cst.MatchAs) -> None:
        if node.name is not None:
            self._bind(node.name)
