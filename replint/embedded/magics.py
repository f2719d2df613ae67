"""What IPython understands in a cell beside Python: magics, shell lines and help, made harmless line by line."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from replint.source import LINE_END, split_lines

PYTHON_CELL_MAGICS = frozenset({"capture", "debug", "ipytest", "prun", "pypy", "python", "python3", "time", "timeit"})
"""Magics of a whole cell whose text is still Python."""

_RUNS_CODE = re.compile(r"%(?:time|timeit|prun)(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]+(?=\S)")
_COMPOUND = re.compile(r"(?:async|class|def|for|if|match|try|while|with|@)\b|@")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_ESCAPE = re.compile(r"[ \t]*(?:[%!?]|/(?=[A-Za-z_])|[,;](?=[A-Za-z_]))")
_GIVEN = re.compile(r"=[ \t]*(?:!|%(?=[A-Za-z_]))")
_TARGET = re.compile(r"[ \t]*[A-Za-z_][\w.,* \t]*(?:\[[^\]=]*\][ \t]*)?")
_HELP = re.compile(r"[ \t]*[A-Za-z_*][\w.*]*(?:\[[\w'\"]*\])?\?{1,2}[ \t]*(?:#.*)?$")
_CODE_ASSIGNED = re.compile(r"%time(?=[ \t]+\S)")
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)|(?P<join>\\(?:\r\n|\r|\n))|(?P<end>\r\n|\r|\n)
    |(?P<text>\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)
        |"(?:\\(?:\r\n|.)|[^"\\\r\n])*"?|'(?:\\(?:\r\n|.)|[^'\\\r\n])*'?)
    |(?P<open>[\(\[\{])|(?P<close>[\)\]\}])|(?P<other>[^\#\\"'\(\)\[\]\{\}\r\n]+|\\)""",
    re.DOTALL | re.VERBOSE,
)


def is_python(cell: str) -> bool:
    """Whether a code cell's text is Python: it has no magic of its own, or one that runs Python."""
    magic = _CELL_MAGIC.match(cell)
    return magic is None or magic[1] in PYTHON_CELL_MAGICS


def as_python(cell: str) -> str:
    """A cell's text as Python, with as many lines, in which Python's own lines and columns stay as they are.

    A line for IPython becomes ``pass``, and what such a line assigns becomes unknown; of a magic that runs its line as
    code, the code stays.
    """
    if not any(sign in cell for sign in "%!?") and not re.search(r"^[ \t]*[/,;]", cell, re.MULTILINE):
        return cell
    return "".join(_plain(cell[start:end]) for start, end in _logical_lines(cell))


def shown_at_end(python: str) -> tuple[int, int] | None:
    """The first and the last line of the expression whose value a cell shows when it has run; None if there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            body = ast.parse(python).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    if not body or not isinstance(body[-1], ast.Expr) or isinstance(body[-1].value, ast.Constant):
        return None
    last = body[-1]
    first, end = last.lineno, last.end_lineno or last.lineno
    if len(body) > 1 and (body[-2].end_lineno or 0) >= first:
        return None
    rest = split_lines(python)[end - 1].encode("utf-8", "surrogatepass")[last.end_col_offset or 0 :].strip()
    return None if rest and not rest.startswith((b"#", b")")) else (first, end)


def has_token(text: str) -> bool:
    """Whether a text may hold an API token."""
    return "r8_" in text


def tokens_only(cell: str) -> str:
    """A cell in another language as Python, with as many lines, in which nothing is left but lines with API tokens."""
    lines = split_lines(cell)
    ends = [*LINE_END.findall(cell), ""]
    return "".join((_in_sight(line) if has_token(line) else "#") + end for line, end in zip(lines, ends, strict=True))


def _in_sight(text: str) -> str:
    """A text that is no Python as a literal, in whose columns its words stay."""
    shown = text.replace("\\", "/").replace('"', "'")
    return f'"{shown if shown.startswith("r8_") else shown[1:]}"'


def _logical_lines(cell: str) -> Iterator[tuple[int, int]]:
    """The stretches of a cell that are one line to Python or IPython, with their ends.

    A line for IPython ends with its line in the text, unless a backslash joins the next one.
    """
    start = 0
    while start < len(cell):
        end = _end_of_escape(cell, start) if _is_escape(cell, start) else _end_of_statement(cell, start)
        yield start, end
        start = end


def _is_escape(cell: str, start: int) -> bool:
    found = LINE_END.search(cell, start)
    line = cell[start : found.start() if found else len(cell)]
    return _is_for_ipython(line)


def _assigned(line: str) -> int:
    """Where the shell line or the magic begins whose outcome a line binds to a name; 0 if it does no such thing."""
    given = _GIVEN.search(line)
    return given.end() - 1 if given is not None and _TARGET.fullmatch(line, 0, given.start()) else 0


def _is_for_ipython(line: str) -> bool:
    return bool(_ESCAPE.match(line) or _assigned(line) or _HELP.match(line))


def _end_of_escape(cell: str, start: int) -> int:
    for end in LINE_END.finditer(cell, start):
        if not cell[start : end.start()].endswith("\\"):
            return end.end()
    return len(cell)


def _end_of_statement(cell: str, start: int) -> int:
    depth = 0
    position = start
    while position < len(cell):
        token = _TOKEN.match(cell, position)
        if token is None:  # the alternatives take any character
            return len(cell)
        position = token.end()
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth = max(depth - 1, 0)
        elif token.lastgroup == "end" and depth == 0:
            return position
    return len(cell)


def _plain(line: str) -> str:
    """One logical line as Python. A token in a line for IPython is kept in sight."""
    body = line.rstrip("\r\n")
    if not _is_for_ipython(body):
        return line
    rest = line[len(body) :]
    further = "#".join(LINE_END.findall(line))  # a carriage return must not meet a line feed of another line
    word = _in_sight(body.strip()) if has_token(body) else ""
    assigned = 0 if _ESCAPE.match(body) else _assigned(body)
    if assigned:
        magic = _CODE_ASSIGNED.match(body, assigned)
        if magic is not None:
            return body[: magic.start()] + " " * len(magic[0]) + body[magic.end() :] + rest
        return body[:assigned] + (word or "get_ipython()") + further
    text = body.lstrip(" \t")
    indent = body[: len(body) - len(text)]
    runs = _RUNS_CODE.match(text)
    if runs is not None and not _COMPOUND.match(text, runs.end()):
        return f"{indent}{'pass;':<{runs.end()}}{text[runs.end() :]}{rest}"
    return indent + (word or ("#" if text.startswith("%%") else "pass")) + further
