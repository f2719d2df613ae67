"""Code actions: make a finding's fix, make all safe fixes of the file, ignore a finding where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lsprotocol import types

from replint.embedded.magics import as_python
from replint.findings import Applicability
from replint.integrations.server.conversion import Converter, Page, Snapshot
from replint.report import Entry
from replint.silencing import silence
from replint.source import Source

QUICK_FIX = types.CodeActionKind.QuickFix
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.replint"
FIX_ALL_CELLS = f"notebook.{FIX_ALL}"
"""What VS Code asks for when a notebook is saved."""
KINDS: Sequence[str] = (QUICK_FIX, FIX_ALL, FIX_ALL_CELLS)


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for certain kinds of actions only (None for any) asks for this one."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") or not one for one in only)


def kinds_of_all(only: Sequence[str] | None, *, notebook: bool) -> Sequence[str]:
    """As what the action that makes all safe fixes is offered: once, unless an editor names several kinds."""
    if only is None:
        return (QUICK_FIX,)
    able = KINDS if notebook else (QUICK_FIX, FIX_ALL)
    return [kind for kind in able if wanted(kind, only)]


def has_safe_fix(snapshot: Snapshot) -> bool:
    """Whether a document has a finding that can be mended safely."""
    return not snapshot.is_raw and any(is_safe(entry) for entry in snapshot.entries)


def is_safe(entry: Entry) -> bool:
    """Whether a finding can be mended safely."""
    fix = entry.finding.fix
    return fix is not None and fix.applicability >= Applicability.SAFE


def quick_fixes(
    converter: Converter,
    snapshot: Snapshot,
    page: Page,
    within: types.Range,
    named: Sequence[types.Diagnostic] = (),
) -> Iterator[types.CodeAction]:
    """What can be done about some findings in one of a document's texts: the fixes first, then the ignoring comments.

    They are those in a stretch of it, and those that the editor names: for some, those of the whole line.
    """
    if snapshot.is_raw:
        return
    asked = {_identity(diagnostic) for diagnostic in named}
    here = [
        (entry, diagnostic)
        for entry, diagnostic in zip(snapshot.entries_of(page), converter.diagnostics(snapshot, page), strict=True)
        if _meet(diagnostic.range, within) or _identity(diagnostic) in asked
    ]
    for entry, diagnostic in here:
        fix = entry.finding.fix
        if fix is not None:
            word = "" if is_safe(entry) else " (unsafe)"
            yield types.CodeAction(
                title=f"{entry.finding.code}: {fix.message}{word}",
                kind=QUICK_FIX,
                diagnostics=[diagnostic],
                is_preferred=is_safe(entry),
                edit=converter.fix(snapshot, fix.edits),
            )
    source = Source(snapshot.file, as_python(page.text) if snapshot.is_notebook else page.text)
    for entry, diagnostic in here:
        edit = silence(source, entry.finding)
        if edit is not None:
            yield types.CodeAction(
                title=f"{entry.finding.code}: Ignore {entry.finding.name} here",
                kind=QUICK_FIX,
                diagnostics=[diagnostic],
                edit=converter.fix(snapshot, [replace(edit, span=replace(edit.span, cell=entry.finding.span.cell))]),
            )


def fix_all(kind: str, snapshot: Snapshot) -> types.CodeAction:
    """The action that makes all safe fixes; what it changes is worked out when the editor asks for it."""
    data = {"uri": snapshot.uri, "version": snapshot.version}
    return types.CodeAction(title="replint: Make all safe fixes", kind=kind, data=data)


def _identity(diagnostic: types.Diagnostic) -> tuple[object, ...]:
    """By what a diagnostic that an editor sends back is known."""
    return diagnostic.source, diagnostic.code, _key(diagnostic.range.start), _key(diagnostic.range.end)


def _meet(one: types.Range, other: types.Range) -> bool:
    """Whether two stretches have a place in common, their ends included."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
