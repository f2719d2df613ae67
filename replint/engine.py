"""Files in, one report in a fixed order out.

Files that import each other are analysed together, whichever of them were named. The analysis and its heavy libraries
are loaded only for files that may have a finding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from replint import embedded, excerpts
from replint.bystanders import Bystanders
from replint.catalogue import finish
from replint.checks import Judged
from replint.config import ABOUT_THE_RUN, Settings
from replint.discovery import Target, display_path
from replint.disk import DISK, Disk, Overlay
from replint.embedded.telling import in_own_terms, with_places, worded, writable
from replint.findings import Draft, Finding, Span
from replint.processes import in_processes
from replint.report import Entry, FileError, FileReport, Report
from replint.source import Source, SourceError
from replint.units import (
    OpenCache,
    SettingsOf,
    Unit,
    Work,
    companions,
    decoded,
    failure,
    reaching,
    read,
    units_of,
    with_suspects,
    work_of,
)

if TYPE_CHECKING:
    from replint.cache.outcomes import Cache
    from replint.suppressions import Suppressions

PARALLEL_FROM = 9
"""From how many relevant files on processes pay: each one has to load the libraries anew."""

Progress = Callable[[int, int], None]
Modules = dict[str, tuple[Source, Settings]]


Treat = Callable[[Unit], list[FileReport]]
"""What is done with files that belong together: they are checked, or mended as well. It must be fit to be pickled."""


def check_all(
    targets: Sequence[Target],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    treat: Treat | None = None,
    along: Sequence[Target] = (),
    settings_of: SettingsOf | None = None,
    disk: Disk = DISK,
    cache: OpenCache | None = None,
    bystanders: Bystanders | None = None,
) -> Report:
    """Checks files, in processes if ``jobs`` allows and there is enough to do. The report is the same for any ``jobs``.

    ``progress`` is called with the number of files that are done and of those there are to analyse. ``treat`` stands
    in for ``check_unit``; only what that gives is taken from the ``cache`` and kept there. Files of ``along`` are
    reported on, too, if they are analysed together with one of the others anyway. ``disk`` has the files' bytes.
    ``settings_of`` tells what holds for the files that are not named; without it, their nearest configuration does.
    With ``bystanders``, files without a sign of the platform are reported on, too, if they can't be read.
    """
    cache = None if treat is not None else cache
    report = Report(checked=len(targets))
    works = [read(target, disk, bystanders) for target in (*targets, *along)]
    works = works if bystanders is None else with_suspects(works, bystanders, disk)
    units = units_of(works, settings_of, disk, cache)
    if along:
        units = reaching(units, targets)
    total = sum(len(unit.works) for unit in units)
    known = cache() if cache is not None and units else None
    for outcome in _outcomes(units, jobs, treat or check_unit, known):
        report.files.extend(outcome)
        if progress is not None:
            progress(len(report.files), total)
    report.files = [in_own_terms(file) for file in _united(report.files, units)]
    report.files.sort(key=lambda file: file.path)
    return report


def _outcomes(units: list[Unit], jobs: int, treat: Treat, cache: Cache | None) -> Iterator[list[FileReport]]:
    """The reports of each unit in their order, as far as may be from the cache."""
    known = [cache.recall(unit) if cache is not None else None for unit in units]
    unknown = [unit for unit, reports in zip(units, known, strict=True) if reports is None]
    workers = min(jobs, len(unknown))
    pays = workers > 1 and sum(len(unit.works) for unit in unknown) >= PARALLEL_FROM
    made = in_processes(unknown, workers, treat) if pays else map(treat, unknown)
    for unit, reports in zip(units, known, strict=True):
        if reports is not None:
            yield reports
            continue
        outcome = next(made)
        if cache is not None:
            cache.keep(unit, outcome)
        yield outcome


def check_bytes(
    target: Target, data: bytes, *, treat: Treat | None = None, settings_of: SettingsOf | None = None
) -> Report:
    """Checks one file's bytes, wherever they come from (standard input); all else is as in ``check_all``."""
    report = Report(checked=1)
    work, bystanders = work_of(target, data), Bystanders()
    if not work.signed:
        bystanders.add("", target.path, data)
    work = Work(target, data, suspected=True) if bystanders.suspects() else work
    units = units_of([work], settings_of, Overlay({target.file: data}, DISK) if target.file else DISK)
    for unit in units:
        report.files.extend((treat or check_unit)(unit))
    report.files = [in_own_terms(file) for file in _united(report.files, units)]
    return report


