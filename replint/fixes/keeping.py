"""A training that nobody keeps is bound to a name, and its id is logged."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from replint.facts.records import TrainingCreated
from replint.findings import Edit, Fix
from replint.fixes.editor import Editor, bound_name
from replint.fixes.registry import Task, fixer, unsafe

_NAMES = ("training", "started_training")
_LOGGERS = frozenset({"logging.getLogger", "getLogger"})


@fixer("RPL106")
def keep(task: Task) -> Fix | None:
    """``trainings.create(…)`` becomes ``training = trainings.create(…)``, and a line that logs ``training.id``."""
    training = task.evidence.fact
    if not isinstance(training, TrainingCreated) or training.form not in ("v1", "v1-async", "v2"):
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
    bound = _bound(editor, around)
    if bound is None:
        return None
    name, edits = bound
    edits.append(editor.line_after(line, indent + _logged(editor, name)))
    return unsafe("Log the training's id" if len(edits) == 1 else "Keep the training and log its id", *edits)


def _bound(editor: Editor, around: Sequence[cst.CSTNode]) -> tuple[str, list[Edit]] | None:
    """The name of the training, and the edits that give it one."""
    statement = around[-1]
    free = editor.free_name(around, *_NAMES)
    if isinstance(statement, cst.Expr):
        return None if free is None else (free, [editor.before(statement, f"{free} = ")])
    name = bound_name(statement) if isinstance(statement, (cst.Assign, cst.AnnAssign)) else None
    if name is None or not isinstance(statement, (cst.Assign, cst.AnnAssign)):
        return None
    if name.strip("_"):
        return name, []
    target = statement.target if isinstance(statement, cst.AnnAssign) else statement.targets[0].target
    return None if free is None else (free, [editor.swap(target, free)])


def _logged(editor: Editor, name: str) -> str:
    """The line that logs a training's id, by the module's logger, by ``logging`` if it is imported, or by ``print``."""
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
        return f'print(f"started training {{{name}.id}}")'
    return f'{logger}.info("started training %s", {name}.id)'


def _logger(editor: Editor, small: cst.BaseSmallStatement) -> str | None:
    """The name of a logger of the standard library that a statement makes."""
    if not isinstance(small, cst.Assign) or not isinstance(small.value, cst.Call):
        return None
    return bound_name(small) if editor.text(small.value.func) in _LOGGERS else None


def _imports_logging(small: cst.BaseSmallStatement) -> bool:
    return isinstance(small, cst.Import) and any(
        alias.evaluated_name == "logging" and alias.asname is None for alias in small.names
    )
