"""A poll that is too fast, or always as fast, starts at the least interval and doubles it up to the greatest.

A loop that watches all trainings for ever has no end to back off to: it only gets slow enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from replint.facts.records import Poll
from replint.findings import Fix
from replint.fixes.editor import Editor
from replint.fixes.registry import Task, fixer, unsafe

_NAMES = ("delay", "poll_delay")
_SECONDS = frozenset({"seconds", "secs", "delay"})


@fixer("RPL121", "RPL122")
def backoff(task: Task) -> Fix | None:
    """``sleep(5)`` in a loop becomes ``sleep(delay)``, with ``delay`` from 30 to 300 seconds."""
    poll, call = task.evidence.fact, task.node
    least, most = task.context.settings.min_poll_seconds, task.context.settings.max_poll_seconds
    if not isinstance(poll, Poll) or not isinstance(call, cst.Call) or not least < most:
        return None
    if not _sets_the_pace(poll, call):
        return None
    editor = task.editor
    around = editor.around(call)
    statement = _alone(around)
    loop = _loop(around, poll)
    amount = _amount(call)
    if statement is None or loop is None or amount is None:
        return None
    start = _start(editor, amount, loop, least, most)
    indents = editor.indent(loop), editor.indent(statement)
    name = editor.free_name(around, *_NAMES)
    if start is None or name is None or None in indents or not editor.ends_line(statement):
        return None
    if poll.supervisor:
        return unsafe(f"Wait {least:g} s", editor.swap(amount, start))
    return unsafe(
        f"Wait {least:g} s at first and up to {most:g} s later",
        editor.line_before(loop, f"{indents[0]}{name} = {start}"),
        editor.swap(amount, name),
        editor.line_after(statement, f"{indents[1]}{name} = min({name} * 2, {most:g})"),
    )


def _sets_the_pace(poll: Poll, call: cst.Call) -> bool:
    """Whether every round waits in this call, and nowhere else."""
    waits = [gap.wait for gap in poll.gaps if gap.step is not None and not gap.wait.raised]
    return bool(waits) and all({place.node for place in wait.sources} == {call} for wait in waits)


def _alone(around: Sequence[cst.CSTNode]) -> cst.SimpleStatementLine | None:
    """The line that holds nothing but the call that waits."""
    rest = list(around)
    if rest and isinstance(rest[-1], cst.Await):
        rest.pop()
    if len(rest) < 2 or not isinstance(rest[-1], cst.Expr):
        return None
    line = rest[-2]
    return line if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None


def _loop(around: Sequence[cst.CSTNode], poll: Poll) -> cst.While | cst.For | None:
    """The poll's loop, if the call stands in it and in no other function or loop."""
    for node in reversed(around):
        if isinstance(node, (cst.While, cst.For)):
            return node if node is poll.place.node else None
        if isinstance(node, (cst.FunctionDef, cst.Lambda, cst.ClassDef)):
            return None
    return None


def _amount(call: cst.Call) -> cst.BaseExpression | None:
    if len(call.args) != 1 or call.args[0].star:
        return None
    arg = call.args[0]
    return arg.value if arg.keyword is None or arg.keyword.value in _SECONDS else None


def _start(editor: Editor, amount: cst.BaseExpression, loop: cst.CSTNode, least: float, most: float) -> str | None:
    """The first delay: the least, or what is configured if that is more; None for what changes in the loop."""
    if isinstance(amount, (cst.Integer, cst.Float)):
        seconds = amount.evaluated_value
        return f"{max(seconds, least):g}" if seconds < most else None
    if not isinstance(amount, (cst.Name, cst.Attribute)):
        return None
    text = editor.text(amount)
    inside = editor.text(loop)
    base = text.rpartition(".")[2]
    if "\n" in text or inside.count(base) != 1:
        return None
    return f"max({text}, {least:g})"
