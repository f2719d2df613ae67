"""Every fix of every marked source and card sample: what it promises holds, alone and with all the others."""

from __future__ import annotations

import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marked
import pytest
import tomli

from replint.config import Settings
from replint.discovery import Target
from replint.engine import check_unit
from replint.findings import Applicability
from replint.fixes import rounds
from replint.fixes.applying import apply
from replint.fixes.offers import fixable
from replint.fixes.rounds import fix_unit, is_fixable
from replint.report import FileReport
from replint.units import Unit, Work

TESTS = Path(__file__).resolve().parent.parent
CORPUS = TESTS / "corpus"
SETTINGS = Settings(root=".")


def sources() -> Iterator[Any]:
    """The marked sources, and the bad samples of the cards."""
    for path in marked.cases_under([CORPUS]):
        name = path.relative_to(CORPUS).as_posix()
        yield pytest.param(marked.read_case(path, name), id=name)
    for path in sorted((TESTS.parent / "rules").rglob("RPL*.toml")):
        for number, sample in enumerate(tomli.loads(path.read_text(encoding="utf-8")).get("bad", ())):
            yield pytest.param(marked.single(sample["code"]), id=f"{path.stem}-{number}")


def unit_of(case: marked.Case, end: str = "\n") -> Unit:
    files = [(path, text.replace("\n", end).encode()) for path, text in case.files]
    return Unit(tuple(Work(Target("", path, SETTINGS), data) for path, data in files))


def texts(unit: Unit, reports: list[FileReport]) -> dict[str, str]:
    """The files as they are after the fixes."""
    before = {work.target.path: work.data for work in unit.works}
    return {one.path: (one.mended.after if one.mended else before[one.path]).decode() for one in reports}


def counts(reports: list[FileReport]) -> Counter[str]:
    return Counter(entry.finding.code for report in reports for entry in (*report.entries, *report.suppressed))


def comments(text: str) -> Counter[str]:
    """The comments of a text, but for those that silence: a fix may take them out."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    parts = (part.strip() for token in tokens if token.type == tokenize.COMMENT for part in token.string.split("#"))
    return Counter(part for part in parts if part and not part.startswith(("noqa", "replint:")))


def hold(unit: Unit, first: list[FileReport], last: list[FileReport], least: Applicability) -> None:
    """All fixes were made and none was taken back; what was not to be mended is as it was."""
    left = [entry.finding for report in last for entry in report.entries if is_fixable(entry, least)]
    assert not left
    assert not counts(last) - counts(first), "a fix led to another finding"
    before = {work.target.path: work.data.decode() for work in unit.works}
    for path, text in texts(unit, last).items():
        compile(text, path, "exec", dont_inherit=True)
        assert comments(text) == comments(before[path])


def may_have_fix(case: marked.Case) -> bool:
    """Whether the marks speak of a rule that has fixes; all other sources are known to have no such finding."""
    marks = marked.read_marks(case)
    spoken_of = {due.code for due in (*marks.due, *marks.missed)} | {code for _, code in marks.allowed}
    return bool(spoken_of & fixable())


SOURCES = [param for param in sources() if may_have_fix(param.values[0])]


@pytest.mark.parametrize("case", SOURCES)
def test_all_fixes_together(case: marked.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[FileReport]] = []

    def watched(unit: Unit) -> list[FileReport]:
        seen.append(check_unit(unit))
        return seen[-1]

    monkeypatch.setattr(rounds, "check_unit", watched)
    unit = unit_of(case)
    last = fix_unit(unit, Applicability.UNSAFE)
    first = seen[0]
    hold(unit, first, last, Applicability.UNSAFE)
    entries = [entry for report in first for entry in report.entries]
    assert any(report.mended for report in last) == any(is_fixable(entry, Applicability.UNSAFE) for entry in entries)
    if any(is_fixable(entry, Applicability.SAFE) for entry in entries):
        hold(unit, first, fix_unit(unit, Applicability.SAFE), Applicability.SAFE)


MOST = 4
"""So many fixes of a file are made alone; each costs an analysis of its own."""

OWN = [
    param
    for param in SOURCES
    if str(param.id).startswith(("projects/", *(f"{code}{sign}" for code in fixable() for sign in "/-")))
]


@pytest.mark.parametrize("case", OWN)
def test_each_fix_alone(case: marked.Case) -> None:
    unit = unit_of(case)
    first = check_unit(unit)
    own = {case.name.partition("/")[0]} & fixable()
    for report, work in zip(first, unit.works, strict=True):
        fixed = [entry.finding for entry in report.entries if entry.finding.fix is not None]
        for finding in [one for one in fixed if not own or one.code in own][:MOST]:
            assert finding.fix is not None
            spans = [edit.span for edit in finding.fix.edits]
            assert spans == sorted(spans)
            text, done = apply(work.data.decode(), [finding.fix])
            assert done == [0]
            compile(text, report.path, "exec", dont_inherit=True)
            works = tuple(Work(one.target, text.encode() if one is work else one.data) for one in unit.works)
            after = check_unit(Unit(works))
            assert counts(after)[finding.code] < counts(first)[finding.code], finding
            # A word of a comment that is put right may turn out to silence nothing.
            allowed = Counter({"RPL901": 1} if finding.code == "RPL902" else {})
            assert not counts(after) - counts(first) - allowed, finding


SAMPLES = [param for param in OWN if "-" in str(param.id) and "/" not in str(param.id)]


@pytest.mark.parametrize("case", SAMPLES)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(case: marked.Case, end: str) -> None:
    plain, ended = unit_of(case), unit_of(case, end)
    expected = {
        path: text.replace("\n", end) for path, text in texts(plain, fix_unit(plain, Applicability.UNSAFE)).items()
    }
    assert texts(ended, fix_unit(ended, Applicability.UNSAFE)) == expected
