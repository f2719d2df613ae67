"""The command line: parses, calls, and turns every wrong use into one line and exit code 2."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from replint import __version__, console
from replint.catalogue import SEVERITIES, CardError, codes_outside
from replint.config import CONFIDENCES, ConfigError, selector
from replint.discovery import PathError
from replint.globs import PatternError, check_pattern
from replint.reporters import FORMATS
from replint.reporters.grade import FORMATS as GRADE_FORMATS
from replint.schemas import NAMES as SCHEMAS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

WRONG_USE = 2
INTERRUPTED = 130
_GLOBAL_OPTIONS = frozenset({"-h", "--help", "--version"})
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

Function = TypeVar("Function", bound=Callable[..., Any])


def run(arguments: Sequence[str]) -> int:
    """Runs one command line, given without the program's name, and returns the exit code."""
    try:
        os.getcwd()
    except OSError:
        console.error("the working directory is gone")
        return WRONG_USE
    try:
        code = main.main(args=list(arguments), prog_name="replint", standalone_mode=False)
    except click.ClickException as error:
        console.error(error.format_message())
        return WRONG_USE
    except (CardError, ConfigError, PathError, console.StreamError) as error:
        console.error(str(error))
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0


class DefaultGroup(click.Group):
    """A group whose default command is ``check``: ``replint src/`` checks, and ``./rules`` is a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts ``check`` in front of what names no command."""
        if not args and ctx.resilient_parsing:  # the first word is being completed
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in _GLOBAL_OPTIONS):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word can be: a command, or what can follow ``check``."""
        from click.shell_completion import CompletionItem

        default = self.commands["check"]
        with default.make_context("check", [], parent=ctx, resilient_parsing=True) as context:
            options = default.shell_complete(context, incomplete)
        found = {item.value: item for item in (*super().shell_complete(ctx, incomplete), *options)}
        # Files come first: bash forgets what stands before them, and looks for them itself if nothing is behind.
        return [CompletionItem(incomplete, type="file"), *found.values()]


def _rules(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes that a word can become, with their rules' names."""
    from click.shell_completion import CompletionItem

    from replint.catalogue import all_cards

    codes = [CompletionItem(card.code, help=card.name) for card in all_cards() if card.code.startswith(incomplete)]
    if codes:
        return codes
    return [CompletionItem(card.name, help=card.code) for card in all_cards() if card.name.startswith(incomplete)]


