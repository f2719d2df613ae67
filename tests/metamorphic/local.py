"""Rewritings inside a module: names of locals, ``if True:``, functions called once, unrelated code."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import libcst as cst
from libcst.metadata import Assignment, ComprehensionScope, FunctionScope, MetadataWrapper, ScopeProvider

from metamorphic.rewriting import (
    Bodies,
    Statement,
    Tagging,
    by_module,
    end_of_head,
    holds,
    is_docstring,
    is_fixed,
    names_in,
    small,
    statements,
    walk,
    whole,
)

# Names of locals


class _Renaming(cst.CSTTransformer):
    def __init__(self, names: dict[cst.CSTNode, str]) -> None:
        super().__init__()
        self._names = names

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        return updated_node.with_changes(value=self._names.get(original_node, updated_node.value))


def _renamed(module: cst.Module) -> cst.Module:
    """Every name that a function or a comprehension binds is another, but for parameters, imports and ``nonlocal``."""
    wrapper = MetadataWrapper(module)
    kept = {item.name.value for one in walk(wrapper.module) if isinstance(one, cst.Nonlocal) for item in one.names}
    parameters = {one.name for one in walk(wrapper.module) if isinstance(one, cst.Param)}
    names: dict[cst.CSTNode, str] = {}
    numbers = count(1)
    scopes = dict.fromkeys(scope for scope in wrapper.resolve(ScopeProvider).values() if scope is not None)
    for scope in scopes:
        if not isinstance(scope, (FunctionScope, ComprehensionScope)):
            continue
        bound: dict[str, list[Assignment]] = {}
        for assignment in scope.assignments:
            if not isinstance(assignment, Assignment) or assignment.node in parameters:
                kept.add(assignment.name)
            else:
                bound.setdefault(assignment.name, []).append(assignment)
        for name, assignments in bound.items():
            nodes = [one.node.name if isinstance(one.node, cst.FunctionDef) else one.node for one in assignments]
            if name in kept or not all(isinstance(node, cst.Name) for node in nodes):
                continue
            accesses = [access.node for one in assignments for access in one.references]
            names |= dict.fromkeys([*nodes, *accesses], f"v{next(numbers)}")
    return wrapper.module.visit(_Renaming(names))


# if True


def _in_if(body: Sequence[Statement]) -> Statement:
    return cst.If(test=cst.Name("True"), body=cst.IndentedBlock(list(body)))


def _each_in_if(body: Sequence[Statement]) -> list[Statement]:
    definitions = (cst.FunctionDef, cst.ClassDef)
    return [one if is_fixed(one) or isinstance(one, definitions) else _in_if([one]) for one in body]


def _together_in_if(body: Sequence[Statement]) -> list[Statement]:
    head = end_of_head(body)
    return [*body[:head], _in_if(body[head:])] if head < len(body) else list(body)


# Functions called once


def _called(name: str, *, waits: bool) -> cst.BaseExpression:
    call = cst.Call(cst.Name(name))
    return cst.Await(call) if waits else call


def _defined(name: str, body: Sequence[Statement], *, waits: bool) -> cst.FunctionDef:
    asynchronous = cst.Asynchronous() if waits else None
    return cst.FunctionDef(cst.Name(name), cst.Parameters(), cst.IndentedBlock(list(body)), asynchronous=asynchronous)


_WAITING = (cst.Await, cst.Asynchronous)


def _each_once(module: cst.Module) -> cst.Module:
    """What each line assigns or does is in a function of its own, which is called there."""
    numbers = count(1)

    def apart(line: Statement) -> list[Statement]:
        one = small(line)
        if not isinstance(line, cst.SimpleStatementLine) or not isinstance(one, (cst.Expr, cst.Assign)):
            return [line]
        if is_docstring(line) or holds(one.value, cst.Yield, cst.NamedExpr) or "super" in names_in(one):
            return [line]
        waits = holds(one.value, *_WAITING)
        name = f"once_{next(numbers)}"
        inner: cst.BaseSmallStatement = cst.Return(one.value) if isinstance(one, cst.Assign) else one
        tagging = Tagging(name)
        moved = cst.ensure_type(
            line.with_changes(body=[inner], leading_lines=()).visit(tagging), cst.SimpleStatementLine
        )
        made = _defined(name, whole([moved]), waits=waits)
        call = one.with_changes(value=_called(name, waits=waits))
        after = tagging.line_end()
        return [
            made.with_changes(leading_lines=line.leading_lines),
            line.with_changes(body=[call], leading_lines=(), trailing_whitespace=after),
        ]

    return module.visit(Bodies(lambda body: [new for line in body for new in apart(line)]))


class _BodiesOnce(cst.CSTTransformer):
    """The body of each function is in a function of its own, which it calls."""

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        body = updated_node.body
        if not isinstance(body, cst.IndentedBlock) or self._is_bound_to_its_place(updated_node):
            return updated_node
        head = end_of_head(body.body)
        head = next((at for at, one in enumerate(body.body[:head]) if _declares(one)), head)
        if not [one for one in body.body[head:] if not isinstance(small(one), (cst.Pass, cst.Expr))]:
            return updated_node
        waits = updated_node.asynchronous is not None
        inner = _defined("once", whole(body.body[head:]), waits=waits)
        call = cst.SimpleStatementLine([cst.Return(_called("once", waits=waits))])
        return updated_node.with_changes(body=body.with_changes(body=[*body.body[:head], inner, call]))

    @staticmethod
    def _is_bound_to_its_place(function: cst.FunctionDef) -> bool:
        if holds(function.body, cst.Yield) or {"super", "__class__", "locals"} & names_in(function.body):
            return True
        parameters = {one.name.value for one in walk(function.params) if isinstance(one, cst.Param)}
        return bool(parameters & _bound(function.body))


def _declares(statement: cst.BaseStatement) -> bool:
    return isinstance(small(statement), (cst.Global, cst.Nonlocal))


def _bound(node: cst.CSTNode) -> set[str]:
    """The names that may be bound in a node; rather one too many."""
    found: set[str] = set()
    for one in walk(node):
        if isinstance(one, (cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.NamedExpr, cst.For, cst.CompFor)):
            found |= names_in(one.target)
        elif isinstance(one, (cst.AsName, cst.Del, cst.Match, cst.Global, cst.Nonlocal)):
            found |= names_in(one)
    return found


# Unrelated code

_BETWEEN = (
    "unrelated_sum = 1 + 2\n",
    "unrelated_words = sorted({'b': 1, 'a': 2})\n",
    "if len('unrelated') > 3:\n    unrelated_flag = 'yes'\n",
    "unrelated_pair = ('left', ['right'])\n",
)
_ABOVE = """\
import decimal as unrelated_decimal
UNRELATED_RATE = unrelated_decimal.Decimal("0.19")
class UnrelatedCart:
    status = "open"
    def __init__(self, items=()):
        self.items = list(items)
    def total(self, rate=UNRELATED_RATE):
        return sum(item.price for item in self.items) * (1 + rate)
    def close(self):
        while self.status != "closed" and self.items:
            self.items.pop()
        self.status = "closed"
        return self
