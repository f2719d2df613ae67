"""Suppression comments that don't do their work: codes leave their lists, and a comment that is left with none goes.

What else stands in the comment stays, as ruff has it: other tools' codes, and the words behind a ``# noqa``. The reason
behind a ``# replint: ignore[…]`` goes with what it gave the reason for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from replint.findings import Applicability, Edit, Fix, Span
from replint.source import Source
from replint.suppressions import PARTING, Directive, selector_of

CODES = frozenset({"RPL901", "RPL902"})
"""The rules whose findings may have a fix of this kind."""
_WORD = re.compile(r"[^,\s]+")
_OWN_LIST = re.compile(r"[^\[]*\[(?P<codes>[^\]#]*)\]")
_NOQA = re.compile(r"#\s*noqa\b", re.IGNORECASE)
_NOQA_LIST = re.compile(r".*?noqa\s*:\s*(?P<codes>.*)", re.IGNORECASE)
_MEANT = re.compile(
    r"#\s*replint:\s*[a-z]+(?P<file>-file)?[\s:=(\[]*(?P<codes>RPL\d{3}(?:[,\s]+RPL\d{3})*)[\s)\]]*", re.IGNORECASE
)


def without(source: Source, directive: Directive, words: Collection[str]) -> Fix | None:
    """Takes selectors out of a comment's list, and the comment out of its line if nothing is left of the list.

    None if a ``# noqa`` kept another one from being read, which would be read then.
    """
    listed = _listed(source, directive)
    kept = [word for _, word in listed if word not in words]
    if not kept:
        if directive.noqa and _NOQA.search(source.line(directive.span.line), directive.span.end_column - 1):
            return None
        return Fix(Applicability.SAFE, "Remove the comment", (_removal(source, directive),))
    edits = []
    for index, (span, word) in enumerate(listed):
        if word not in words:
            continue
        if any(other not in words for _, other in listed[:index]):
            stretch = (listed[index - 1][0].end_column, span.end_column)
        else:
            stretch = (span.column, listed[index + 1][0].column)
        edits.append(Edit(Span(span.line, stretch[0], span.line, stretch[1]), ""))
    named = " and ".join(f"`{word}`" for word in dict.fromkeys(word for _, word in listed if word in words))
    return Fix(Applicability.SAFE, f"Take {named} out of the comment", tuple(edits))


def renamed(source: Source, directive: Directive, word: str, nearest: str) -> Fix | None:
    """Puts the selector that was most likely meant in the place of one that is none. It may silence a finding."""
    listed = _listed(source, directive)
    if any(other == nearest for _, other in listed):
        return without(source, directive, {word})
    edits = tuple(Edit(span, nearest) for span, other in listed if other == word)
    return Fix(Applicability.UNSAFE, f"Write `{nearest}`", edits) if edits else None


def written_right(source: Source, directive: Directive) -> Fix | None:
    """Gives a comment that names rules the form of one that silences. It may silence a finding."""
    found = _MEANT.match(_text(source, directive))
    if found is None:
        return None
    codes = ", ".join(code.upper() for code in _WORD.findall(found["codes"]))
    span = directive.span
    rest = " " if found.end() < span.end_column - span.column else ""
    text = f"# replint: ignore{(found['file'] or '').lower()}[{codes}]{rest}"
    edit = Edit(Span(span.line, span.column, span.line, span.column + found.end()), text)
    return Fix(Applicability.UNSAFE, f"Write `{text.rstrip()}`", (edit,))


def _text(source: Source, directive: Directive) -> str:
    return source.line(directive.span.line)[directive.span.column - 1 : directive.span.end_column - 1]


def _listed(source: Source, directive: Directive) -> Sequence[tuple[Span, str]]:
    """The words of a comment's list, as they are understood, each with its place."""
    found = (_NOQA_LIST if directive.noqa else _OWN_LIST).match(_text(source, directive))
    if found is None or directive.selectors is None:
        return ()
    line, start = directive.span.line, directive.span.column
    understood = str.upper if directive.noqa else selector_of
    return [
        (Span(line, start + word.start(), line, start + word.end()), understood(word.group()))
        for word in _WORD.finditer(found.string, found.start("codes"), found.end("codes"))
    ]


def _removal(source: Source, directive: Directive) -> Edit:
    """Takes a comment out, with the blanks around it; a line that held nothing else goes as a whole."""
    line, start, end = directive.span.line, directive.span.column - 1, directive.span.end_column - 1
    text = source.line(line)
    before, behind = text[:start].rstrip(), text[end:].lstrip(PARTING)
    if not before and not behind:
        if _goes_on(source, line):
            return Edit(Span(line, 1, line + 1, 1), "")
        return Edit(Span(line, 1, line, len(text) + 1), "")
    if not behind:
        return Edit(Span(line, len(before) + 1, line, len(text) + 1), "")
    place = Span(line, start + 1, line, len(text) - len(behind) + 1)
    return Edit(place, "" if behind.startswith("#") else "# ")


def _goes_on(source: Source, line: int) -> bool:
    """Whether a line has an end that can go with it: the next one follows it in the same piece of code."""
    if line >= len(source.lines):
        return False
    if source.layout is None:
        return True
    here, below = source.layout.places[line - 1], source.layout.places[line]
    return below.cell == here.cell and below.line == here.line + 1
