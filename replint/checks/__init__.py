"""The rules: each a function that reads facts and yields findings. Nothing here walks a tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from replint.plain import dataclass

if TYPE_CHECKING:
    from replint.acts import Act
    from replint.config import Settings
    from replint.findings import Draft
    from replint.packages import Packages
    from replint.source import Source, SourceError


@dataclass(frozen=True)
class Judged:
    """What the checks say of one module: its findings, and the acts of the rubrics that it takes part in."""

    drafts: list[Draft]
    acts: frozenset[Act] = frozenset()


def run_together(
    sources: Mapping[str, tuple[Source, Settings]],
    root: str = "",
    packages: Packages | None = None,
    beside: Collection[str] = (),
) -> dict[str, Judged | SourceError]:
    """All findings and acts of modules that belong together, by path, before suppression and thresholds.

    ``sources`` are the modules with the settings that hold for each, by the paths that users read; ``root`` is their
    project's folder in the same terms, ``packages`` what its settings say. For text that is not Python the outcome is
    the SourceError. The modules ``beside`` are those on which nothing is to be said.
    """
    from replint.checks.runner import run_checks

    return run_checks(sources, root, packages, beside)


def run(source: Source, settings: Settings) -> list[Draft]:
    """All findings of one module on its own; raises SourceError for text that is not Python."""
    from replint.source import SourceError

    outcome = run_together({source.path: (source, settings)})[source.path]
    if isinstance(outcome, SourceError):
        raise outcome
    return outcome.drafts
