"""``--fix`` and ``--diff``: what becomes of files that were mended, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping

from replint import console
from replint.discovery import Target
from replint.findings import Applicability
from replint.fixes.rounds import is_fixable
from replint.report import Report


def write_all(report: Report, targets: Mapping[str, Target]) -> int:
    """Writes the mended files, and returns how many could not be; each of them is told."""
    from replint.fixes.files import WriteError, write

    refused = 0
    for file in report.files:
        target = targets.get(file.path)
        if file.mended is None or target is None:
            continue
        try:
            write(target.file, file.mended.before, file.mended.after, target.settings.root)
        except WriteError as error:
            refused += 1
            console.error(f"{file.path} can't be fixed: {error}")
    return refused


def diffs(report: Report) -> str:
    """All mended files as unified diffs, in the order of their paths."""
    from replint.fixes.files import unified_diff

    changed = ((file.path, file.mended) for file in report.files if file.mended is not None)
    return "".join(unified_diff(path, mended.before, mended.after) for path, mended in changed)


def give_back(report: Report, data: bytes) -> None:
    """Writes what was read from standard input to standard output, mended if it had to be, byte by byte."""
    mended = next((file.mended.after for file in report.files if file.mended is not None), data)
    console.out_bytes(mended)


def told(report: Report, verb: str, *, unsafe: bool) -> str:
    """One line on what was mended (``Fixed``) or would be (``Would fix``), and what ``--unsafe-fixes`` could add."""
    changed = [file.mended for file in report.files if file.mended is not None]
    count = sum(sum(mended.counts.values()) for mended in changed)
    said = f"{verb} {_counted(count, 'finding')} in {_counted(len(changed), 'file')}" if count else ""
    more = 0 if unsafe else sum(is_fixable(entry, Applicability.UNSAFE) for entry in report.entries())
    if not more:
        return f"{said}." if said else ""
    hint = f"{more} more with --unsafe-fixes"
    return f"{said} ({hint})." if said else f"No safe fixes ({hint})."


def unasked(report: Report) -> str:
    """One line for ``--unsafe-fixes`` without ``--fix`` or ``--diff``, which changes and shows nothing."""
    count = sum(is_fixable(entry, Applicability.UNSAFE) for entry in report.entries())
    more = f"{_counted(count, 'finding')} could be fixed" if count else "there is nothing to fix either"
    return f"Nothing is fixed by --unsafe-fixes without --fix or --diff; {more}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
