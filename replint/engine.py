"""Files in, one report in a fixed order out.

Files that import each other are analysed together, whichever of them were named. The analysis and its heavy libraries
are loaded only for files that may have a finding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from replint import excerpts, fingerprints, suppressions
from replint.catalogue import finish
from replint.checks import Judged
from replint.config import ABOUT_THE_RUN, Settings
from replint.discovery import Target, may_matter
from replint.findings import Draft, Finding, Span
from replint.report import Entry, FileError, FileReport, Report
from replint.source import Source, SourceError, decode

PARALLEL_FROM = 9
"""From how many relevant files on processes pay: each one has to load the libraries anew."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """A file that may have a finding, with its bytes, or with the reason why it has none."""

    target: Target
    data: bytes
    unreadable: str | None = None


@dataclass(frozen=True)
class Unit:
    """Files that are analysed together: the ones to report on, and the bytes of their companions by absolute path."""

    works: tuple[Work, ...]
    companions: tuple[tuple[str, bytes], ...] = ()
    root: str = ""


Treat = Callable[[Unit], list[FileReport]]
"""What is done with files that belong together: they are checked, or mended as well. It must be fit to be pickled."""


def check_all(
    targets: Sequence[Target], *, jobs: int = 1, progress: Progress | None = None, treat: Treat | None = None
) -> Report:
    """Checks files, in processes if ``jobs`` allows and there is enough to do. The report is the same for any ``jobs``.

    ``progress`` is called with the number of files that are done and of those there are to analyse. ``treat`` stands
    in for ``check_unit``.
    """
    treat = treat or check_unit
    works = [work for work in map(read, targets) if work is not None]
    report = Report(checked=len(targets))
    units = _units(works, targets)
    total = sum(len(unit.works) for unit in units)
    workers = min(jobs, len(units))
    outcomes = _in_processes(units, workers, treat) if workers > 1 and total >= PARALLEL_FROM else map(treat, units)
    for outcome in outcomes:
        report.files.extend(outcome)
        if progress is not None:
            progress(len(report.files), total)
    report.files.sort(key=lambda file: file.path)
    return report


def check_bytes(target: Target, data: bytes, *, treat: Treat | None = None) -> Report:
    """Checks one file's bytes, wherever they come from (standard input); ``treat`` stands in for ``check_unit``."""
    report = Report(checked=1)
    if may_matter(data):
        for unit in _units([Work(target, data)], [target]):
            report.files.extend((treat or check_unit)(unit))
    return report


def _units(works: Sequence[Work], targets: Sequence[Target]) -> list[Unit]:
    """The groups in which files are analysed: each with the files of its project that it imports, or that import it."""
    alone = [Unit((work,)) for work in works if work.unreadable is not None or not work.target.file]
    relevant = {work.target.file: work for work in works if work.unreadable is None and work.target.file}
    if not relevant:
        return alone
    from replint.project import components

    named = {target.file: target for target in targets}
    units = []
    for component in components({file: work.data for file, work in relevant.items()}):
        members = component.members.items()
        units.append(
            Unit(
                tuple(Work(named[file], data) for file, data in members if file in named),
                tuple((file, data) for file, data in members if file not in named),
                component.root,
            )
        )
    return alone + units


def read(target: Target) -> Work | None:
    """A file's bytes, if it may have a finding; one that can't be read may."""
    try:
        with open(target.file, "rb", buffering=0) as file:
            data = file.read()
    except OSError as error:
        return Work(target, b"", error.strerror or str(error))
    return Work(target, data) if may_matter(data) else None


def unreadable_folder(path: str, reason: str, settings: Settings) -> FileReport:
    """The report on a folder that can't be listed."""
    return check_work(Work(Target("", path, settings), b"", f"the folder can't be listed: {reason}"))


def check_work(work: Work) -> FileReport:
    """The report of one file that is analysed alone."""
    return check_unit(Unit((work,)))[0]


def check_unit(unit: Unit) -> list[FileReport]:
    """The reports of files that are analysed together. Nothing that is wrong with a file, or with a check, raises."""
    sources: dict[str, tuple[Source, Settings]] = {}
    companions: dict[str, tuple[Source, Settings]] = {}
    outcomes: dict[str, Judged | SourceError] = {}
    failures: list[tuple[str, str]] = []
    for work in unit.works:
        try:
            sources[work.target.path] = _decoded(work), work.target.settings
        except SourceError as error:
            outcomes[work.target.path] = error
    try:
        if sources:
            companions = _companions(unit)
            outcomes |= _run(companions | sources, unit.root)
    except Exception as error:  # noqa: BLE001 - whatever a check raises is told, and the other files are still checked
        if len(unit.works) > 1 or unit.companions:
            return _one_by_one(unit, error)
        failures.append(_failure(error))
        failed = Judged([Draft("RPL904", Span(1, 1, 1, 1), fields={"error": failures[0][0]})])
        outcomes |= dict.fromkeys(sources, failed)
    reports = []
    for work in unit.works:
        path = work.target.path
        source = sources[path][0] if path in sources else Source(path, "")
        reports.append(_reported(work.target, source, outcomes[path], failures))
    return [excerpts.with_lines_elsewhere(report, companions | sources) for report in reports]


