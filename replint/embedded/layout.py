"""Where the lines of a module stand in the file that holds its code."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from replint.findings import Edit, Fix, Span
from replint.plain import dataclass
from replint.source import LINE_END, split_lines

_PROMPTS = (">>> ", "... ", ">>>", "...")


class Place(NamedTuple):
    """Where a line of the module stands.

    ``cell`` counts a notebook's cells from 1, of whatever kind; 0 in a document. ``line`` counts in the cell, or in the
    document, and is 0 if the line stands nowhere; ``in_file`` always counts in the file. ``prefix`` is what the file's
    line has before the code.
    """

    cell: int
    line: int
    in_file: int
    prefix: str = ""


@dataclass(frozen=True)
class Layout(ABC):
    """The text of a file, and the place and the file's own wording of each line of the module in it."""

    raw: str
    places: Sequence[Place]
    lines: Sequence[str]

    @abstractmethod
    def offset(self, line: int, column: int) -> int:
        """The offset in the file's text of a place in the module, both 1-based."""

    @abstractmethod
    def written(self, text: str, line: int) -> str:
        """Text that is put into a line of the module, as it is written in the file."""

    def own(self, text: str) -> str:
        """A module's text without the lines that don't stand in the file."""
        return text

    def takes(self, fix: Fix, module: Sequence[str]) -> bool:
        """Whether a fix can be written into the file: each edit within one piece of code that stands there as it is."""
        return all(self._takes(edit, module) for edit in fix.edits)

    def _takes(self, edit: Edit, module: Sequence[str]) -> bool:
        first, last = edit.span.line, edit.span.end_line
        if last > len(self.places) or last > len(module):
            return False
        start, end = self.places[first - 1], self.places[last - 1]
        if start.cell != end.cell or end.line - start.line != last - first:
            return False
        return all(
            self.lines[number - 1] == self.places[number - 1].prefix + module[number - 1]
            for number in range(first, last + 1)
        )


def located(span: Span, places: Sequence[Place]) -> Span:
    """A span of the module as one of its file; one that leaves its cell or its block ends on its first line."""
    start = places[min(span.line, len(places)) - 1]
    end = places[min(span.end_line, len(places)) - 1]
    line, column = max(start.line, 1), span.column + len(start.prefix)
    if end.cell != start.cell or end.line - start.line != span.end_line - span.line:
        return Span(line, column, line, column + 1, start.cell)
    return Span(line, column, max(end.line, 1), span.end_column + len(end.prefix), start.cell)


def prefixed(text: str, prefix: str) -> str:
    """Text that is put behind a prefix, with the prefix before each of its further lines; prompts go on as such."""
    if not prefix or LINE_END.search(text) is None:
        return text
    end = LINE_END.search(text)
    newline = end.group() if end else "\n"
    first, *further = split_lines(text)
    for number, line in enumerate(further, start=1):
        own = prefix if number == len(further) and not line else _for_line(line, prefix)
        first += newline + own + line
    return first


def _for_line(line: str, prefix: str) -> str:
    """The prefix of a new line: an indented one goes on with a statement, any other begins one."""
    prompt = next((one for one in _PROMPTS if prefix.endswith(one)), None)
    if prompt is None:
        return prefix
    return prefix.removesuffix(prompt) + ("... " if line[:1].isspace() else ">>> ")