"""
_BELOW = """\
def unrelated_report(carts):
    rows = {}
    for cart in carts:
        try:
            rows[cart.status] = rows.get(cart.status, 0) + cart.total()
        except (AttributeError, TypeError) as error:
            print(f"no total: {error}")
    return rows
"""


def _with_others(module: cst.Module) -> cst.Module:
    """In all blocks, and around all definitions, is code that has to do with nothing."""
    numbers = count()

    def between(body: Sequence[Statement]) -> list[Statement]:
        head = end_of_head(body)
        return [*body[:head], *statements(_BETWEEN[next(numbers) % len(_BETWEEN)]), *body[head:]]

    changed = module.visit(Bodies(between))
    head = end_of_head(changed.body)
    body = [*changed.body[:head], *statements(_ABOVE), *changed.body[head:], *statements(_BELOW)]
    return changed.with_changes(body=body)


LOCAL = {
    "locals-renamed": by_module(_renamed),
    "each-line-in-if": by_module(lambda module: module.visit(Bodies(_each_in_if))),
    "blocks-in-if": by_module(lambda module: module.visit(Bodies(_together_in_if))),
    "each-line-called-once": by_module(_each_once),
    "bodies-called-once": by_module(lambda module: module.visit(_BodiesOnce())),
    "unrelated-code": by_module(_with_others),
}
"""The rewritings of single modules, by name."""
