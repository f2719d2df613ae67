"""How a fix is registered: by its rule's code, as a function from a finding and its tree to edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from replint.checks.registry import Context, Evidence
from replint.findings import Applicability, Draft, Edit, Fix
from replint.fixes.editor import Editor
from replint.plain import dataclass


@dataclass(frozen=True)
class Task:
    """A finding to mend: the draft, what the check knows of it, the module, and the editor of its text."""

    draft: Draft
    evidence: Evidence
    context: Context
    editor: Editor

    @property
    def node(self) -> cst.CSTNode:
        """The expression or statement that the finding points at."""
        return self.evidence.place.node

    @property
    def cause(self) -> cst.CSTNode | None:
        """The expression in which the bad value is written; None if that is nowhere in this module."""
        cause = self.evidence.cause
        return None if cause is None or cause.tree is not self.context.tree else cause.node

    def field(self, name: str) -> Any:
        """A field of the finding's message."""
        return self.draft.fields.get(name)


Fixer = Callable[[Task], Fix | None]
FIXERS: dict[str, Fixer] = {}


def fixer(*codes: str) -> Callable[[Fixer], Fixer]:
    """Registers a function that mends findings of these rules, or gives None where it can't be sure."""

    def register(function: Fixer) -> Fixer:
        for code in codes:
            FIXERS[code] = function
        return function

    return register


def safe(message: str, *edits: Edit) -> Fix:
    """A fix that keeps what the code does apart from the fault."""
    return Fix(Applicability.SAFE, message, tuple(sorted(edits, key=lambda edit: edit.span)))


def unsafe(message: str, *edits: Edit) -> Fix:
    """A fix that may change more than the fault; somebody must look at it."""
    return Fix(Applicability.UNSAFE, message, tuple(sorted(edits, key=lambda edit: edit.span)))
