"""``replint check``: from paths and options to a report and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from replint import console, engine, reporters
from replint.bystanders import Bystanders
from replint.catalogue import SEVERITIES
from replint.config import ABOUT_THE_RUN, CONFIDENCES, Overrides, Resolver
from replint.discovery import Scope, Target, discover, display_path, is_excluded
from replint.disk import DISK, Disk, Overlay
from replint.findings import Applicability
from replint.plain import dataclass
from replint.processes import processors
from replint.report import Report
from replint.reporters.text import summary

if TYPE_CHECKING:
    from replint.cache.outcomes import Cache
    from replint.fixes.runs import Check

CLEAN, FINDINGS, FAILURE = 0, 1, 2
STDIN = "-"


@dataclass(frozen=True)
class CheckOptions:
    """The options of ``check``, as they come from the command line; selectors are resolved to codes and prefixes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    not_of_packs: tuple[str, ...] = ()
    min_severity: str | None = None
    min_confidence: str | None = None
    fail_on: str | None = None
    exit_zero: bool = False
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    include_docs: bool = False
    force_exclude: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    prune_baseline: bool = False
    strict_baseline: bool = False
    output_format: str | None = None
    output_file: str | None = None
    statistics: bool = False
    show_suppressed: bool = False
    show_flow: bool = False
    color: str = "auto"
    no_progress: bool = False
    quiet: bool = False
    verbose: bool = False
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False

    @property
    def mends(self) -> bool:
        """Whether fixes are made at all, be it only to show them."""
        return self.fix or self.diff

    @property
    def uses_baseline(self) -> bool:
        """Whether an option speaks of a baseline."""
        return bool(self.baseline or self.write_baseline or self.prune_baseline or self.strict_baseline)

    def overrides(self) -> Overrides:
        """What of it stands above the configuration files."""
        return Overrides(
            select=self.select or None,
            extend_select=self.extend_select,
            ignore=(*self.ignore, *(code for code in self.not_of_packs if code not in ABOUT_THE_RUN)),
            min_severity=SEVERITIES[self.min_severity] if self.min_severity else None,
            min_confidence=CONFIDENCES[self.min_confidence] if self.min_confidence else None,
            fail_on=SEVERITIES[self.fail_on] if self.fail_on else None,
            exclude=self.exclude or None,
            extend_exclude=self.extend_exclude,
            respect_gitignore=self.respect_gitignore,
            include_docs=self.include_docs or None,
            baseline=_absolute(self.baseline),
            show_flow=self._wants_flow() or None,
        )

    def _wants_flow(self) -> bool:
        """Whether the way of each value is to be followed: asked for, or part of the format."""
        chosen = self.output_format or default_format(self.output_file)
        return self.show_flow or chosen == "sarif" or (self.verbose and chosen == "full")


def default_format(output_file: str | None) -> str:
    """The format if none is asked for: for people at a terminal, else for programs that read lines."""
    return "full" if output_file is None and console.is_terminal(sys.stdout) else "concise"


def run_check(paths: Sequence[str], options: CheckOptions) -> int:
    """Checks paths, writes the report, and returns the exit code."""
    if options.isolated and options.config is not None:
        raise click.UsageError("--isolated and --config exclude each other")
    resolver = Resolver(os.getcwd(), options.overrides(), isolated=options.isolated, config_file=options.config)
    check = _check_stdin if _is_stdin(paths, options) else check_paths
    report, scope = check(paths, resolver, options)
    if options.diff:
        return _show_diffs(report, scope, options)
    refused = 0
    if options.fix and not _is_stdin(paths, options):
        refused = _write_fixed(report, scope.targets)
    stale = False
    if options.uses_baseline or any(target.settings.baseline for target in scope.targets):
        from replint.commands.baselines import settle

        stale = settle(report, scope, options)
    _publish(report, options, to_stderr=options.fix and STDIN in paths)
    tell_failures(report, verbose=options.verbose)
    if options.fix and not options.quiet:
        _tell_fixes(report, "Fixed", options)
    elif options.unsafe_fixes and not options.quiet:
        from replint.commands.fix import unasked

        console.note(unasked(report))
    if not options.quiet and (options.verbose or console.is_terminal(sys.stderr)):
        console.note(summary(report))
    if report.failed or refused:
        return FAILURE
    fails = stale or any(entry.fails for entry in report.entries())
    return FINDINGS if fails and not options.exit_zero else CLEAN


def _is_stdin(paths: Sequence[str], options: CheckOptions) -> bool:
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("standard input (-) can't be checked together with other paths")
        return True
    if options.stdin_filename is not None:
        raise click.UsageError("--stdin-filename names what is read from standard input: give the path -, too")
    return False


def _absolute(path: str | None) -> str | None:
    return None if path is None else os.path.normpath(os.path.join(os.getcwd(), path))


def _check_stdin(_paths: Sequence[str], resolver: Resolver, options: CheckOptions) -> tuple[Report, Scope]:
    data = console.read_bytes()
    scope = Scope((), (), resolver.cwd)
    if options.stdin_filename is None:
        target = Target("", "<stdin>", resolver.for_folder(resolver.cwd))
    else:
        file = os.path.normpath(os.path.join(resolver.cwd, options.stdin_filename))
        target = Target(file, display_path(file, resolver.cwd), resolver.for_file(file))
        if options.force_exclude and is_excluded(file, resolver):
            report = Report()
            _give_back(report, data, options)
            return report, scope
        scope = Scope((target,), (), resolver.cwd)

    def check(targets: Sequence[Target], disk: Disk, treat: engine.Treat | None) -> Report:
        data = disk.read(targets[0].file)
        return engine.check_bytes(targets[0], data, treat=treat, settings_of=resolver.for_companion)

    report = _checked((target,), check, options, Overlay({target.file: data}, DISK))
    _give_back(report, data, options)
    return report, scope


