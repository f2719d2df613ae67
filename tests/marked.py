"""Marked sources: what a linter must say about them, and what it said.

The marks, in comments of the source itself:

``# expect: RPL121, RPL126``
    at a line's end: these findings are due on this line.
``# expect: RPL127@exit``
    one finding, due at any one of the lines that carry the same code and tag; several of them are fine.
``# allow: RPL122``
    at a line's end, or alone on the file's first line (then anywhere in the file): counts neither way.
``# missed: RPL113``
    a finding that is due here and is known not to be found yet. Once it is found, the mark is out of date.
``# trap: RPL111``
    the file holds look-alikes of this code; bookkeeping for readers.

A folder named ``….project`` is one source: its modules are analysed together, and a tag may span them.

Whatever else is reported is a false alarm. As a program, ``python tests/marked.py FOLDER…`` prints a score table.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from replint.checks import Judged

MARK = re.compile(r"#\s*(expect|allow|missed|trap):\s*([^#]*)")
CODE = re.compile(r"^(RPL\d{3})(?:@([\w-]+))?$")

NEVER_SURE = frozenset({"RPL130"})
"""Rules whose every finding has low confidence: they count in their own samples and corpus only."""

Report = tuple[int, str]
"""A finding as the marks see it: its first line, 1-based, and its code."""


@dataclass(frozen=True, order=True)
class Due:
    """One finding that is due: at a single line, or at any one of several (a tagged group)."""

    code: str
    lines: tuple[int, ...]
    tag: str | None = None

    def met_by(self, reported: set[Report]) -> bool:
        """Whether one of the reported findings is this one."""
        return any((line, self.code) in reported for line in self.lines)


@dataclass
class Marks:
    """All marks of one source. ``problems`` are marks that can't be read, one sentence each."""

    due: list[Due] = field(default_factory=list)
    missed: list[Due] = field(default_factory=list)
    allowed: set[Report] = field(default_factory=set)
    traps: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def excuses(self, report: Report) -> bool:
        """Whether a finding is due, known or allowed where it stands."""
        line, code = report
        if report in self.allowed:
            return True
        return any(due.code == code and line in due.lines for due in (*self.due, *self.missed))


@dataclass(frozen=True)
class Case:
    """What is judged as one: a module, or the modules of a project, whose lines are counted through, file by file."""

    name: str
    files: tuple[tuple[str, str], ...]
    """Paths below the case's folder, and texts, sorted."""

    def starts(self) -> Iterator[tuple[str, str, int]]:
        """Each file's path and text with the number of lines before it."""
        before = 0
        for path, text in self.files:
            yield path, text, before
            before += len(lines_of(text))

    def where(self, number: int) -> tuple[str, str]:
        """``path:line`` of a counted-through line, and its text."""
        for path, text, before in self.starts():
            lines = lines_of(text)
            if before < number <= before + len(lines):
                name = self.name if len(self.files) == 1 else f"{self.name}/{path}"
                return f"{name}:{number - before}", lines[number - before - 1].strip()[:140]
        return f"{self.name}:{number}", "(no such line)"


@dataclass
class Verdict:
    """What came of one source: findings that are missing, ones too many, and ``missed`` marks that are out of date."""

    found: list[Due] = field(default_factory=list)
    missing: list[Due] = field(default_factory=list)
    alarms: list[Report] = field(default_factory=list)
    known: list[Due] = field(default_factory=list)
    outdated: list[Due] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Whether the report was what the marks ask for, no more and no less."""
        return not (self.missing or self.alarms or self.outdated)


def lines_of(text: str) -> list[str]:
    """The lines of a source as Python counts them: ended by LF, CRLF or CR, and by nothing else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _marks_in(case: Case) -> Iterator[tuple[int, range, str, str]]:
    """Line, the lines that it speaks of when it stands first in its file, kind and item of each mark."""
    for _, text, before in case.starts():
        lines = lines_of(text)
        for number, line in enumerate(lines, start=before + 1):
            first = number == before + 1 and line.lstrip("\ufeff").startswith("#")
            spoken_of = range(before + 1, before + len(lines) + 1) if first else range(number, number + 1)
            for kind, items in MARK.findall(line):
                for item in items.split(","):
                    yield number, spoken_of, kind, item.strip()


def single(text: str, name: str = "sample.py") -> Case:
    """The case of one module."""
    return Case(name, ((name, text),))


