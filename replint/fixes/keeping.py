"""A training that nobody keeps is bound to a name, and its id is logged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from replint.facts.records import TrainingCreated
from replint.findings import Edit, Fix
from replint.fixes.editor import Editor, bound_name
from replint.fixes.registry import Task, fixer, unsafe

_NAMES = ("training", "started_training")
_ANSWERS = ("response", "training_response")
_LIBRARIES = frozenset({"requests", "httpx", "niquests"})
_OTHERS = re.compile(r"\b(?:aiohttp|urllib3?|http\.client)\b")
_RAISE = ".raise_for_status()"
_LOGGERS = frozenset({"logging.getLogger", "getLogger"})


@fixer("RPL106")
def keep(task: Task) -> Fix | None:
    """``trainings.create(…)`` becomes ``training = trainings.create(…)``, and a line that logs ``training.id``."""
    training = task.evidence.fact
    if not isinstance(training, TrainingCreated):
        return None
    if training.form == "http":
        return _keep_answer(task.editor, training.place.node)
    if training.form not in ("v1", "v1-async", "v2") or not _is_direct(training.place.node):
        return None
    editor = task.editor
    around = editor.around(task.node)
    if around and isinstance(around[-1], cst.Await):
        around.pop()
    if len(around) < 3 or not isinstance(around[-2], cst.SimpleStatementLine) or len(around[-2].body) != 1:
        return None
    line, indent = around[-2], editor.indent(around[-2])
    if indent is None or not editor.ends_line(line):
        return None
    bound = _bound(editor, around, _NAMES)
    if bound is None:
        return None
    name, edits = bound
    edits.append(editor.line_after(line, indent + _logged(editor, f"{name}.id")))
    return unsafe("Log the training's id" if len(edits) == 1 else "Keep the training and log its id", *edits)


def _is_direct(call: cst.CSTNode) -> bool:
    """Whether a call gives the training itself; a thread that is started to create one gives nothing."""
    if not isinstance(call, cst.Call):
        return False
    return not isinstance(call.func, cst.Attribute) or call.func.attr.value in ("create", "async_create")


def _keep_answer(editor: Editor, call: cst.CSTNode) -> Fix | None:
    """``requests.post(…)`` becomes ``response = requests.post(…)``, and a line that logs the id in its body.

    A ``.raise_for_status()`` behind the call moves to a line of its own.
    """
    around = editor.around(call)
    if not around or not isinstance(call, cst.Call) or not _has_json(editor, call):
        return None
    if isinstance(around[-1], cst.Await):
        around.pop()
    chained = around[-2] if len(around) > 1 and isinstance(around[-1], cst.Attribute) else None
    if chained is not None:
        around = around[:-2]
        if not isinstance(chained, cst.Call) or not editor.text(chained).endswith(_RAISE):
            return None
    line = around[-2] if len(around) > 2 else None
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or not editor.ends_line(line):
        return None
    bound = _bound(editor, around, _ANSWERS)
    indent = editor.indent(line)
    if indent is None or bound is None or (chained is not None and not isinstance(around[-1], cst.Expr)):
        return None
    name, edits = bound
    below = indent + _logged(editor, f"{name}.json().get('id')")
    if chained is not None:
        span = editor.tree.span(chained)
        edits.append(Edit(replace(span, line=span.end_line, column=span.end_column - len(_RAISE)), ""))
        logged = _logged(editor, f"{name}.json()['id']")
        below = f"{indent}{name}{_RAISE}{editor.source.newline}{indent}{logged}"
    edits.append(editor.line_after(line, below))
    return unsafe("Log the training's id" if len(edits) == 1 else "Keep the response and log the training's id", *edits)


def _has_json(editor: Editor, call: cst.Call) -> bool:
    """Whether the answer of a request surely has a ``json`` method that is not awaited, as with requests and httpx."""
    if not isinstance(call.func, cst.Attribute):
        return False
    return editor.text(call.func.value) in _LIBRARIES or not _OTHERS.search(editor.source.text)


def _bound(editor: Editor, around: Sequence[cst.CSTNode], wishes: Sequence[str]) -> tuple[str, list[Edit]] | None:
    """The name of what a call returns, and the edits that give it one."""
    statement = around[-1]
    free = editor.free_name(around, *wishes)
    if isinstance(statement, cst.Expr):
        return None if free is None else (free, [editor.before(statement, f"{free} = ")])
    name = bound_name(statement) if isinstance(statement, (cst.Assign, cst.AnnAssign)) else None
    if name is None or not isinstance(statement, (cst.Assign, cst.AnnAssign)):
        return None
    if name.strip("_"):
        return name, []
    target = statement.target if isinstance(statement, cst.AnnAssign) else statement.targets[0].target
    return None if free is None else (free, [editor.swap(target, free)])


def _logged(editor: Editor, value: str) -> str:
    """The line that logs an id, given the code for it: by the module's logger, by ``logging``, or by ``print``."""
    smalls = [
        small
        for statement in editor.tree.module.body
        if isinstance(statement, cst.SimpleStatementLine)
        for small in statement.body
    ]
    logger = next(filter(None, (_logger(editor, small) for small in smalls)), None)
    if logger is None and any(_imports_logging(small) for small in smalls):
        logger = "logging"
    if logger is None:
        return f'print(f"started training {{{value}}}")'
    value = value.replace("'", '"')
    return f'{logger}.info("started training %s", {value})'


def _logger(editor: Editor, small: cst.BaseSmallStatement) -> str | None:
    """The name of a logger of the standard library that a statement makes."""
    if not isinstance(small, cst.Assign) or not isinstance(small.value, cst.Call):
        return None
    return bound_name(small) if editor.text(small.value.func) in _LOGGERS else None


def _imports_logging(small: cst.BaseSmallStatement) -> bool:
    return isinstance(small, cst.Import) and any(
        alias.evaluated_name == "logging" and alias.asname is None for alias in small.names
    )
