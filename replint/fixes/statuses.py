"""A word that is no status becomes the real one: safe where only its spelling is wrong and only a test reads it."""

from __future__ import annotations

import libcst as cst

from replint.findings import Fix
from replint.fixes.editor import Editor, bound_name, plain, requoted
from replint.fixes.registry import Task, fixer, safe, unsafe
from replint.replicate_api.sdk import nearest_event
from replint.replicate_api.statuses import nearest_status
from replint.values.domain import Const

_SPELLINGS = frozenset({"cancelled"})
"""Words that can only be meant as the status that is spelled a little otherwise."""
_WRAPPERS = frozenset({"set", "frozenset", "tuple", "list"})


@fixer("RPL128")
def real_status(task: Task) -> Fix | None:
    """``"cancelled"`` becomes ``"canceled"``; a word with another meaning gets the status that it most likely means."""
    word, real = task.field("word"), task.field("real")
    literal = task.node
    if not real or not isinstance(literal, cst.SimpleString) or _repeats_another(task, word, real):
        return None
    value = plain(literal)
    if value is None:
        return None
    if value != word:  # the status was turned to upper case before the comparison
        if value != word.upper():
            return None
        real = real.upper()
    message = f'Write "{real}"'
    edit = task.editor.swap(literal, requoted(literal, real))
    spelled = word.strip().lower()
    certain = (spelled in _SPELLINGS or spelled == real.lower()) and only_tested(task.editor, literal)
    return safe(message, edit) if certain else unsafe(message, edit)


def _repeats_another(task: Task, word: str, real: str) -> bool:
    """Whether a word before it in the same test is meant as the same status: one of them is enough."""
    for other in getattr(task.evidence.fact, "words", ()):
        if isinstance(other, Const) and isinstance(other.value, str):
            if other.value == word:
                return False
            if nearest_status(other.value) == real:
                return True
    return False


def only_tested(editor: Editor, literal: cst.CSTNode) -> bool:
    """Whether a literal is nothing but a word to compare with: in a comparison, or in a set that is for comparisons."""
    around = editor.around(literal)
    while around and isinstance(around[-1], (cst.Element, cst.Tuple, cst.List, cst.Set, cst.MatchOr)):
        around.pop()
    if not around:
        return False
    if isinstance(around[-1], (cst.Comparison, cst.ComparisonTarget, cst.MatchValue, cst.MatchOrElement)):
        return True
    name = constant_name(around)
    return name is not None and editor.only_compared(name)


def constant_name(around: list[cst.CSTNode]) -> str | None:
    """The name that a display is bound to, given the nodes around it: alone or wrapped, as in ``frozenset({…})``."""
    if (
        len(around) > 1
        and isinstance(around[-1], cst.Arg)
        and isinstance(around[-2], cst.Call)
        and isinstance(around[-2].func, cst.Name)
        and around[-2].func.value in _WRAPPERS
        and len(around[-2].args) == 1
    ):
        around = around[:-2]
    if not around:
        return None
    holder = around[-1]
    return bound_name(holder) if isinstance(holder, (cst.Assign, cst.AnnAssign)) else None


@fixer("RPL142")
def real_event(task: Task) -> Fix | None:
    """An event's word that does not exist becomes the one that it is near to."""
    nearest, literal = task.field("nearest"), task.cause
    if not nearest or not isinstance(literal, cst.SimpleString) or plain(literal) != task.field("word"):
        return None
    around = task.editor.around(literal)
    if len(around) > 1 and isinstance(around[-1], cst.Element):
        siblings = [plain(element.value) for element in getattr(around[-2], "elements", ())]
        meant = [word for word in siblings if word is not None and nearest_event(word) == nearest]
        if meant[:1] != [task.field("word")] or nearest in siblings:
            return None
    text = requoted(literal, nearest)
    return unsafe(f'Write "{nearest}"', task.editor.swap(literal, text))
