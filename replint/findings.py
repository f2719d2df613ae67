"""What replint reports: findings, the places they point at, and how sure and how grave they are.

Plain frozen dataclasses, because every run of the hook builds them; the pydantic models that validate the
JSON report are made from the same fields where that report is written.
"""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum
from typing import Any

from replint.plain import dataclass


class Severity(IntEnum):
    """How grave a fault is, on the rubric's own scale; compares by gravity."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The word that users write and read, such as ``"high"``."""
        return self.name.lower()


class Confidence(IntEnum):
    """How a finding is known: a guess, the likely reading with an assumption, or proved from the code."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The word that users write and read, such as ``"medium"``."""
        return self.name.lower()


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of source text, 1-based. Columns count characters; the end column is exclusive.

    In a notebook, lines count in their cell: ``cell`` is its number among all cells. It is 0 everywhere else.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int = 0

    def holds(self, other: Span) -> bool:
        """Whether another stretch of the same text lies within this one."""
        starts = (self.line, self.column) <= (other.line, other.column)
        return starts and (other.end_line, other.end_column) <= (self.end_line, self.end_column)


@dataclass(frozen=True)
class Related:
    """Another place that helps to understand a finding, with one sentence of its own.

    ``path`` is None for the finding's own file.
    """

    span: Span
    message: str
    path: str | None = None


class Applicability(IntEnum):
    """Whether a fix keeps what the code does apart from the fault; compares by how far it may be trusted."""

    UNSAFE = 1
    SAFE = 2

    @property
    def label(self) -> str:
        """The word that users write and read, such as ``"safe"``."""
        return self.name.lower()


@dataclass(frozen=True)
class Edit:
    """A stretch of the finding's file and the text that takes its place; an empty span is a place to insert at."""

    span: Span
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits that mend a finding, one sentence on what they do, and how far they may be trusted.

    The edits are sorted by place and don't overlap.
    """

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Draft:
    """What a check says: which rule, where, and the facts for the message. The rule's card supplies the words.

    ``variant`` picks one of the card's messages; ``fields`` fill its template. ``severity`` is None unless the
    check lowers the card's. ``statement`` is the statement around ``span`` (suppression comments on its first and
    last line count); None where the span is the whole of it. ``flow`` is the way of a value or call that leads to
    the fault, in the order that the program goes it, the finding's own place being one of its steps; empty unless it
    is asked for and has more than one. ``evidence`` is what the check knows beside that and a fix may need; it never
    leaves the analysis. ``fix`` is made of it, for the same file.
    """

    code: str
    span: Span
    confidence: Confidence = Confidence.HIGH
    fields: dict[str, Any] = field(default_factory=dict)
    variant: str = "default"
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    statement: Span | None = None
    path: str | None = None
    flow: tuple[Related, ...] = ()
    evidence: Any = field(default=None, compare=False, repr=False)
    fix: Fix | None = None


@dataclass(frozen=True)
class Finding:
    """A finding as users see it: a draft with its rule's words, severity and place in the rubric.

    ``flow`` is as in the draft; ``fix`` is None where nothing can be mended by edits of the finding's own file.
    """

    code: str
    name: str
    message: str
    help: str
    severity: Severity
    confidence: Confidence
    path: str
    span: Span
    pack: str
    case: str | None
    criteria: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    statement: Span | None = None
    fix: Fix | None = None
    flow: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Findings are reported by path, cell, line, column and code."""
        return (self.path, self.span.cell, self.span.line, self.span.column, self.code, self.message)
