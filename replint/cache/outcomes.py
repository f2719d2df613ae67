"""The cache of a run: what it knows of a unit of files, or of a project's groups, from runs before it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from replint import excerpts
from replint.cache import keys, records
from replint.cache.store import Store
from replint.embedded.telling import with_places
from replint.findings import Finding, Span
from replint.project import Group
from replint.report import FileReport
from replint.source import Source, SourceError
from replint.units import Unit, companions, decoded


class Cache:
    """Outcomes by what they depend on.

    ``warning`` is why nothing more can be kept, in one sentence; None as long as all goes well.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run = keys.stamp()
        self._cwd = os.getcwd()
        self._settings: dict[int, str] = {}

    @property
    def warning(self) -> str | None:
        """Why the run goes on without a cache; None if it has one."""
        return None if self._store.fault is None else f"nothing is cached: {self._store.fault}"

    def recall(self, unit: Unit) -> list[FileReport] | None:
        """The reports of a unit, as ``check_unit`` would give them; None if they are not known."""
        if not _is_kept(unit):
            return None
        data = self._store.read(self._name(unit))
        if data is None:
            return None
        try:
            found = records.load(data, [work.target.path for work in unit.works])
            return _with_lines(unit, found)
        except ValueError:
            return None

    def keep(self, unit: Unit, reports: Sequence[FileReport]) -> None:
        """Keeps the reports of a unit, unless they could come out otherwise the next time."""
        if _is_kept(unit) and all(map(_is_final, reports)):
            self._store.write(self._name(unit), records.dump(reports))

    def groups(
        self, about: Sequence[str], files: Sequence[str], read: Callable[[str], bytes], find: Callable[[], list[Group]]
    ) -> list[Group]:
        """The groups of a project's files; ``find`` finds them if they are not known.

        They depend on what the texts ``about`` say, on the files' names and on their bytes.
        """
        name = keys.of_parts(_project_parts(self._run, about, files, read))
        data = self._store.read(name)
        if data is not None:
            try:
                return [Group(*(tuple(files[at] for at in lot) for lot in group)) for group in json.loads(data)]
            except (ValueError, TypeError, IndexError, RecursionError):
                pass
        found = find()
        places = {file: at for at, file in enumerate(files)}
        told = [[[places[file] for file in lot] for lot in group] for group in found]
        self._store.write(name, json.dumps(told, separators=(",", ":")).encode())
        return found

    def _name(self, unit: Unit) -> str:
        return keys.of_unit(unit, self._run, self._cwd, self._settings)


def _project_parts(
    run: str, about: Sequence[str], files: Sequence[str], read: Callable[[str], bytes]
) -> Iterable[str | bytes]:
    yield from ("project", run, *about, "files")
    for file in files:
        yield file
        yield read(file)


def _is_kept(unit: Unit) -> bool:
    """Whether a unit's outcome can be kept: that of a file which can't be read does not depend on its bytes."""
    return all(work.unreadable is None for work in unit.works)


def _is_final(report: FileReport) -> bool:
    """Whether the same bytes come to the same report again: neither a fault nor a limit cut the analysis short."""
    return not report.failures and report.mended is None and (report.complete or bool(report.errors))


def _with_lines(unit: Unit, reports: Sequence[FileReport]) -> list[FileReport]:
    """The reports with the source lines that they may show, and where those stand in a file that holds its code.

    ValueError if one points at what is not there.
    """
    if not any(report.entries or report.suppressed or report.errors for report in reports):
        return [replace(report, depends_on=unit.files) for report in reports]
    sources = {}
    for work in unit.works:
        try:
            sources[work.target.path] = decoded(work), work.target.settings
        except SourceError:
            sources[work.target.path] = Source(work.target.path, ""), work.target.settings
    every = (companions(unit) | sources) if unit.traced else sources
    result = []
    for report in reports:
        findings = [entry.finding for entry in (*report.entries, *report.suppressed)]
        for finding in findings:
            _require_places(finding, {path: source for path, (source, _) in every.items()})
        own = excerpts.own_lines(sources[report.path][0], findings)
        shown = replace(report, lines=own, depends_on=unit.files)
        result.append(with_places(excerpts.with_lines_elsewhere(shown, every), every))
    return result


def _require_places(finding: Finding, sources: Mapping[str, Source]) -> None:
    """Raises ValueError for a place beyond the end of its file, or in a file that is none of the sources."""
    places: list[tuple[str, Span]] = [(finding.path, finding.span)]
    places += [(one.path or finding.path, one.span) for one in (*finding.related, *finding.flow)]
    places += [(finding.path, edit.span) for edit in finding.fix.edits] if finding.fix else []
    for path, span in places:
        source = sources.get(path)
        if source is None:
            raise ValueError(f"{path} is no file that was analysed")
        _require_lines(source, span)
        width = max(len(source.line(span.line)), len(source.line(span.end_line))) + 2
        if not (1 <= span.column <= width and 1 <= span.end_column <= width):
            raise ValueError(f"{path} has no column {span.end_column}")
    if finding.statement is not None:  # its last column may stand for the end of the line, whatever that is
        _require_lines(sources[finding.path], finding.statement)


def _require_lines(source: Source, span: Span) -> None:
    if not 1 <= span.line <= span.end_line <= len(source.lines) + 1:
        raise ValueError(f"{source.path} has no line {span.end_line}")
