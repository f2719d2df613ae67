"""What the reporters share: how places are written; small regions, columns in bytes, addresses of files."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from urllib.parse import quote

from replint.findings import Span
from replint.report import Entry, cell_path


def where(path: str, span: Span) -> str:
    """Where a span begins, as users read it: ``path:line:column``, in a notebook ``path:cell N:line:column``."""
    return f"{cell_path(path, span.cell)}:{span.line}:{span.column}"


def first_line(span: Span, lines: Mapping[int, str]) -> Span:
    """The part of a span on its first line, without trailing blanks and comment; the span itself if it has no other.

    Notes in reviews appear only where their whole region is part of the change, so a region has to be small.
    """
    if span.end_line <= span.line:
        return span
    start = span.column - 1
    shown = _without_comment(lines.get(span.line, "")[start:])
    return Span(span.line, span.column, span.line, span.column + max(len(shown.rstrip()), 1), span.cell)


def _without_comment(code: str) -> str:
    """Code up to a comment at its end; it begins outside of strings."""
    quote = ""
    position = 0
    while position < len(code):
        character = code[position]
        if quote:
            if character == "\\":
                position += 1
            elif code.startswith(quote, position):
                position += len(quote) - 1
                quote = ""
        elif character in "'\"":
            quote = character * 3 if code.startswith(character * 3, position) else character
            position += len(quote) - 1
        elif character == "#":
            return code[:position]
        position += 1
    return code


def byte_column(column: int, line: str) -> int:
    """A 1-based column that counts characters as one that counts the bytes of UTF-8."""
    before = line[: column - 1]
    beyond = column - 1 - len(before)
    return len(before.encode("utf-8", "surrogatepass")) + beyond + 1


def unique(entry: Entry) -> str:
    """A fingerprint that differs in each file, for readers that take equal ones for one finding."""
    text = f"{entry.finding.path}\0{entry.fingerprint}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def uri(path: str) -> str:
    """A path as a URI reference: relative for a relative path, ``file://`` for an absolute one."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        data = path.encode("utf-8", "surrogatepass")
    quoted = quote(data, safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return f"file://{quoted}"
    if len(path) > 2 and path[1:3] == ":/":
        return f"file:///{path[0]}:{quoted[4:]}"
    return quoted
