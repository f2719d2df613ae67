"""The flake8 plugin: replint's findings as flake8's own, under the codes RPL.

What is found is what ``replint`` finds, project, configuration and comments included. What of it is shown is up to
flake8: its ``select``, ``ignore``, ``per-file-ignores`` and ``noqa``. A file that flake8 can't parse is its own E999.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from replint import __version__

if TYPE_CHECKING:
    import argparse

    from replint.report import Entry, FileReport

Row = tuple[int, int, str, type["Plugin"]]
"""A finding as flake8 takes it: the line, the 0-based column, code and message, and who says so."""

STDIN = "-"


class Plugin:
    """What flake8 makes for each file that it could parse."""

    name = "replint"
    version = __version__

    _reads_stdin = False
    _disable_noqa = False
    _memory: Memory | None = None

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Takes from flake8's options whether it reads standard input, and whether ``noqa`` counts."""
        cls._reads_stdin = STDIN in options.filenames
        cls._disable_noqa = options.disable_noqa
        cls._memory = None

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        # flake8 calls a plugin once a file, and not once a line, only if it asks for the tree.
        del tree
        self._filename = filename
        self._lines = lines

    def run(self) -> Iterator[Row]:
        """The file's findings. Never raises: a wrong configuration is said in the first line."""
        from replint.config import ConfigError
        from replint.reporters.text import escape

        cls = type(self)
        if cls._memory is None:
            cls._memory = Memory()
        text = "".join(self._lines) if self._reads_stdin else None
        try:
            report = cls._memory.report(self._filename, text)
        except ConfigError as error:
            yield 1, 0, f"RPL900 nothing was checked, the configuration is wrong: {escape(str(error))}", cls
            return
        for entry in self._shown(report) if report is not None else ():
            finding = entry.finding
            yield finding.span.line, finding.span.column - 1, f"{finding.code} {escape(finding.message)}", cls

    def _shown(self, report: FileReport) -> Iterator[Entry]:
        """The findings that count; with ``--disable-noqa`` also those that nothing but a ``noqa`` silences."""
        yield from report.entries
        if not self._disable_noqa or not report.suppressed:
            return
        from replint.source import Source
        from replint.suppressions import collect

        found = collect(Source(self._filename, "".join(self._lines)))
        others = replace(found, directives=tuple(one for one in found.directives if not one.noqa))
        yield from (entry for entry in report.suppressed if others.match(entry.finding) is None)


class Memory:
    """What one process of flake8's has found out, so that a project's files are not analysed anew for each of them."""

    def __init__(self) -> None:
        from replint.integrations.checking import Checker

        self._checker = Checker()
        self._reports: dict[str, FileReport] = {}
        self._groups: set[frozenset[str]] = set()

    def report(self, filename: str, text: str | None) -> FileReport | None:
        """A file's report; None if there is nothing to say of it. Raises ConfigError.

        ``text`` is what it holds if that is not on the disk.
        """
        file = os.path.abspath(filename)
        if text is not None:
            from replint.disk import DISK, Overlay
            from replint.source import to_bytes

            return self._checker.check(file, disk=Overlay({file: to_bytes(text)}, DISK)).get(file)
        if file not in self._reports:
            self._learn(file)
        return self._reports.get(file)

    def _learn(self, file: str) -> None:
        """Checks a file; if it is not the first one of its group, all that are left of the group as well."""
        group = next((one for one in self._groups if file in one), frozenset[str]())
        found = self._checker.check(file, along=group)
        self._reports.update(found)
        if file in found:
            self._groups.add(frozenset(map(self._checker.absolute, found[file].depends_on)))
