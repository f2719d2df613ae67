"""Checks files one at a time as ``replint`` would: with the nearest configuration, exclusions, and their project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial

from replint import engine
from replint.config import Overrides, Resolver
from replint.discovery import Scope, Target, display_path, is_excluded
from replint.disk import DISK, Disk
from replint.findings import Applicability
from replint.report import FileReport, Report
from replint.source import decode


class Checker:
    """Checks the files of one workspace. Every method raises ConfigError if the configuration is wrong.

    ``overrides``, ``isolated`` and ``config_file`` are the command line's.
    """

    def __init__(
        self, overrides: Overrides | None = None, *, isolated: bool = False, config_file: str | None = None
    ) -> None:
        # Paths are shown from the process's working directory everywhere, so the resolver must start there, too.
        self._resolver = Resolver(os.getcwd(), overrides, isolated=isolated, config_file=config_file)

    def absolute(self, path: str) -> str:
        """The absolute form of a path that a report shows."""
        return os.path.normpath(os.path.join(self._resolver.cwd, path))

    def target(self, file: str) -> Target | None:
        """What holds for a file, given by its absolute path; None if the configuration excludes it."""
        if is_excluded(file, self._resolver):
            return None
        return Target(file, display_path(file, self._resolver.cwd), self._resolver.for_file(file))

    def check(
        self,
        file: str,
        *,
        disk: Disk = DISK,
        along: Iterable[str] = (),
        progress: engine.Progress | None = None,
    ) -> dict[str, FileReport]:
        """The reports on a file and on those of ``along`` that are analysed together with it, by absolute path.

        ``disk`` has the files' bytes. A file without a trace of Replicate has no report.
        """
        target = self.target(file)
        if target is None:
            return {}
        others = [other for other in map(self.target, sorted({*along} - {file})) if other is not None]
        settings_of = self._resolver.for_companion
        report = engine.check_all([target], disk=disk, along=others, progress=progress, settings_of=settings_of)
        self._apply_baselines(report, (target, *others))
        return {self.absolute(found.path): found for found in report.files}

    def _apply_baselines(self, report: Report, targets: Sequence[Target]) -> None:
        if any(target.settings.baseline is not None for target in targets):
            from replint import baseline

            baseline.apply(report, Scope(targets, (), self._resolver.cwd))

    def mended(self, file: str, disk: Disk) -> str | None:
        """The text of a file after all its safe fixes are made; None if there are none. Nothing is written."""
        from replint.fixes.runs import mend_all

        target = self.target(file)
        if target is None:
            return None

        def check(targets: Sequence[Target], disk: Disk, treat: engine.Treat | None) -> Report:
            return engine.check_all(targets, treat=treat, disk=disk, settings_of=self._resolver.for_companion)

        return _mended(mend_all([target], check, Applicability.SAFE, disk))

    def check_text(self, name: str, data: bytes) -> FileReport | None:
        """The report on bytes that belong to no file."""
        files = engine.check_bytes(self._unsaved(name), data).files
        return files[0] if files else None

    def mended_text(self, name: str, data: bytes) -> str | None:
        """The text of what belongs to no file after all its safe fixes are made; None if there are none."""
        return _mended(engine.check_bytes(self._unsaved(name), data, treat=_treatment()))

    def _unsaved(self, name: str) -> Target:
        return Target("", name, self._resolver.for_folder(self._resolver.cwd))


def _treatment() -> engine.Treat:
    from replint.fixes.rounds import fix_unit

    return partial(fix_unit, least=Applicability.SAFE)


def _mended(report: Report) -> str | None:
    """The text of the only file of a report, if it was mended."""
    made = next((found.mended for found in report.files), None)
    return decode(made.after, report.files[0].path).text if made is not None else None
