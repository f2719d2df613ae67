"""One file in, findings out; many files in, one report in a fixed order.

The analysis and its heavy libraries are loaded only for a file that may have a finding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from replint import fingerprints, suppressions
from replint.catalogue import finish
from replint.config import Settings
from replint.discovery import Target, may_matter
from replint.findings import Draft, Finding, Span
from replint.report import Entry, FileError, FileReport, Report
from replint.source import Source, SourceError, decode

PARALLEL_FROM = 9
"""From how many relevant files on processes pay: each one has to load the libraries anew."""

FILES_PER_WORKER = 4
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """A file that may have a finding, with its bytes, or with the reason why it has none."""

    target: Target
    data: bytes
    unreadable: str | None = None


def check_all(targets: Sequence[Target], *, jobs: int = 1, progress: Progress | None = None) -> Report:
    """Checks files, in processes if ``jobs`` allows and there is enough to do. The report is the same for any ``jobs``.

    ``progress`` is called with the number of files that are done and of those there are to analyse.
    """
    works = [work for work in map(read, targets) if work is not None]
    report = Report(checked=len(targets))
    workers = min(jobs, -(-len(works) // FILES_PER_WORKER))
    outcomes = _in_processes(works, workers) if workers > 1 and len(works) >= PARALLEL_FROM else map(check_work, works)
    for done, outcome in enumerate(outcomes, start=1):
        report.files.append(outcome)
        if progress is not None:
            progress(done, len(works))
    return report


def check_bytes(target: Target, data: bytes) -> Report:
    """Checks one file's bytes, wherever they come from (standard input)."""
    report = Report(checked=1)
    if may_matter(data):
        report.files.append(check_work(Work(target, data)))
    return report


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
    """One file's report. Nothing that is wrong with the file, or with a check, raises here."""
    target = work.target
    source: Source | None = None
    failures: list[tuple[str, str]] = []
    try:
        if work.unreadable is not None:
            raise SourceError(work.unreadable)
        source = decode(work.data, target.path, target.file or None)
        drafts = _run(source, target.settings)
    except SourceError as error:
        place = Span(error.line, error.column, error.line, error.column + 1)
        drafts = [Draft("RPL900", place, fields={"error": error.message})]
    except Exception as error:  # noqa: BLE001 - whatever a check raises is told, and the other files are still checked
        failures.append(_failure(error))
        drafts = [Draft("RPL904", Span(1, 1, 1, 1), fields={"error": failures[0][0]})]
    findings: list[Finding] = []
    for draft in drafts:
        try:
            findings.append(_in_force(finish(draft, target.path), draft, target.settings))
        except Exception as error:  # noqa: BLE001 - a draft that can't be put into words must not hide the others
            failures.append(_failure(error))
        else:
            if draft.code == "RPL904" and not failures:
                failures.append((findings[-1].message, ""))
    blank = source or Source(target.path, "")
    return _sorted_out(
        blank, target, sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key), tuple(failures)
    )


def _run(source: Source, settings: Settings) -> list[Draft]:
    from replint.checks import run

    return run(source, settings)


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
        and finding.confidence >= settings.min_confidence
    ]
    silenced = suppressions.collect(source) if wanted else suppressions.Suppressions()
    entries: list[Entry] = []
    suppressed: list[Entry] = []
    for finding, fingerprint in zip(wanted, fingerprints.of_file(source, wanted), strict=True):
        entry = Entry(finding, fingerprint, fails=finding.severity >= settings.fail_on)
        (suppressed if silenced.match(finding) else entries).append(entry)
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
        lines={number: source.line(number) for number in _lines_shown(wanted)},
    )


def _lines_shown(findings: list[Finding]) -> set[int]:
    """The lines that a reporter may show of these findings: of their spans, and of relatives in the same file."""
    shown: set[int] = set()
    for finding in findings:
        shown.update(range(finding.span.line, finding.span.end_line + 1))
        shown.update(related.span.line for related in finding.related if related.path in {None, finding.path})
    return shown


def _failure(error: Exception) -> tuple[str, str]:
    import traceback

    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return " ".join(f"{type(error).__name__}: {error}".split()), text


def _in_processes(works: list[Work], workers: int) -> Iterator[FileReport]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_parent)
    except (ImportError, NotImplementedError, OSError):  # no semaphores on this system
        yield from map(check_work, works)
        return
    done = 0
    try:
        for outcome in pool.map(check_work, works, chunksize=max(1, min(8, len(works) // (workers * 4)))):
            yield outcome
            done += 1
    except BrokenProcessPool:
        for work in works[done:]:
            message = "a worker process died before this file was checked"
            yield FileReport(work.target.path, analyzed=True, failures=((message, ""),))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts_to_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
