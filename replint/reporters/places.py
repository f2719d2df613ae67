"""What the reporters for machines share: small regions, columns in bytes, addresses of files."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from replint.findings import Span


def first_line(span: Span, lines: Mapping[int, str]) -> Span:
    """The part of a span on its first line, without trailing blanks; the span itself if it has no other line.

    Notes in reviews appear only where their whole region is part of the change, so a region has to be small.
    """
    if span.end_line <= span.line:
        return span
    end = len(lines.get(span.line, "").rstrip()) + 1
    return Span(span.line, span.column, span.line, max(end, span.column + 1))


def byte_column(column: int, line: str) -> int:
    """A 1-based column that counts characters as one that counts the bytes of UTF-8."""
    before = line[: column - 1]
    beyond = column - 1 - len(before)
    return len(before.encode("utf-8", "surrogatepass")) + beyond + 1


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
