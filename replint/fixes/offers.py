"""Gives each finding its fix, if there is one that can be trusted to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from replint.checks.registry import Context, Evidence
from replint.findings import Draft, Span
from replint.fixes import calls, comments, files_opened, keeping, statuses, terminal, urls, waiting
from replint.fixes.editor import Editor
from replint.fixes.registry import FIXERS, Task

_LOADED = (calls, files_opened, keeping, statuses, terminal, urls, waiting)


def fixable() -> frozenset[str]:
    """The codes of the rules whose findings may have a fix."""
    return frozenset(FIXERS) | comments.CODES


def with_fixes(drafts: Iterable[Draft], context: Context) -> Iterator[Draft]:
    """The drafts of one module, each with its fix or without. A fixer that fails is told as RPL904; the draft stays."""
    editor = Editor(context.tree, context.source)
    for draft in drafts:
        mend = FIXERS.get(draft.code)
        evidence = draft.evidence
        if mend is None or not isinstance(evidence, Evidence) or evidence.place.tree is not context.tree:
            yield replace(draft, evidence=None)
            continue
        try:
            fix = mend(Task(draft, evidence, context, editor))
        except Exception as error:  # noqa: BLE001 - a fix that can't be made must not hide its finding
            fix = None
            message = " ".join(f"the fix of {draft.code}: {type(error).__name__}: {error}".split())
            yield Draft("RPL904", Span(1, 1, 1, 1), fields={"error": message})
        yield replace(draft, evidence=None, fix=fix)
