"""What a run hands to the reporters: findings with their source lines, what was silenced, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from replint.acts import Act
from replint.findings import Finding, Severity, Span
from replint.plain import dataclass

if TYPE_CHECKING:
    from replint.baseline import Known
    from replint.embedded.layout import Place

Silence: TypeAlias = Literal["comment", "baseline"]
"""What silences a finding."""


@dataclass(frozen=True)
class Entry:
    """A finding as it is reported: its fingerprint, and whether it makes the run fail (``fail-on``).

    ``reason`` is what the comment that silences it gives as the reason; empty where it gives none. ``scope`` names the
    functions and classes around it.
    """

    finding: Finding
    fingerprint: str
    fails: bool
    reason: str = ""
    scope: str = ""


@dataclass(frozen=True)
class FileError:
    """Why a file could not be analysed, and where; line and column are 1-based, ``cell`` is 0 outside of notebooks."""

    path: str
    line: int
    column: int
    message: str
    cell: int = 0


@dataclass(frozen=True)
class Mended:
    """What has become of a file whose fixes were made: its bytes before and after, and how many by their rules."""

    before: bytes
    after: bytes
    counts: Mapping[str, int]


@dataclass(frozen=True)
class FileReport:
    """The outcome of one file.

    ``complete`` tells whether the file was checked to its end, whatever is shown of it.
    ``suppressed`` are findings that comments silence, ``baselined`` those that a baseline knows: neither counts.
    ``lines`` holds the source lines by number on and around which its findings, their relatives and their edits
    stand; ``elsewhere`` the lines by path of relatives in other files that were analysed with it.
    ``depends_on`` are the absolute paths of the files on whose bytes all this depends, itself included.
    ``needed`` are the comments that silence something, by their number in the file, each with what of it does.
    ``failures`` are faults of replint itself (exit code 2): one sentence each, and the traceback.
    ``acts`` is what the file does that the packs' cases are about.
    ``places`` tells, by path, where the lines of a module stand in a file that holds it among other things; it is empty
    once everything is told in that file's terms (``replint.embedded.telling``). The lines of a notebook's cell then
    stand in ``elsewhere``, and ``in_file`` has the lines of the file on which they are written, both by ``cell_path``.
    """

    path: str
    analyzed: bool = False
    complete: bool = True
    entries: tuple[Entry, ...] = ()
    suppressed: tuple[Entry, ...] = ()
    baselined: tuple[Entry, ...] = ()
    errors: tuple[FileError, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    lines: Mapping[int, str] = field(default_factory=dict)
    acts: frozenset[Act] = frozenset()
    elsewhere: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    depends_on: tuple[str, ...] = ()
    needed: frozenset[tuple[int, str]] = frozenset()
    mended: Mended | None = None
    places: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    in_file: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def silenced(self) -> list[tuple[Entry, Silence]]:
        """What is suppressed or known to a baseline, in the order of the findings, with what silences each."""
        found: list[tuple[Entry, Silence]] = [(entry, "comment") for entry in self.suppressed]
        found += [(entry, "baseline") for entry in self.baselined]
        return sorted(found, key=lambda one: one[0].finding.sort_key)

    def lines_of(self, path: str | None, cell: int = 0) -> Mapping[int, str]:
        """The lines of this file (None, too) or of another that its findings point at; empty if there are none."""
        if not cell and path in {None, self.path}:
            return self.lines
        return self.elsewhere.get(cell_path(path or self.path, cell), {})

    def line_in_file(self, span: Span, path: str | None = None) -> int:
        """The line of the file on which a place is written; that of a notebook's JSON for a place in a cell."""
        if not span.cell:
            return span.line
        return self.in_file.get(cell_path(path or self.path, span.cell), {}).get(span.line, 1)


def cell_path(path: str, cell: int) -> str:
    """A path with the cell of a notebook, as users read it; the path alone where there is none."""
    return f"{path}:cell {cell}" if cell else path


@dataclass
class Report:
    """The outcome of a run, in the order of the files' paths.

    ``baselines`` are the paths of the baselines that were applied; ``gone`` is what they hold and isn't found any more.
    """

    files: list[FileReport] = field(default_factory=list)
    checked: int = 0
    baselines: list[str] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """Every finding, by path, line, column and code."""
        for file in self.files:
            yield from file.entries

    def suppressed(self) -> Iterator[Entry]:
        """Every silenced finding, in the same order."""
        for file in self.files:
            yield from file.suppressed

    def baselined(self) -> Iterator[Entry]:
        """Every finding that a baseline knows, in the same order."""
        for file in self.files:
            yield from file.baselined

    def silenced(self) -> Iterator[tuple[Entry, Silence]]:
        """Everything that is suppressed or known to a baseline, with what silences it, in the same order."""
        for file in self.files:
            yield from file.silenced

    @property
    def analyzed(self) -> int:
        """How many files had a trace of Replicate."""
        return sum(file.analyzed for file in self.files)

    @property
    def failed(self) -> bool:
        """Whether replint itself failed somewhere."""
        return any(file.failures for file in self.files)

    def by_severity(self) -> dict[str, int]:
        """How many findings there are of each severity, the gravest first."""
        counts = Counter(entry.finding.severity for entry in self.entries())
        return {severity.label: counts[severity] for severity in sorted(Severity, reverse=True)}
