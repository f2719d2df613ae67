"""Comments that silence findings: ``# noqa``, ``# replint: ignore[…]``, and their forms for a whole file.

Suppression is data: a finding that is silenced is kept with the comment that does it, and a comment that silences
nothing, or can't, is told by ``suppression_ledger``.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from datetime import date, datetime, timezone
from functools import cached_property
from typing import Literal, TypeAlias

from replint.findings import Finding, Span
from replint.plain import dataclass
from replint.source import Source, split_lines

Fault: TypeAlias = tuple[Literal["malformed", "misplaced", "empty", "date"], str]
"""Why a comment can't do what it is meant to: a message variant of RPL902, and the word that is wrong."""

ABOUT_SUPPRESSIONS = frozenset({"RPL901", "RPL902", "RPL905", "RPL906"})
"""What is said of the comments themselves. A comment without a list never silences what is said of it."""

_CODES = r"[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*"
_REST = r"(?P<rest>(?:[^#]|#(?=[0-9]))*)"
# flake8's grammar: without a list of codes that it can read, a noqa is one for all codes.
_NOQA = re.compile(rf"#\s*noqa\b(?::\s*(?P<codes>{_CODES}))?{_REST}", re.IGNORECASE)
_FLAKE8_FILE = re.compile(rf"#\s*flake8[:=]\s*noqa(?::\s*(?P<codes>{_CODES}))?(?P<rest>)\s*$", re.IGNORECASE)
# Without brackets it is for all rules, so what looks like a misspelt list is none of these.
_NO_LIST = r"(?![\w\-=:]|\s*\[|[\s(]*(?:RPL|rpl)\d)"
_IGNORE = re.compile(rf"#\s*replint:\s*ignore(?P<file>-file)?(?:\s*\[(?P<codes>[^\]#]*)\]|{_NO_LIST}){_REST}")
_MEANT = re.compile(r"#\s*replint:\s*(?:ignore|disable|skip|noqa|off\b)[^#]*", re.IGNORECASE)
_UNTIL = re.compile(r"(?:^|(?<=[\s,;(]))until\s*[=:]\s*(?P<day>[^\s,;)]*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRACE = re.compile(r"noqa|replint\s*:", re.IGNORECASE)
PARTING = " \t-\u2013\u2014:,;()"
"""What may stand between a comment and its reason."""


@dataclass(frozen=True)
class Directive:
    """One suppression comment.

    ``selectors`` are codes, prefixes or rule names; None for all. ``whole_file`` tells its reach, ``noqa`` whether
    other tools read it, too. ``reason`` is what follows besides a date, ``until`` the last day on which it holds.
    ``fault`` is why it can't work. ``span`` is the comment without what else stands on its line.
    """

    span: Span
    selectors: tuple[str, ...] | None
    whole_file: bool = False
    noqa: bool = False
    reason: str = ""
    until: date | None = None
    fault: Fault | None = None

    def selector_for(self, code: str, name: str) -> str | None:
        """The selector that speaks of a rule, ``""`` if it speaks of all; None if it says nothing of it."""
        if self.selectors is None:
            return ""
        return next((one for one in self.selectors if begins(one, code) or one == name), None)

    def silences(self, finding: Finding) -> bool:
        """Whether it silences a finding that is in its reach, were it not for its date."""
        found = self.selector_for(finding.code, finding.name)
        if found is None or finding.code not in ABOUT_SUPPRESSIONS:
            return found is not None
        # What is said of a comment can't be silenced by that comment, unless it says so.
        named = found.startswith("RPL9") or found == finding.name
        return named or (found == "" and self.whole_file and self.span != finding.span)

    def expired(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < today


@dataclass(frozen=True)
class Suppressions:
    """All suppression comments of a file, in order, on a day."""

    directives: tuple[Directive, ...] = ()
    today: date = date.min

    @cached_property
    def _by_line(self) -> dict[int, list[Directive]]:
        """The comments of each line; those for the whole file under 0."""
        found: dict[int, list[Directive]] = {}
        for directive in self.directives:
            found.setdefault(0 if directive.whole_file else directive.span.line, []).append(directive)
        return found

    def reaching(self, span: Span, statement: Span | None) -> Iterator[Directive]:
        """The comments that a place is in reach of: file-wide, on its line, its statement's first or last line."""
        around = statement or span
        for line in sorted({0, span.line, around.line, around.end_line}):
            yield from self._by_line.get(line, ())

    def match(self, finding: Finding) -> Directive | None:
        """The first comment that silences a finding today."""
        for directive in self.reaching(finding.span, finding.statement):
            if directive.fault is None and not directive.expired(self.today) and directive.silences(finding):
                return directive
        return None


def begins(selector: str, code: str) -> bool:
    """Whether a selector is a rule's code or the beginning of it; less than ``RPL`` selects nothing."""
    return selector.startswith("RPL") and code.startswith(selector)


def collect(source: Source) -> Suppressions:
    """The suppression comments of a source, never text inside strings; tokenizes only a text that may have any."""
    if not _TRACE.search(source.text):
        return Suppressions()
    found = tuple(directive for comment in _comments(source.text) for directive in _read(comment))
    return Suppressions(found, today())


def today() -> date:
    """The day that ``until=`` is compared with, the same everywhere on earth."""
    return datetime.now(timezone.utc).date()


@dataclass(frozen=True)
class _Comment:
    text: str
    line: int
    column: int
    alone: bool

    def span(self, start: int, text: str) -> Span:
        """The place of a part of the comment, without blanks at its end."""
        column = self.column + start
        return Span(self.line, column, self.line, column + len(text.rstrip()))


def _comments(text: str) -> Iterator[_Comment]:
    """The comments of a text; from where it stops being Python on, whatever looks like one."""
    lines = split_lines(text)
    reached = 0
    reader = io.StringIO("\n".join(lines) + "\n", newline="\n").readline
    try:
        for token in tokenize.generate_tokens(reader):
            reached = max(reached, token.end[0])
            if token.type == tokenize.COMMENT:
                alone = not token.line[: token.start[1]].strip()
                yield _Comment(token.string, token.start[0], token.start[1] + 1, alone)
    except (tokenize.TokenError, SyntaxError):
        for number, line in enumerate(lines[reached:], start=reached + 1):
            start = line.find("#")
            if start >= 0:
                yield _Comment(line[start:], number, start + 1, not line[:start].strip())


def _read(comment: _Comment) -> Iterator[Directive]:
    if "replint" in comment.text.lower():
        yield from _own(comment)
    for pattern, whole_file in ((_NOQA, False), (_FLAKE8_FILE, True)):
        found = pattern.search(comment.text)
        if found and (comment.alone or not whole_file):
            codes = found["codes"]
            selectors = None if codes is None else tuple(re.split(r"[,\s]+", codes.upper()))
            shown = found.group()[: found.start("rest") - found.start()]
            span = comment.span(found.start(), shown)
            yield Directive(span, selectors, whole_file, noqa=True, reason=found["rest"].strip(PARTING))


def _own(comment: _Comment) -> Iterator[Directive]:
    read: set[int] = set()
    for match in _IGNORE.finditer(comment.text):
        read.add(match.start())
        span = comment.span(match.start(), match.group())
        whole_file = match["file"] is not None
        listed = match["codes"]
        selectors = None if listed is None else tuple(map(selector_of, re.findall(r"[^,\s]+", listed)))
        fault: Fault | None = None
        if whole_file and not comment.alone:
            fault = ("misplaced", "ignore-file")
        elif selectors == ():
            fault = ("empty", "[]")
        rest = match["rest"]
        until, wrong = _until(rest)
        if wrong is not None:
            fault = fault or ("date", wrong)
        reason = _UNTIL.sub("", rest).strip(PARTING)
        yield Directive(span, selectors, whole_file, reason=reason, until=until, fault=fault)
    for match in _MEANT.finditer(comment.text):
        if match.start() not in read:
            span = comment.span(match.start(), match.group())
            yield Directive(span, (), fault=("malformed", " ".join(match.group().split())))


def selector_of(word: str) -> str:
    """A word of a list as a selector, as codes are written: ``ALL`` and codes in lower case are understood."""
    if word == "ALL":
        return "RPL"
    return word.upper() if re.fullmatch(r"rpl\d*", word, re.IGNORECASE) else word


def _until(text: str) -> tuple[date | None, str | None]:
    """The last day that a comment names, or the word that is meant for one and is none."""
    found = _UNTIL.search(text)
    if found is None:
        return None, None
    day = found["day"].rstrip(".")
    try:
        return (date.fromisoformat(day), None) if _DAY.fullmatch(day) else (None, day)
    except ValueError:
        return None, day
