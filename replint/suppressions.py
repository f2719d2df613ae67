"""Comments that silence findings: ``# noqa``, ``# replint: ignore[…]``, and their forms for a whole file.

Suppression is data: a finding that is silenced is kept with the comment that does it.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from replint.findings import Finding
from replint.source import Source, split_lines

_CODES = r"[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*"
# flake8's grammar: without a list of codes that it can read, a noqa is one for all codes.
_NOQA = re.compile(rf"#\s*noqa\b(?::\s*(?P<codes>{_CODES}))?", re.IGNORECASE)
_FLAKE8_FILE = re.compile(rf"#\s*flake8[:=]\s*noqa(?::\s*(?P<codes>{_CODES}))?\s*$", re.IGNORECASE)
_IGNORE = re.compile(
    r"#\s*replint:\s*ignore(?P<file>-file)?(?:\s*\[(?P<codes>[^\]#]*)\]|(?![\w-]|\s*\[))(?P<reason>[^#]*)"
)
_TRACE = re.compile(r"noqa|replint\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class Directive:
    """One suppression comment.

    ``selectors`` are codes, prefixes or rule names; None for all. ``whole_file`` tells its reach, ``reason`` is
    what follows ``ignore[…]``. ``line`` and ``column`` are 1-based.
    """

    line: int
    column: int
    selectors: tuple[str, ...] | None
    whole_file: bool = False
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of the finding's rule."""
        return self.selectors is None or any(
            finding.code.startswith(selector) or finding.name == selector for selector in self.selectors
        )


@dataclass(frozen=True)
class Suppressions:
    """All suppression comments of a file, in order."""

    directives: tuple[Directive, ...] = ()

    def match(self, finding: Finding) -> Directive | None:
        """The first comment that silences a finding: on its line, its statement's first or last line, or file-wide."""
        statement = finding.statement or finding.span
        lines = {finding.span.line, statement.line, statement.end_line}
        for directive in self.directives:
            if (directive.whole_file or directive.line in lines) and directive.covers(finding):
                return directive
        return None


def collect(source: Source) -> Suppressions:
    """The suppression comments of a source, never text inside strings; tokenizes only a text that may have any."""
    if not _TRACE.search(source.text):
        return Suppressions()
    return Suppressions(tuple(directive for comment in _comments(source.text) for directive in _read(comment)))


@dataclass(frozen=True)
class _Comment:
    text: str
    line: int
    column: int
    alone: bool


def _comments(text: str) -> Iterator[_Comment]:
    """The comments of a text; from where it stops being Python on, whatever looks like one."""
    lines = split_lines(text)
    reached = 0
    reader = io.StringIO("\n".join(lines) + "\n", newline="\n").readline
    try:
        for token in tokenize.generate_tokens(reader):
            reached = max(reached, token.end[0])
            if token.type == tokenize.COMMENT:
                alone = not token.line[: token.start[1]].strip()
                yield _Comment(token.string, token.start[0], token.start[1] + 1, alone)
    except (tokenize.TokenError, SyntaxError):
        for number, line in enumerate(lines[reached:], start=reached + 1):
            start = line.find("#")
            if start >= 0:
                yield _Comment(line[start:], number, start + 1, not line[:start].strip())


def _read(comment: _Comment) -> Iterator[Directive]:
    for match in _IGNORE.finditer(comment.text):
        whole_file = match["file"] is not None
        if whole_file and not comment.alone:
            continue
        listed = match["codes"]
        selectors = None if listed is None else tuple(part for part in re.split(r"[,\s]+", listed) if part)
        column = comment.column + match.start()
        yield Directive(comment.line, column, selectors, whole_file=whole_file, reason=match["reason"].strip())
    for pattern, whole_file in ((_NOQA, False), (_FLAKE8_FILE, True)):
        found = pattern.search(comment.text)
        if found and (comment.alone or not whole_file):
            codes = found["codes"]
            selectors = None if codes is None else tuple(re.split(r"[,\s]+", codes.upper()))
            yield Directive(comment.line, comment.column + found.start(), selectors, whole_file=whole_file)
