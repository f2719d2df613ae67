"""Writes suppression comments: the edit that silences one finding."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping

from replint.findings import Edit, Finding, Span
from replint.source import Source

_LIST = re.compile(r"#\s*replint:\s*ignore\s*\[(?P<codes>[^\]#]*)\]")


def silence(source: Source, finding: Finding) -> Edit | None:
    """The edit that silences a finding by ``# replint: ignore[…]``; None where no comment can stand.

    The comment comes to the finding's own line, else to the first or last line of its statement. A list of codes that
    stands there already is added to.
    """
    statement = finding.statement or finding.span
    ends = _ends_of_lines(source)
    for line in (finding.span.line, statement.line, min(statement.end_line, len(source.lines))):
        if line not in ends:
            continue
        text = source.line(line)
        comment = ends[line]
        known = _LIST.search(text, comment - 1) if comment is not None else None
        if known is not None:
            at, codes = known.end("codes") + 1, known["codes"]
            blank = len(codes) - len(codes.rstrip())
            return _insert(line, at - blank, f"{', ' if codes.strip() else ''}{finding.code}")
        end = len(text.rstrip()) + 1
        gap = "  " if text.strip() else ""
        return _insert(line, end, f"{gap}# replint: ignore[{finding.code}]")
    return None


def _insert(line: int, column: int, text: str) -> Edit:
    return Edit(Span(line, column, line, column), text)


def _ends_of_lines(source: Source) -> Mapping[int, int | None]:
    """The lines that a comment may end, each with the column at which it has one already.

    A line that ends inside a string, or with a backslash, is not among them. Nothing is known from where the text stops
    being Python on.
    """
    found: dict[int, int | None] = {}
    comment: int | None = None
    reader = io.StringIO("\n".join(source.lines) + "\n", newline="\n").readline
    try:
        for token in tokenize.generate_tokens(reader):
            if token.type == tokenize.COMMENT:
                comment = token.start[1] + 1
            elif token.type in (tokenize.NEWLINE, tokenize.NL):
                found[token.start[0]] = comment
                comment = None
    except (tokenize.TokenError, SyntaxError):
        pass
    return found
