"""The rules: each a function that reads facts and yields findings. Nothing here walks a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replint.config import Settings
    from replint.findings import Draft
    from replint.source import Source


def run(source: Source, settings: Settings) -> list[Draft]:
    """All findings of one module, before suppression and thresholds; raises SourceError for text that is not Python."""
    from replint.checks.runner import run_checks
    from replint.source import SourceError

    outcome = run_checks({source.path: (source, settings)})[source.path]
    if isinstance(outcome, SourceError):
        raise outcome
    return outcome