def _united(reports: list[FileReport], units: Sequence[Unit]) -> list[FileReport]:
    """One report a file: a companion of several groups has the findings of all of them."""
    by_path: dict[str, list[FileReport]] = {}
    for report in reports:
        by_path.setdefault(report.path, []).append(report)
    if len(by_path) == len(reports):
        return reports
    works = {work.target.path: work for unit in units for work in unit.works}
    return [_union(works[path], several) if len(several) > 1 else several[0] for path, several in by_path.items()]


def _union(work: Work, reports: list[FileReport]) -> FileReport:
    """The report of a file that was analysed in several groups: of each place and rule the surest finding.

    A comment is unused only as far as it is in all of them. Of a file that was mended one report stands: places in the
    others are those of another text.
    """
    from replint.suppression_ledger import Ledger
    from replint.suppressions import ABOUT_SUPPRESSIONS, collect

    depends_on = tuple(sorted({file for report in reports for file in report.depends_on}))
    for report in reports:
        if report.mended is not None:
            return replace(report, depends_on=depends_on)
    found: dict[tuple[object, ...], Finding] = {}
    for report in reports:
        for entry in (*report.entries, *report.suppressed):
            key = (entry.finding.code, entry.finding.span)
            if key not in found or entry.finding.confidence > found[key].confidence:
                found[key] = entry.finding
    try:
        source = decoded(work)
    except SourceError:
        return reports[0]
    silenced = collect(source)
    ledger = Ledger(silenced, source)
    ledger.complete = all(report.complete for report in reports)
    for report in reports:
        ledger.add(report.needed)
    failures = [one for report in reports for one in report.failures]
    kept = [finding for finding in found.values() if finding.code not in ABOUT_SUPPRESSIONS]
    kept += _findings(ledger.drafts(work.target.settings), work.target, source, failures)
    united = _sorted_out(source, work.target, sorted(kept, key=lambda finding: finding.sort_key), silenced)
    elsewhere: dict[str, dict[int, str]] = {}
    for report in reports:
        for path, lines in report.elsewhere.items():
            elsewhere.setdefault(path, {}).update(lines)
    return replace(
        united,
        analyzed=any(report.analyzed for report in reports),
        complete=ledger.complete,
        failures=tuple(dict.fromkeys(failures)),
        needed=ledger.needed,
        acts=frozenset(act for report in reports for act in report.acts),
        elsewhere=elsewhere,
        places={path: places for report in reports for path, places in report.places.items()},
        depends_on=depends_on,
    )


def unreadable_folder(path: str, reason: str, settings: Settings) -> FileReport:
    """The report on a folder that can't be listed."""
    return check_work(Work(Target("", path, settings), b"", f"the folder can't be listed: {reason}"))


def check_work(work: Work) -> FileReport:
    """The report of one file that is analysed alone."""
    return check_unit(Unit((work,)))[0]


def check_unit(unit: Unit) -> list[FileReport]:
    """The reports of files that are analysed together. Nothing that is wrong with a file, or with a check, raises."""
    sources: Modules = {}
    beside: Modules = {}
    outcomes: dict[str, Judged | SourceError] = {}
    failures = list(unit.failures)
    for work in unit.works:
        try:
            sources[work.target.path] = decoded(work), work.target.settings
        except SourceError as error:
            outcomes[work.target.path] = error
    try:
        if not unit.traced:
            outcomes |= {path: Judged([]) for path in sources}
        elif sources:
            beside = companions(unit)
            outcomes |= _run(sources, beside, unit)
    except Exception as error:  # noqa: BLE001 - whatever a check raises is told, and the other files are still checked
        if len(unit.works) > 1 or unit.companions:
            return _one_by_one(unit, error)
        failures.append(failure(error))
        failed = Judged([Draft("RPL904", Span(1, 1, 1, 1), fields={"error": failures[-1][0]})])
        outcomes |= dict.fromkeys(sources, failed)
    reports = []
    for work in unit.works:
        path = work.target.path
        source = sources[path][0] if path in sources else Source(path, "")
        report = _reported(work.target, source, outcomes[path], failures)
        reports.append(replace(report, analyzed=unit.traced and not work.suspected, depends_on=unit.files))
    whole = beside | sources
    return [with_places(excerpts.with_lines_elsewhere(report, whole), whole) for report in reports]


def _one_by_one(unit: Unit, error: Exception) -> list[FileReport]:
    """The reports of files whose common analysis failed: each alone, and the failure is told if none repeats it."""
    singles = (replace(unit, works=(work,), companions=()) for work in unit.works)
    reports = [_without_unused(report) for single in singles for report in check_unit(single)]
    if not any(report.failures for report in reports):
        reports[0] = replace(reports[0], failures=(failure(error),))
    return reports


