"""Findings, files and rubrics made up for the tests of the grade."""

from __future__ import annotations

from typing import get_args

from replint.acts import Act
from replint.findings import Confidence, Finding, Severity, Span
from replint.packs import Case, Criterion, Pack, Thresholds
from replint.report import Entry, FileReport, Report

CRITERIA = ("replicate", "ai-platform", "fine-tuning")
ACTS: tuple[Act, ...] = get_args(Act)
CASES = {f"{number:02}": act for number, act in enumerate(ACTS[:5], start=1)}
"""Five cases, each exercised by an act of its own."""


def pack(min_mean: float = 4.0, min_score: float = 3) -> Pack:
    """A rubric of three criteria and five cases."""
    return Pack(
        id="fine-tuning",
        title="Fine-tuning",
        platform="Replicate",
        thresholds=Thresholds(min_mean=min_mean, min_score=min_score),
        criteria=[Criterion(id=name, title=f"About {name}") for name in CRITERIA],
        cases=[
            Case.model_validate(
                {
                    "id": case,
                    "title": f"Case {case}",
                    "severity": "high",
                    "input": "in",
                    "expected": "out",
                    "exercised-by": [act],
                }
            )
            for case, act in CASES.items()
        ],
    )


def entry(
    case: str | None,
    severity: Severity,
    criteria: tuple[str, ...] = CRITERIA,
    *,
    line: int = 1,
    path: str = "src/a.py",
    pack: str = "fine-tuning",
    reason: str = "",
    message: str = "it is `wrong`",
) -> Entry:
    """A finding in a case, bearing on criteria."""
    finding = Finding(
        code="RPL121",
        name="polling-too-fast",
        message=message,
        help="Write it otherwise.",
        severity=severity,
        confidence=Confidence.HIGH,
        path=path,
        span=Span(line, 1, line, 9),
        pack=pack,
        case=case,
        criteria=criteria,
    )
    return Entry(finding, f"{path}:{line}", fails=True, reason=reason)


def file(
    *entries: Entry,
    exercised: str | tuple[str, ...] = tuple(CASES),
    suppressed: tuple[Entry, ...] = (),
    baselined: tuple[Entry, ...] = (),
    path: str = "src/a.py",
) -> FileReport:
    """A file that exercises cases and has findings."""
    acts = frozenset(CASES[case] for case in exercised)
    return FileReport(path, analyzed=True, entries=entries, suppressed=suppressed, baselined=baselined, acts=acts)


def report(*files: FileReport) -> Report:
    """A run over files."""
    return Report(sorted(files, key=lambda one: one.path), checked=len(files))
