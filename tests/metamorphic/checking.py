"""Compares what is found in a rewritten source with its marks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import marked

from metamorphic.local import LOCAL
from metamorphic.splitting import SPLITTING

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
IN_A_CIRCLE = "imports_in_a_circle.project"
"""Its modules read constants of each other while they load: where a constant stands decides whether it is there yet."""
REWRITINGS = {**LOCAL, **SPLITTING}


@cache
def sources() -> tuple[Path, ...]:
    """The marked sources and projects of the corpus."""
    return tuple(marked.cases_under(sorted(path for path in CORPUS.iterdir() if path.is_dir())))


def changes(name: str, path: Path) -> str | None:
    """What the findings of a source differ in once it is rewritten; empty if in nothing, None if it stays as it is.

    A finding that is known to be missed may be found or not.
    """
    if path.name == IN_A_CIRCLE and name in SPLITTING:
        return None
    rewritten = REWRITINGS[name](marked.read_case(path, path.relative_to(CORPUS).as_posix()))
    if rewritten is None:
        return None
    for file, text in rewritten.files:
        compile(text, file, "exec", dont_inherit=True)
    marks = marked.read_marks(rewritten)
    assert not marks.problems
    verdict = marked.judge(marks, marked.report(rewritten))
    verdict.outdated.clear()
    return marked.explain(rewritten, verdict)