def _words(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an option that may be repeated, parted by commas or blanks."""
    return tuple(word for value in values for word in re.split(r"[,\s]+", value) if word)


def _selectors(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, prefixes and rule names as codes and prefixes."""
    try:
        found = tuple(selector(word) for word in _words(context, option, values))
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from error
    if values and not found and option.name == "select":
        raise click.BadParameter("no rule is named", context, option)
    return found


def _others_packs(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that a choice of packs leaves out."""
    packs = _words(context, option, values)
    if not packs:
        return ()
    try:
        return codes_outside(packs)
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from error


def _packs(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The packs that a word can become."""
    from click.shell_completion import CompletionItem

    from replint.catalogue import all_cards

    return [CompletionItem(name) for name in sorted({card.pack for card in all_cards()}) if name.startswith(incomplete)]


def _patterns(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Path patterns, parted by commas."""
    patterns = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    try:
        for pattern in patterns:
            check_pattern(pattern)
    except PatternError as error:
        raise click.BadParameter(str(error), context, option) from error
    return patterns


def _listed(*names: str, callback: Callable[..., Any], **more: Any) -> Callable[[Function], Function]:
    return click.option(*names, multiple=True, callback=callback, **more)


_SELECTION: list[Callable[..., Any]] = [
    _listed(
        "--select",
        callback=_selectors,
        shell_complete=_rules,
        metavar="CODES",
        help="Only these rules: codes, prefixes (RPL12) or names.",
    ),
    _listed("--ignore", callback=_selectors, shell_complete=_rules, metavar="CODES", help="Without these rules."),
    _listed("--extend-select", callback=_selectors, shell_complete=_rules, metavar="CODES", help="These rules, too."),
    _listed(
        "--pack",
        "not_of_packs",
        callback=_others_packs,
        shell_complete=_packs,
        metavar="NAME",
        help="Only the rules of this pack, of those that are on: fine-tuning, say.",
    ),
    click.option("--min-severity", type=click.Choice([*SEVERITIES]), help="Only findings at least this grave."),
    click.option(
        "--min-confidence",
        type=click.Choice([*CONFIDENCES]),
        help="Only findings at least this sure.  [default: medium]",
    ),
]
_FAILING: list[Callable[..., Any]] = [
    click.option(
        "--fail-on", type=click.Choice([*SEVERITIES]), help="Exit with 1 from this severity on.  [default: medium]"
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option("--stdin-filename", metavar="NAME", help="The name of what is read from standard input (path -)."),
]
_FILES: list[Callable[..., Any]] = [
    _listed(
        "--exclude", callback=_patterns, metavar="GLOBS", help="Skip these instead of the folders that are by default."
    ),
    _listed("--extend-exclude", callback=_patterns, metavar="GLOBS", help="Skip these, too."),
    click.option(
        "--respect-gitignore/--no-respect-gitignore", default=None, help="Skip what .gitignore files name, or don't."
    ),
    click.option("--include-docs", is_flag=True, help="Check the Python blocks in Markdown and reStructuredText, too."),
    click.option("--force-exclude", is_flag=True, help="Skip excluded files even if they are named."),
    click.option("--config", type=click.Path(), metavar="FILE", help="Use this configuration file for all files."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option("--baseline", type=click.Path(), metavar="FILE", help="Findings that this file knows don't count."),
]
_RATCHET: list[Callable[..., Any]] = [
    click.option(
        "--write-baseline",
        type=click.Path(),
        metavar="FILE",
        help="Write all findings to this file, so that only new ones count.",
    ),
    click.option("--prune-baseline", is_flag=True, help="Take what is gone out of the baseline."),
    click.option("--strict-baseline", is_flag=True, help="Exit with 1 if the baseline knows findings that are gone."),
]
_OUTPUT: list[Callable[..., Any]] = [
    click.option("--output-format", type=click.Choice(FORMATS), help="[default: full on a terminal, else concise]"),
    click.option("--statistics", is_flag=True, help="Add the number of findings per rule."),
    click.option("--show-suppressed", is_flag=True, help="Show the findings that comments or a baseline silence, too."),
    click.option("--show-flow", is_flag=True, help="Show the way by which a finding's value came, step by step."),
]
_TERMINAL: list[Callable[..., Any]] = [
    click.option(
        "--output-file", type=click.Path(), metavar="FILE", help="Write the report there instead of to standard output."
    ),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="[default: auto]"),
    click.option("--no-progress", is_flag=True, help="No progress bar."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing but the report."),
    click.option("-v", "--verbose", is_flag=True, help="A summary always, and tracebacks of internal failures."),
]
_FIXES: list[Callable[..., Any]] = [
    click.option("--fix", is_flag=True, help="Make the safe fixes, and report what is left."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the unsafe fixes, too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, write nothing."),
]
_CACHE_DIR = click.option(
    "--cache-dir",
    metavar="FOLDER",
    envvar="REPLINT_CACHE_DIR",
    help="Keep outcomes there.  [default: the user's cache folder]",
)
_ENGINE: list[Callable[..., Any]] = [
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes.  [default: the processors]"),
    click.option("--no-cache", is_flag=True, help="Analyse every file anew, and keep nothing."),
    _CACHE_DIR,
]


def _with(options: Sequence[Callable[..., Any]]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@click.group(
    cls=DefaultGroup, context_settings=_CONTEXT, epilog="replint [PATHS…] is short for replint check [PATHS…]."
)
@click.version_option(__version__, prog_name="replint", message="%(prog)s %(version)s")
def main() -> None:
    """Finds the misuse of Replicate's API in Python code, its fine-tuning API first of all."""


@main.command(context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@_with(_SELECTION + _FAILING + _FIXES + _FILES + _RATCHET + _OUTPUT + _TERMINAL + _ENGINE)
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Checks files and folders, the working directory by default.

    Exit code: 0 nothing found that fails the run, 1 findings at or above --fail-on, 2 wrong use or configuration, or a
    failure of replint itself.
    """
    from replint.commands.check import CheckOptions, run_check

    return run_check(paths, CheckOptions(**options))


@main.command(context_settings=_CONTEXT)
@click.argument("path", default=".", metavar="[PATH]")
@click.option("--config", type=click.Path(), metavar="FILE", help="Explain this configuration file.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
def config(path: str, config: str | None, isolated: bool, output_format: str) -> None:
    """Explains the settings that hold for a file or folder, and where each of them comes from."""
    from replint.commands.config import explain

    console.out(explain(path, config, output_format, isolated=isolated))


@main.command(context_settings=_CONTEXT)
@click.option("--no-hook", is_flag=True, help="Leave the pre-commit configuration alone.")
def init(no_hook: bool) -> None:
    """Writes a configuration and a pre-commit hook for the project that this folder is in. Overwrites nothing."""
    from replint.commands.init import set_up

    for sentence in set_up(hook=not no_hook):
        console.out(sentence + "\n")


@main.command(context_settings=_CONTEXT)
@_CACHE_DIR
@click.option("--config", metavar="FILE", help="Use this configuration file.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
def clean(cache_dir: str | None, config: str | None, isolated: bool) -> None:
    """Removes what is cached."""
    from replint.commands.clean import clean

    console.out(clean(cache_dir, config, isolated=isolated) + "\n")


def _threshold(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """A threshold on the scale of the scores."""
    if value is None or 1 <= value <= 5:
        return value
    raise click.BadParameter(f"{value:g} is not in the range 1 to 5", context, option)


_GRADING: list[Callable[..., Any]] = [
    click.option("--min-mean", type=float, callback=_threshold, metavar="N", help="A criterion's least mean."),
    click.option("--min-score", type=float, callback=_threshold, metavar="N", help="A criterion's least score."),
    click.option("--by", type=click.Choice(["file", "package"]), help="Add the grade of each file or package."),
    click.option(
        "--compare",
        type=click.Path(),
        metavar="OLD.json",
        help="Add what changed since a grade that was written as JSON.",
    ),
    click.option("--output-format", type=click.Choice(GRADE_FORMATS), default="text", help="[default: text]"),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whether or not the gate is passed."),
]


@main.command(context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@_with(_GRADING + _SELECTION + _FILES + _TERMINAL + _ENGINE)
def grade(
    paths: tuple[str, ...],
    output_format: str,
    min_mean: float | None,
    min_score: float | None,
    by: Literal["file", "package"] | None,
    compare: str | None,
    **options: Any,
) -> int:
    """Grades files and folders against the rubric, the working directory by default.

    It counts what replint check reports. Exit code: 0 the gate is passed, or nothing is to be graded, 1 it is missed, 2
    wrong use or configuration, or a failure of replint itself.
    """
    from replint.commands.check import CheckOptions
    from replint.commands.grade import GradeOptions, run_grade

    return run_grade(paths, GradeOptions(CheckOptions(**options), output_format, min_mean, min_score, by, compare))


_RULE_FORMAT = click.option(
    "--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", help="[default: text]"
)


@main.command(context_settings=_CONTEXT)
@click.argument("code", metavar="CODE", shell_complete=_rules)
@_RULE_FORMAT
def rule(code: str, output_format: str) -> None:
    """Explains one rule, given by its code or its name."""
    from replint.commands.rules import explain

    try:
        console.out(explain(code, output_format))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="CODE") from error


@main.command(context_settings=_CONTEXT)
@_RULE_FORMAT
def rules(output_format: str) -> None:
    """Lists all rules."""
    from replint.commands.rules import overview

    console.out(overview(output_format))


@main.command(context_settings=_CONTEXT)
@click.argument("name", type=click.Choice(SCHEMAS), default="report")
def schema(name: str) -> None:
    """Prints the JSON Schema of the JSON report, of one line of jsonl (finding), or of the grade's JSON."""
    from replint.schemas import text

    console.out(text(name))


@main.command(context_settings=_CONTEXT)
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False, help="What some editors add; it is so anyway.")
def server() -> None:
    """Serves editors over standard input and output, in the Language Server Protocol."""
    from replint.commands.server import serve

    serve()