def _give_back(report: Report, data: bytes, options: CheckOptions) -> None:
    """Writes standard input as it is mended to standard output, if it is to be mended."""
    if options.fix and not options.diff:
        from replint.commands.fix import give_back

        give_back(report, data)


def _checked(targets: Sequence[Target], check: Check, options: CheckOptions, disk: Disk = DISK) -> Report:
    """The report on files, which are mended as well if that is asked for."""
    if not options.mends:
        return check(targets, disk, None)
    from replint.fixes.runs import mend_all

    return mend_all(targets, check, Applicability.UNSAFE if options.unsafe_fixes else Applicability.SAFE, disk)


def check_paths(paths: Sequence[str], resolver: Resolver, options: CheckOptions) -> tuple[Report, Scope]:
    """The report on files and folders, and what was looked at.

    Baselines are not yet applied; fixes are made, but not written.
    """
    found = discover(paths or (".",), resolver, force_exclude=options.force_exclude)
    wants_bar = not options.no_progress and not options.quiet and console.is_terminal(sys.stderr)
    progress = console.Progress() if wants_bar else None
    cache = None if options.no_cache or options.mends else _Caching(resolver, options.cache_dir)

    def check(targets: Sequence[Target], disk: Disk, treat: engine.Treat | None) -> Report:
        return engine.check_all(
            targets,
            jobs=options.jobs or processors(),
            progress=progress,
            treat=treat,
            settings_of=resolver.for_companion,
            disk=disk,
            cache=cache,
            bystanders=Bystanders(),
        )

    try:
        report = _checked(found.targets, check, options)
    finally:
        if progress is not None:
            progress.close()
    if cache is not None and not options.quiet:
        cache.warn()
    settings = resolver.for_folder(resolver.cwd)
    report.files += [engine.unreadable_folder(path, reason, settings) for path, reason in found.unreadable]
    report.files.sort(key=lambda file: file.path)
    named = [os.path.normpath(os.path.join(resolver.cwd, path)) for path in paths or (".",)]
    return report, Scope(found.targets, [path for path in named if os.path.isdir(path)], resolver.cwd)


class _Caching:
    """The cache of a run, opened when it is first asked: most runs look at nothing that could be in it."""

    def __init__(self, resolver: Resolver, folder: str | None) -> None:
        self._resolver = resolver
        self._folder = folder
        self._opened: Cache | None = None

    def __call__(self) -> Cache:
        if self._opened is None:
            from replint.cache.outcomes import Cache
            from replint.cache.place import store_for

            configured = self._resolver.for_folder(self._resolver.cwd).cache_dir
            self._opened = Cache(store_for(self._folder, configured))
        return self._opened

    def warn(self) -> None:
        """Says why nothing could be kept, if so."""
        if self._opened is not None and self._opened.warning is not None:
            console.note(f"replint: warning: {self._opened.warning}")


def _write_fixed(report: Report, targets: Sequence[Target]) -> int:
    """Writes the mended files, and returns how many could not be."""
    from replint.commands.fix import write_all

    return write_all(report, {target.path: target for target in targets})


def _show_diffs(report: Report, scope: Scope, options: CheckOptions) -> int:
    """Shows what would be fixed, and nothing else; exit 1 if there is anything, as with a report of findings."""
    from replint import baseline
    from replint.commands.fix import diffs

    baseline.apply(report, scope)
    text = diffs(report)
    for_people = options.output_file is None and console.is_terminal(sys.stdout)
    write(console.harmless(text) if for_people else text, options.output_file)
    tell_failures(report, verbose=options.verbose)
    if not options.quiet:
        _tell_fixes(report, "Would fix", options)
    if report.failed:
        return FAILURE
    return FINDINGS if text and not options.exit_zero else CLEAN


def _tell_fixes(report: Report, verb: str, options: CheckOptions) -> None:
    from replint.commands.fix import told

    line = told(report, verb, unsafe=options.unsafe_fixes)
    if line:
        console.note(line)


def tell_failures(report: Report, *, verbose: bool) -> None:
    """Says where replint itself failed: one line for each fault, whatever the number of files that have it."""
    faults: dict[str, list[str]] = {}
    tracebacks: dict[str, str] = {}
    for file in report.files:
        for message, traceback in file.failures:
            faults.setdefault(message, []).append(file.path)
            tracebacks.setdefault(message, traceback)
    for message, paths in faults.items():
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        console.error(f"replint failed on {paths[0]}{more}: {message}")
        if verbose:
            console.trace(tracebacks[message])


def _publish(report: Report, options: CheckOptions, *, to_stderr: bool) -> None:
    """Writes the report: to its file, or else to standard output, which may be wanted for something else."""
    to_terminal = options.output_file is None and console.is_terminal(sys.stderr if to_stderr else sys.stdout)
    style = reporters.Options(
        color=console.wants_color(options.color, to_terminal=to_terminal),
        width=console.width() if to_terminal else None,
        show_suppressed=options.show_suppressed,
        statistics=options.statistics,
    )
    text = reporters.render(options.output_format or default_format(options.output_file), report, style)
    if to_stderr and options.output_file is None:
        console.trace(text)
    else:
        write(text, options.output_file)


def write(text: str, output_file: str | None) -> None:
    """Writes a report to a file, or to standard output if there is none."""
    if output_file is None:
        console.out(text)
        return
    try:
        with open(output_file, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"{output_file} can't be written: {error.strerror}") from error