def _without_unused(report: FileReport) -> FileReport:
    """A report that doesn't call comments unused: what they silence may show only beside the other files."""
    entries = tuple(entry for entry in report.entries if entry.finding.code != "RPL901")
    return replace(report, entries=entries, complete=False)


def _reported(
    target: Target, source: Source, outcome: Judged | SourceError, failed: list[tuple[str, str]]
) -> FileReport:
    from replint.suppression_ledger import Ledger
    from replint.suppressions import collect

    failures = list(failed)
    if isinstance(outcome, SourceError) and embedded.is_document(target.path) and source.layout is not None:
        outcome = Judged([])
    if isinstance(outcome, SourceError):
        place = Span(outcome.line, outcome.column, outcome.line, outcome.column + 1)
        outcome = Judged([Draft("RPL900", place, fields={"error": worded(outcome, source)})])
    silenced = collect(source)
    ledger = Ledger(silenced, source)
    for draft in outcome.drafts:
        ledger.note(draft)
    findings = _findings((*outcome.drafts, *ledger.drafts(target.settings)), target, source, failures)
    findings = sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
    report = _sorted_out(source, target, findings, silenced)
    complete = ledger.complete and not failures
    return replace(report, complete=complete, failures=tuple(failures), acts=outcome.acts, needed=ledger.needed)


def _findings(
    drafts: Iterable[Draft], target: Target, source: Source, failures: list[tuple[str, str]]
) -> list[Finding]:
    """The drafts that may be wanted, in words; what fails is added to the ``failures``."""
    findings: list[Finding] = []
    for draft in drafts:
        if not _may_be_wanted(draft, target):
            continue
        try:
            findings.append(writable(_in_force(finish(draft, target.path), draft, target.settings), source))
        except Exception as error:  # noqa: BLE001 - a draft that can't be put into words must not hide the others
            failures.append(failure(error))
        else:
            if draft.code == "RPL904" and not failures:
                failures.append((findings[-1].message, ""))
    return findings


def _run(sources: Modules, beside: Modules, unit: Unit) -> dict[str, Judged | SourceError]:
    from replint.checks import run_together

    cwd = os.getcwd()

    def shown(folder: str) -> str:
        return "" if folder in ("", cwd) else display_path(folder, cwd)

    more: dict[str, Any] = {"beside": frozenset(beside).difference(sources)} if beside else {}
    if unit.packages:
        more["packages"] = unit.packages.moved(shown)
    return run_together(beside | sources, shown(unit.root), **more)


def _may_be_wanted(draft: Draft, target: Target) -> bool:
    """Whether a draft is worth its words: its rule is on and it is sure enough, or it is about the run itself."""
    if draft.code in ABOUT_THE_RUN:
        return True
    settings = target.settings
    if embedded.is_document(target.path) and draft.code in embedded.NOT_OF_EXCERPTS:
        return draft.code in (*settings.select, *settings.extend_select)
    return draft.confidence >= settings.min_confidence and settings.enabled(draft.code)


def _in_force(finding: Finding, draft: Draft, settings: Settings) -> Finding:
    """The finding with the severity that the configuration gives its rule; the longest prefix decides."""
    fits = [prefix for prefix in settings.severity if draft.code.startswith(prefix)]
    return replace(finding, severity=settings.severity[max(fits, key=len)]) if fits else finding


def _sorted_out(
    source: Source,
    target: Target,
    findings: list[Finding],
    silenced: Suppressions,
) -> FileReport:
    """Findings parted into reported and suppressed ones, without those that the settings don't want."""
    from replint import fingerprints

    settings = target.settings
    off = settings.ignored_in(target.file)
    wanted = [
        finding
        for finding in findings
        if settings.enabled(finding.code)
        and not finding.code.startswith(off)
        and finding.severity >= settings.min_severity
    ]
    entries: list[Entry] = []
    suppressed: list[Entry] = []
    for finding, known in zip(wanted, fingerprints.of_file(source, wanted), strict=True):
        comment = silenced.match(finding)
        fails = finding.severity >= settings.fail_on
        entry = Entry(finding, known.fingerprint, fails, comment.reason if comment else "", known.scope)
        (suppressed if comment else entries).append(entry)
    return FileReport(
        path=target.path,
        entries=tuple(entries),
        suppressed=tuple(suppressed),
        errors=tuple(
            FileError(finding.path, finding.span.line, finding.span.column, finding.message)
            for finding in findings
            if finding.code == "RPL900"
        ),
        lines=excerpts.own_lines(source, wanted),
    )
