"""A file that is uploaded as training data is opened in binary mode."""

from __future__ import annotations

import re

import libcst as cst

from replint.findings import Fix
from replint.fixes.editor import Editor, bound_name, plain
from replint.fixes.registry import Task, fixer, safe, unsafe

_TEXT_ONLY = frozenset({"encoding", "errors", "newline"})
_READING = re.compile(r"(?=[rtU+]*r)[rtU]*(\+?)[rtU]*")


@fixer("RPL120")
def binary_mode(task: Task) -> Fix | None:
    """``open(path)`` becomes ``open(path, "rb")``, without what only text has: encoding, errors, newline."""
    call = task.node
    if task.draft.variant != "default" or not isinstance(call, cst.Call):
        return None
    at = _mode_position(call)
    if at is None or any(arg.star for arg in call.args):
        return None
    new = _reopened(call, at)
    edit = task.editor.rebuilt(call, new) if new is not None else None
    if edit is None:
        return None
    message = "Open the file in binary mode"
    return safe(message, edit) if _only_uploaded(task.editor, call) else unsafe(message, edit)


def _mode_position(call: cst.Call) -> int | None:
    """At which position the mode is given: ``open(path, mode)``, ``path.open(mode)``; None for another function."""
    func = call.func
    if isinstance(func, cst.Name):
        return 1 if func.value == "open" else None
    if isinstance(func, cst.Attribute) and func.attr.value == "open":
        if isinstance(func.value, cst.Name) and func.value.value in ("io", "builtins"):
            return 1
        first = call.args[0] if call.args and call.args[0].keyword is None else None
        return 0 if first is None or _READING.fullmatch(plain(first.value) or "") else None
    return None


def _reopened(call: cst.Call, at: int) -> cst.Call | None:
    """The call in binary mode; None if its mode is not a plain one for reading."""
    args = [arg for arg in call.args if arg.keyword is None or arg.keyword.value not in _TEXT_ONLY]
    positional = sum(arg.keyword is None for arg in args)
    if positional > at + 1 or any(arg.keyword is not None and arg.keyword.value == "buffering" for arg in args):
        return None
    named = next((i for i, arg in enumerate(args) if arg.keyword is not None and arg.keyword.value == "mode"), None)
    index = at if positional == at + 1 else named
    if index is not None:
        literal = args[index].value
        mode = plain(literal)
        found = _READING.fullmatch(mode) if mode else None
        if found is None or not isinstance(literal, cst.SimpleString):
            return None
        binary = literal.with_changes(value=f"{literal.quote}rb{found[1]}{literal.quote}")
        args[index] = args[index].with_changes(value=binary)
        return _with_args(call, args)
    mode_node = cst.SimpleString('"rb"')
    if positional == at:
        args.insert(at, cst.Arg(mode_node))
    else:  # the path itself is a keyword
        equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        args.append(cst.Arg(mode_node, keyword=cst.Name("mode"), equal=equal))
    return _with_args(call, args)


def _with_args(call: cst.Call, args: list[cst.Arg]) -> cst.Call:
    """The call with other arguments, whose last one ends as the last one did."""
    if not call.args:
        return call.with_changes(args=args)
    end = call.args[-1]
    args = [_separated(arg) for arg in args]
    last = args[-1].with_changes(comma=end.comma, whitespace_after_arg=end.whitespace_after_arg)
    return call.with_changes(args=[*args[:-1], last])


def _separated(arg: cst.Arg) -> cst.Arg:
    """An argument that another one follows: with a blank behind its comma, unless it says how it goes on."""
    if isinstance(arg.comma, cst.Comma) and not _ends_display(arg.comma):
        return arg
    return arg.with_changes(
        comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")), whitespace_after_arg=cst.SimpleWhitespace("")
    )


def _ends_display(comma: cst.Comma) -> bool:
    after = comma.whitespace_after
    return isinstance(after, cst.SimpleWhitespace) and not after.value


def _only_uploaded(editor: Editor, call: cst.Call) -> bool:
    """Whether the file goes nowhere but into the training: passed at once, or under a name that is read only once."""
    around = editor.around(call)
    if around and isinstance(around[-1], cst.DictElement):
        return True
    name = _name_of(around[-1]) if around else None
    return name is not None and editor.reads(name, editor.scope(around)) == 1


def _name_of(holder: cst.CSTNode) -> str | None:
    """The name that a file gets by ``with … as name`` or by an assignment."""
    if isinstance(holder, (cst.Assign, cst.AnnAssign)):
        return bound_name(holder)
    if isinstance(holder, cst.WithItem) and holder.asname is not None and isinstance(holder.asname.name, cst.Name):
        return holder.asname.name.value
    return None
