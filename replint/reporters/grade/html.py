"""The grade as one self-contained page: the score card on top of every finding with its code."""

from __future__ import annotations

from dataclasses import replace

from replint.grading.models import Grade
from replint.report import Report
from replint.reporters import Options
from replint.reporters.grade import words
from replint.reporters.grade.json import as_data
from replint.reporters.html import Account, page


def render(grade: Grade, report: Report, options: Options) -> str:
    """The grade and the findings of its run as a page; what is silenced is listed, since the grade lists it."""
    account = Account(
        plans={pack.pack: pack.mend_first for pack in grade.packs},
        losses={pack.pack: words.losses(pack) for pack in grade.packs},
        new=grade.comparison.new if grade.comparison is not None else (),
    )
    ordered = grade.model_copy(update={"parts": tuple(words.worst_first(grade.parts))})
    return page(report, replace(options, show_suppressed=True), as_data(ordered), account)
