"""The shape of the JSON report as models: for its JSON Schema and for tools that read it. No run needs them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SeverityWord = Literal["critical", "high", "medium", "low"]
Position = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]
Cell = Annotated[int, Field(ge=1)] | None
"""The number of a notebook's cell among all its cells; lines and columns then count in it."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tool(_Strict):
    """Who wrote the report."""

    name: Literal["replint"]
    version: str


class RelatedPlace(_Strict):
    """Another place that helps to understand a finding."""

    path: str
    cell: Cell = None
    line: Position
    column: Position
    message: str


class Edit(_Strict):
    """A stretch of the file and the text that takes its place; the end column is exclusive."""

    cell: Cell = None
    line: Position
    column: Position
    end_line: Position
    end_column: Position
    text: str


class FixModel(_Strict):
    """Edits that mend a finding, and how safe they are."""

    applicability: Literal["safe", "unsafe"]
    message: str
    edits: list[Edit]


class SuppressionModel(_Strict):
    """What silences a finding, with the reason that it gives; empty where it gives none."""

    kind: Literal["comment", "baseline"]
    reason: str


class FindingModel(_Strict):
    """One finding. Lines and columns are 1-based and count characters; the end column is exclusive.

    ``flow`` is the way that leads to the fault, its own place one of the steps; empty unless asked for. ``suppression``
    is there only where one silences it.
    """

    code: Annotated[str, Field(pattern=r"^RPL\d{3}$")]
    name: str
    message: str
    help: str
    severity: SeverityWord
    confidence: Literal["high", "medium", "low"]
    path: str
    cell: Cell
    line: Position
    column: Position
    end_line: Position
    end_column: Position
    pack: str
    case: str | None
    criteria: list[str]
    related: list[RelatedPlace]
    flow: list[RelatedPlace]
    fix: FixModel | None
    fingerprint: str
    suppression: SuppressionModel | None = None


class ErrorModel(_Strict):
    """A file that could not be analysed."""

    path: str
    cell: Cell = None
    line: Position
    column: Position
    message: str


class RuleCount(_Strict):
    """How often one rule was broken."""

    code: str
    name: str
    count: Count


class BySeverity(_Strict):
    """Findings by severity."""

    critical: Count
    high: Count
    medium: Count
    low: Count


class Summary(_Strict):
    """The run in numbers."""

    files: Count
    files_analyzed: Count
    findings: Count
    suppressed: Count
    baselined: Count
    by_severity: BySeverity


class ReportModel(_Strict):
    """The whole report; ``suppressed`` and ``statistics`` only if they were asked for."""

    schema_version: Literal[1]
    tool: Tool
    findings: list[FindingModel]
    errors: list[ErrorModel]
    summary: Summary
    suppressed: list[FindingModel] | None = None
    statistics: list[RuleCount] | None = None