def _one_by_one(unit: Unit, error: Exception) -> list[FileReport]:
    """The reports of files whose common analysis failed: each alone, and the failure is told if none repeats it."""
    reports = [report for work in unit.works for report in check_unit(Unit((work,), root=unit.root))]
    if not any(report.failures for report in reports):
        reports[0] = replace(reports[0], failures=(_failure(error),))
    return reports


def _decoded(work: Work) -> Source:
    if work.unreadable is not None:
        raise SourceError(work.unreadable)
    return decode(work.data, work.target.path, work.target.file or None)


def _companions(unit: Unit) -> dict[str, tuple[Source, Settings]]:
    """The files that are analysed with others but not reported on; what can't be decoded is left out."""
    from replint.discovery import display_path

    cwd = os.getcwd()
    settings = unit.works[0].target.settings
    found = {}
    for file, data in unit.companions:
        path = display_path(file, cwd)
        try:
            found[path] = decode(data, path, file), settings
        except SourceError:
            continue
    return found


def _reported(
    target: Target, source: Source, outcome: Judged | SourceError, failed: list[tuple[str, str]]
) -> FileReport:
    failures = list(failed)
    if isinstance(outcome, SourceError):
        place = Span(outcome.line, outcome.column, outcome.line, outcome.column + 1)
        outcome = Judged([Draft("RPL900", place, fields={"error": outcome.message})])
    findings: list[Finding] = []
    for draft in outcome.drafts:
        if not _may_be_wanted(draft, target.settings):
            continue
        try:
            findings.append(_in_force(finish(draft, target.path), draft, target.settings))
        except Exception as error:  # noqa: BLE001 - a draft that can't be put into words must not hide the others
            failures.append(_failure(error))
        else:
            if draft.code == "RPL904" and not failures:
                failures.append((findings[-1].message, ""))
    findings = sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
    return replace(_sorted_out(source, target, findings, tuple(failures)), acts=outcome.acts)


def _run(sources: dict[str, tuple[Source, Settings]], root: str) -> dict[str, Judged | SourceError]:
    from replint.checks import run_together
    from replint.discovery import display_path

    return run_together(sources, display_path(root, os.getcwd()) if root else "")


def _may_be_wanted(draft: Draft, settings: Settings) -> bool:
    """Whether a draft is worth its words: its rule is on and it is sure enough, or it is about the run itself."""
    if draft.code in ABOUT_THE_RUN:
        return True
    return draft.confidence >= settings.min_confidence and settings.enabled(draft.code)


def _in_force(finding: Finding, draft: Draft, settings: Settings) -> Finding:
    """The finding with the severity that the configuration gives its rule; the longest prefix decides."""
    fits = [prefix for prefix in settings.severity if draft.code.startswith(prefix)]
    return replace(finding, severity=settings.severity[max(fits, key=len)]) if fits else finding


def _sorted_out(
    source: Source, target: Target, findings: list[Finding], failures: tuple[tuple[str, str], ...]
) -> FileReport:
    """Findings parted into reported and suppressed ones, without those that the settings don't want."""
    settings = target.settings
    off = settings.ignored_in(target.file)
    wanted = [
        finding
        for finding in findings
        if settings.enabled(finding.code)
        and not finding.code.startswith(off)
        and finding.severity >= settings.min_severity
    ]
    silenced = suppressions.collect(source) if wanted else suppressions.Suppressions()
    entries: list[Entry] = []
    suppressed: list[Entry] = []
    for finding, fingerprint in zip(wanted, fingerprints.of_file(source, wanted), strict=True):
        comment = silenced.match(finding)
        fails = finding.severity >= settings.fail_on
        entry = Entry(finding, fingerprint, fails=fails, reason=comment.reason if comment else "")
        (suppressed if comment else entries).append(entry)
    return FileReport(
        path=target.path,
        analyzed=True,
        entries=tuple(entries),
        suppressed=tuple(suppressed),
        errors=tuple(
            FileError(finding.path, finding.span.line, finding.span.column, finding.message)
            for finding in findings
            if finding.code == "RPL900"
        ),
        failures=failures,
        lines=excerpts.own_lines(source, wanted),
    )


def _failure(error: Exception) -> tuple[str, str]:
    import traceback

    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return " ".join(f"{type(error).__name__}: {error}".split()), text


def _in_processes(units: list[Unit], workers: int, treat: Treat) -> Iterator[list[FileReport]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_parent)
    except (ImportError, NotImplementedError, OSError):  # no semaphores on this system
        yield from map(treat, units)
        return
    done = 0
    try:
        for outcome in pool.map(treat, units, chunksize=max(1, min(8, len(units) // (workers * 4)))):
            yield outcome
            done += 1
    except BrokenProcessPool:
        message = "a worker process died before this file was checked"
        for unit in units[done:]:
            yield [FileReport(work.target.path, analyzed=True, failures=((message, ""),)) for work in unit.works]
    finally:
        pool.shutdown(wait=done == len(units), cancel_futures=True)


def _leave_interrupts_to_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
