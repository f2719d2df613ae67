"""Reports on the grade, one module per output format. Each is loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from replint.report import Report
from replint.reporters import Options

if TYPE_CHECKING:
    from replint.grading.models import Grade

FORMATS = ("text", "json", "markdown")


class GradeReporter(Protocol):
    """What each reporter module offers."""

    def render(self, grade: Grade, report: Report, options: Options) -> str:
        """The grade as text that ends with a line end; ``report`` has the source lines of its findings."""


def render(name: str, grade: Grade, report: Report, options: Options) -> str:
    """A grade in the named format, one of ``FORMATS``."""
    return cast("GradeReporter", importlib.import_module(f"{__name__}.{name}")).render(grade, report, options)
