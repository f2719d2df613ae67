"""Functions that a retry library asks whether to go on: the words that they compare a training's status with."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from replint.fixes.editor import Editor, plain
from replint.replicate_api.statuses import ALL, RUNNING
from replint.syntax.walk import statements

_DEEPEST = 20


def predicate_words(editor: Editor, call: cst.CSTNode) -> list[cst.SimpleString]:
    """The words for ends in the lambdas that a call is given, and in functions of the module that only return a test.

    None of them if a status is compared with anything else there.
    """
    if not isinstance(call, cst.Call):
        return []
    found: list[cst.SimpleString] = []
    for body in _bodies(editor, call, 0):
        for comparison in _comparisons(body, 0):
            words = _words(comparison)
            if words is None:
                return []
            found += words
    return found


def _bodies(editor: Editor, call: cst.Call, depth: int) -> Iterator[cst.BaseExpression]:
    for arg in call.args:
        value = arg.value
        if isinstance(value, cst.Lambda):
            yield value.body
        elif isinstance(value, cst.Call) and depth < _DEEPEST:
            yield from _bodies(editor, value, depth + 1)
        elif isinstance(value, cst.Name):
            returned = _returned(editor, value.value)
            if returned is not None:
                yield returned


def _returned(editor: Editor, name: str) -> cst.BaseExpression | None:
    """What the only function of a name returns, if it does nothing else."""
    named = [
        one for one in statements(editor.tree.module) if isinstance(one, cst.FunctionDef) and one.name.value == name
    ]
    if len(named) != 1:
        return None
    lines = [line for line in named[0].body.body if isinstance(line, cst.SimpleStatementLine)]
    last = lines[-1].body[-1] if lines and len(lines) == len(named[0].body.body) else None
    documented = len(lines) == 2 and isinstance(lines[0].body[0], cst.Expr)
    return last.value if isinstance(last, cst.Return) and (len(lines) == 1 or documented) else None


def _comparisons(inside: cst.BaseExpression, depth: int) -> Iterator[cst.Comparison]:
    """The comparisons of a status that a condition is made of."""
    if isinstance(inside, cst.UnaryOperation):
        yield from _comparisons(inside.expression, depth)
    elif isinstance(inside, cst.BooleanOperation) and depth < _DEEPEST:
        yield from _comparisons(inside.left, depth + 1)
        yield from _comparisons(inside.right, depth + 1)
    elif isinstance(inside, cst.Comparison) and _is_status(inside.left):
        yield inside


def _is_status(node: cst.BaseExpression) -> bool:
    """Whether it reads a status: ``x.status``, ``x["status"]`` or ``x.get("status")``."""
    if isinstance(node, cst.Attribute):
        return node.attr.value == "status"
    if isinstance(node, cst.Subscript) and len(node.slice) == 1:
        index = node.slice[0].slice
        return isinstance(index, cst.Index) and plain(index.value) == "status"
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.args:
        return node.func.attr.value == "get" and plain(node.args[0].value) == "status"
    return False


def _words(comparison: cst.Comparison) -> list[cst.SimpleString] | None:
    """The words for ends that a status is compared with; None for anything but statuses."""
    if len(comparison.comparisons) != 1:
        return None
    with_what = comparison.comparisons[0].comparator
    options = [with_what]
    if isinstance(with_what, (cst.Set, cst.Tuple, cst.List)):
        options = [element.value for element in with_what.elements]
    words = [one for one in options if isinstance(one, cst.SimpleString) and plain(one) in ALL]
    return [one for one in words if plain(one) not in RUNNING] if len(words) == len(options) else None
