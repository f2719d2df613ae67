"""``replint check``: from paths and options to a report and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from replint import console, engine, reporters
from replint.catalogue import SEVERITIES
from replint.config import CONFIDENCES, Overrides, Resolver
from replint.discovery import Target, discover, display_path, is_excluded
from replint.report import Report
from replint.reporters.text import summary

CLEAN, FINDINGS, FAILURE = 0, 1, 2
STDIN = "-"


@dataclass(frozen=True)
class CheckOptions:
    """The options of ``check``, as they come from the command line; selectors are resolved to codes and prefixes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    min_severity: str | None = None
    min_confidence: str | None = None
    fail_on: str | None = None
    exit_zero: bool = False
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    output_format: str | None = None
    output_file: str | None = None
    statistics: bool = False
    show_suppressed: bool = False
    color: str = "auto"
    no_progress: bool = False
    quiet: bool = False
    verbose: bool = False
    jobs: int | None = None
    no_cache: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False

    @property
    def mends(self) -> bool:
        """Whether fixes are made at all, be it only to show them."""
        return self.fix or self.diff

    def overrides(self) -> Overrides:
        """What of it stands above the configuration files."""
        return Overrides(
            select=self.select or None,
            extend_select=self.extend_select,
            ignore=self.ignore,
            min_severity=SEVERITIES[self.min_severity] if self.min_severity else None,
            min_confidence=CONFIDENCES[self.min_confidence] if self.min_confidence else None,
            fail_on=SEVERITIES[self.fail_on] if self.fail_on else None,
            exclude=self.exclude or None,
            extend_exclude=self.extend_exclude,
            respect_gitignore=self.respect_gitignore,
        )


def run_check(paths: Sequence[str], options: CheckOptions) -> int:
    """Checks paths, writes the report, and returns the exit code."""
    if options.isolated and options.config is not None:
        raise click.UsageError("--isolated and --config exclude each other")
    resolver = Resolver(os.getcwd(), options.overrides(), isolated=options.isolated, config_file=options.config)
    if _is_stdin(paths, options):
        report, refused = _check_stdin(resolver, options), 0
    else:
        report, targets = check_paths(paths, resolver, options)
        refused = _write_fixed(report, targets) if options.fix and not options.diff else 0
    if options.diff:
        return _show_diffs(report, options)
    _publish(report, options, to_stderr=options.fix and STDIN in paths)
    tell_failures(report, verbose=options.verbose)
    if options.fix and not options.quiet:
        _tell_fixes(report, "Fixed", options)
    if not options.quiet and (options.verbose or sys.stderr.isatty()):
        console.note(summary(report))
    if report.failed or refused:
        return FAILURE
    return FINDINGS if not options.exit_zero and any(entry.fails for entry in report.entries()) else CLEAN


def _is_stdin(paths: Sequence[str], options: CheckOptions) -> bool:
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("standard input (-) can't be checked together with other paths")
        return True
    if options.stdin_filename is not None:
        raise click.UsageError("--stdin-filename names what is read from standard input: give the path -, too")
    return False


def _check_stdin(resolver: Resolver, options: CheckOptions) -> Report:
    data = sys.stdin.buffer.read()
    report = _of_stdin(data, resolver, options)
    if options.fix and not options.diff:
        from replint.commands.fix import give_back

        give_back(report, data)
    return report


def _of_stdin(data: bytes, resolver: Resolver, options: CheckOptions) -> Report:
    treat = _treatment(options)
    if options.stdin_filename is None:
        return engine.check_bytes(Target("", "<stdin>", resolver.for_folder(resolver.cwd)), data, treat=treat)
    file = os.path.normpath(os.path.join(resolver.cwd, options.stdin_filename))
    if options.force_exclude and is_excluded(file, resolver):
        return Report()
    target = Target(file, display_path(file, resolver.cwd), resolver.for_file(file))
    return engine.check_bytes(target, data, treat=treat)


def _treatment(options: CheckOptions) -> engine.Treat | None:
    """What is done with the files: None if they are only checked."""
    if not options.mends:
        return None
    from replint.commands.fix import mending

    return mending(unsafe=options.unsafe_fixes)


def check_paths(paths: Sequence[str], resolver: Resolver, options: CheckOptions) -> tuple[Report, Sequence[Target]]:
    """The report on files and folders, and which files these are; fixes are made, but not written."""
    found = discover(paths or (".",), resolver, force_exclude=options.force_exclude)
    wants_bar = not options.no_progress and not options.quiet and sys.stderr.isatty()
    progress = console.Progress() if wants_bar else None
    try:
        report = engine.check_all(
            found.targets, jobs=options.jobs or engine.processors(), progress=progress, treat=_treatment(options)
        )
    finally:
        if progress is not None:
            progress.close()
    settings = resolver.for_folder(resolver.cwd)
    report.files += [engine.unreadable_folder(path, reason, settings) for path, reason in found.unreadable]
    report.files.sort(key=lambda file: file.path)
    return report, found.targets


def _write_fixed(report: Report, targets: Sequence[Target]) -> int:
    """Writes the mended files, and returns how many could not be."""
    from replint.commands.fix import write_all

    return write_all(report, {target.path: target for target in targets})


def _show_diffs(report: Report, options: CheckOptions) -> int:
    """Shows what would be fixed, and nothing else; exit 1 if there is anything, as with a report of findings."""
    from replint.commands.fix import diffs

    text = diffs(report)
    write(text, options.output_file)
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
    to_terminal = options.output_file is None and (sys.stderr if to_stderr else sys.stdout).isatty()
    style = reporters.Options(
        color=console.wants_color(options.color, to_terminal=to_terminal),
        width=console.width() if to_terminal else None,
        show_suppressed=options.show_suppressed,
        statistics=options.statistics,
    )
    text = reporters.render(options.output_format or ("full" if to_terminal else "concise"), report, style)
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