def read_case(path: Path, name: str) -> Case:
    """The case of a file or of a project's folder."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    below = path if path.is_dir() else path.parent
    return Case(name, tuple((file.relative_to(below).as_posix(), file.read_text(encoding="utf-8")) for file in files))


def read_marks(case: Case) -> Marks:
    """Reads the marks of a case."""
    marks = Marks()
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, spoken_of, kind, item in _marks_in(case):
        match = CODE.match(item)
        if match is None:
            marks.problems.append(f"{case.where(number)[0]}: {item!r} is no code ({kind})")
            continue
        code, tag = match.groups()
        if kind == "trap":
            marks.traps.add(code)
        elif kind == "allow":
            marks.allowed.update((line, code) for line in spoken_of)
        elif tag:
            groups.setdefault((kind, code, tag), []).append(number)
        else:
            (marks.due if kind == "expect" else marks.missed).append(Due(code, (number,)))
    for (kind, code, tag), numbers in groups.items():
        (marks.due if kind == "expect" else marks.missed).append(Due(code, tuple(numbers), tag))
    return marks


def judge(marks: Marks, reported: Iterable[Report]) -> Verdict:
    """Compares the findings of one source with its marks; several of one code on one line count once."""
    seen = set(reported)
    verdict = Verdict()
    for due in sorted(set(marks.due)):
        (verdict.found if due.met_by(seen) else verdict.missing).append(due)
    for due in sorted(set(marks.missed)):
        (verdict.outdated if due.met_by(seen) else verdict.known).append(due)
    verdict.alarms = sorted(report for report in seen if not marks.excuses(report))
    return verdict


def explain(case: Case, verdict: Verdict) -> str:
    """The differences in words, by line, each with its source line; empty if there are none."""
    rows: list[tuple[int, str]] = []
    for title, dues in (("missed", verdict.missing), ("found now, make it `expect`", verdict.outdated)):
        for due in dues:
            others = "".join(f" or {line}" for line in due.lines[1:])
            rows.append((due.lines[0], f"{title}: {due.code}{f' (@{due.tag}){others}' if due.tag else ''}"))
    rows.extend((line, f"false alarm: {code}") for line, code in verdict.alarms)
    shown = [f"{where}: {what}\n    {text}" for line, what in sorted(rows) for where, text in [case.where(line)]]
    return "\n".join(shown)


def analysed(case: Case) -> dict[str, Judged]:
    """What replint's checks make of the files of a case with default settings."""
    from replint.checks import Judged, run_together
    from replint.config import Settings
    from replint.source import Source

    settings = Settings(root=".")
    outcomes = run_together({path: (Source(path, text), settings) for path, text in case.files})
    found: dict[str, Judged] = {}
    for path, outcome in outcomes.items():
        if not isinstance(outcome, Judged):
            raise outcome
        found[path] = outcome
    return found


def report(case: Case, outcomes: Mapping[str, Judged] | None = None) -> list[Report]:
    """The findings in a case, which is analysed if that is not done; rules that are never sure count as well."""
    from replint.findings import Confidence

    outcomes = analysed(case) if outcomes is None else outcomes
    return [
        (before + draft.span.line, draft.code)
        for path, _, before in case.starts()
        for draft in outcomes[path].drafts
        if draft.confidence >= Confidence.MEDIUM or (draft.code in NEVER_SURE and draft.code in case.name)
    ]


def cases_under(paths: Iterable[Path]) -> list[Path]:
    """All marked sources among files and folders: modules, and the folders of projects."""
    found: set[Path] = set()
    for path in paths:
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            project = next((folder for folder in file.parents if folder.suffix == ".project"), None)
            found.add(project or file)
    return sorted(path for path in found if path.name not in ("conftest.py", "score.py"))


def score_table(rows: dict[str, Counter[str]]) -> str:
    """One line a code: due, found, missed (known ones included), false alarms, recall, precision."""
    lines = [f"{'code':8}{'due':>5}{'TP':>5}{'FN':>5}{'FP':>5}{'recall':>8}{'prec.':>7}"]
    for code, row in [*sorted(rows.items()), ("all", sum(rows.values(), Counter()))]:
        tp, fn, fp = row["tp"], row["fn"], row["fp"]
        recall = f"{tp / (tp + fn):.2f}" if tp + fn else "-"
        precision = f"{tp / (tp + fp):.2f}" if tp + fp else "-"
        lines.append(f"{code:8}{tp + fn:5}{tp:5}{fn:5}{fp:5}{recall:>8}{precision:>7}")
    return "\n".join(lines)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def main(argv: list[str] | None = None) -> int:
    """Scores marked files and folders; exit 1 if a file is not exact or has a mark that can't be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-q", "--quiet", action="store_true", help="only the table")
    parser.add_argument("--marks", action="store_true", help="count the marks, run nothing")
    args = parser.parse_args(argv)

    rows: dict[str, Counter[str]] = {}
    exact = 0
    paths = cases_under(args.paths)
    for path in paths:
        case = read_case(path, path.as_posix())
        marks = read_marks(case)
        problems = marks.problems
        verdict = judge(marks, [] if args.marks else report(case))
        for key, dues in (("tp", verdict.found + verdict.outdated), ("fn", verdict.missing + verdict.known)):
            for due in dues:
                rows.setdefault(due.code, Counter())[key] += 1
        for _, code in verdict.alarms:
            rows.setdefault(code, Counter())["fp"] += 1
        exact += verdict.exact and not problems
        if problems or not (args.quiet or args.marks or verdict.exact):
            _say("\n".join([*problems, explain(case, verdict)]).strip())
    _say(score_table(rows))
    _say(f"{len(paths)} sources, {exact} exact")
    return 0 if args.marks or exact == len(paths) else 1


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
