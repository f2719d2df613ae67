"""Reports on findings, one module per output format. Each is loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from replint.plain import dataclass
from replint.report import Report

FORMATS = (
    "concise",
    "full",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "markdown",
    "html",
)


@dataclass(frozen=True)
class Options:
    """How a report is written: with colours, with the suppressed findings, with the counts per rule.

    ``width`` is the terminal's, in cells; None where lines may be as long as they like.
    """

    color: bool = False
    width: int | None = None
    show_suppressed: bool = False
    statistics: bool = False


class Reporter(Protocol):
    """What each reporter module offers."""

    def render(self, report: Report, options: Options) -> str:
        """The whole report as text that ends with a line end, or is empty."""


def render(name: str, report: Report, options: Options) -> str:
    """A report in the named format, one of ``FORMATS``."""
    return cast("Reporter", importlib.import_module(f"{__name__}.{name}")).render(report, options)
