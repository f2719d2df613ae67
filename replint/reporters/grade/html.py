"""The grade as one self-contained page: the score card on top of every finding with its code."""

from __future__ import annotations

from replint.grading.models import Grade
from replint.report import Report
from replint.reporters import Options
from replint.reporters.grade.json import as_data
from replint.reporters.html import page


def render(grade: Grade, report: Report, options: Options) -> str:
    """The grade and the findings of its run as a page."""
    return page(report, options, as_data(grade), {pack.pack: pack.mend_first for pack in grade.packs})
