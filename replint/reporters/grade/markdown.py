"""The grade as Markdown for a comment on a pull request: the verdict, the table, and the longer parts folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from replint.grading.models import Comparison, CriterionGrade, Excused, Grade, PackGrade, PartGrade, Standing
from replint.report import Entry, FileError, Report, cell_path
from replint.reporters import Options
from replint.reporters.grade import words
from replint.reporters.markup import code, inline, plain

MOST_SHOWN = 20
"""Findings that one list names: a comment holds some 65,000 characters, and the JSON has all."""
MOST_CAUSES = 3
"""Findings named for one deduction."""
MOST_PARTS = 50
"""Files or packages in the table of parts."""

_SIGNS = {"pass": "✅ pass", "fail": "❌ fail", "passed": "✅", "missed": "❌", words.NA: words.NA}


def render(grade: Grade, report: Report, options: Options) -> str:
    """The grade as one Markdown document. Whatever stands in names and sources stays text."""
    gate = words.gate(grade)
    if gate == words.NA:
        lines = [f"## replint: {words.NA}", "", "Nothing in the code exercises a case of the rubric."]
    else:
        lines = [f"## {_SIGNS[gate]} replint: the gate is {gate}"]
    for pack in grade.packs:
        lines += ["", *_pack(pack)]
    if grade.comparison is not None:
        lines += ["", *_comparison(grade.comparison)]
    if grade.by is not None:
        lines += ["", *_parts(grade.by, grade.parts)]
    for title, body in (
        ("Outside the rubric, so not counted", [f"- {_entry(entry)}" for entry in grade.outside]),
        ("Listed, not counted", [f"- {_excused(one)}" for one in grade.excused]),
        ("Not graded, because not analysed", [f"- {_error(error)}" for error in grade.errors]),
    ):
        if body:
            lines += ["", *_folded(f"{title}: {len(body)}", _shortened(body))]
    return "\n".join(lines) + "\n"


def _pack(pack: PackGrade) -> Iterator[str]:
    yield f"### {plain(pack.title)}"
    yield ""
    cases = [case.case for case in pack.cases]
    yield f"| criterion | {' | '.join(cases)} | mean | min | |"
    yield f"|---|{'---:|' * len(cases)}---:|---:|---|"
    for one in pack.criteria:
        scores = " | ".join(words.score(one.scores[case]) for case in cases)
        yield f"| {one.criterion} | {scores} | {words.mean(one.mean)} | {one.min or words.NA} | {_verdict(one)} |"
    yield ""
    yield f"A criterion passes with {words.demand(pack)}."
    for fault in words.faults(pack):
        yield f"- {fault}"
    if pack.mend_first:
        yield ""
        yield f"**To pass, mend {'this finding' if len(pack.mend_first) == 1 else 'these findings'} first**"
        yield ""
        yield from _shortened([*_plan(pack.mend_first)])
    if pack.loss:
        yield ""
        yield from _folded(f"Points lost: {pack.loss}", _losses(pack))
    yield ""
    yield from _folded("The cases", _cases(pack))


def _verdict(one: CriterionGrade) -> str:
    return _SIGNS[words.verdict(one)]


def _plan(entries: Sequence[Entry]) -> Iterator[str]:
    for entry, first in words.helps(entries):
        more = f"<br>*Help:* {inline(entry.finding.help)}" if first else ""
        yield f"1. {_entry(entry)}{more}"


def _losses(pack: PackGrade) -> Iterator[str]:
    yield "| points | case | criteria | because of |"
    yield "|---:|---|---|---|"
    for loss in words.losses(pack):
        shown = [f"{entry.finding.code} {code(words.place(entry))}" for entry in loss.findings[:MOST_CAUSES]]
        if len(loss.findings) > MOST_CAUSES:
            shown.append(f"… and {len(loss.findings) - MOST_CAUSES} more")
        causes = "<br>".join([f"{loss.severity}:", *shown])
        yield f"| -{loss.points} | {loss.case} | {', '.join(loss.criteria)} | {causes} |"


def _cases(pack: PackGrade) -> Iterator[str]:
    yield "| case | severity | findings | expected |"
    yield "|---|---|---:|---|"
    for case in pack.cases:
        found = str(len(case.findings)) if case.exercised else words.NA
        yield f"| {case.case} {plain(case.title)} | {case.severity} | {found} | {inline(case.expected)} |"


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield "### Since the earlier grade"
    yield ""
    yield "| criterion | before | now |"
    yield "|---|---|---|"
    for one in comparison.criteria:
        before = "not graded" if one.before is None else _standing(one.before)
        after = "unchanged" if one.before == one.after else _standing(one.after)
        yield f"| {one.criterion} | {before} | {after} |"
    if comparison.scores:
        yield ""
    yield from (f"- {change}" for change in words.changes(comparison))
    if comparison.new:
        yield ""
        yield f"**{words.count(len(comparison.new), 'new finding')}**"
        yield ""
        yield from _shortened([f"- {_entry(entry)}" for entry in comparison.new])
    if comparison.gone:
        yield ""
        gone = [f"- {old.code} {code(words.earlier_place(old))} {inline(old.message)}" for old in comparison.gone]
        yield from _folded(f"Findings gone: {len(gone)}", _shortened(gone))


def _standing(one: Standing) -> str:
    if one.mean is None:
        return words.NA
    return f"{'✅' if one.passed else '❌'} mean {words.mean(one.mean)}, min {words.score(one.min)}"


def _parts(by: str, parts: Sequence[PartGrade]) -> Iterator[str]:
    """Each file's or package's criteria as mean and lowest score, the worst parts first."""
    yield f"### By {by}"
    yield ""
    if not parts:
        yield words.NA
        return
    names = [one.criterion for pack in parts[0].packs for one in pack.criteria]
    yield f"| {by} | {' | '.join(f'{name}<br>mean, min' for name in names)} | |"
    yield f"|---|{'---:|' * len(names)}---|"
    for part in words.worst_first(parts)[:MOST_PARTS]:
        ones = [one for pack in part.packs for one in pack.criteria]
        shown = [words.NA if one.mean is None else f"{words.mean(one.mean)}, {one.min}" for one in ones]
        known = any(one.mean is not None for one in ones)
        verdict = _SIGNS["pass" if part.passed else "fail"] if known else words.NA
        yield f"| {code(part.name)} | {' | '.join(shown)} | {verdict} |"
    if len(parts) > MOST_PARTS:
        yield ""
        yield f"… and {len(parts) - MOST_PARTS} more."


def _entry(entry: Entry) -> str:
    return f"{entry.finding.code} {code(words.place(entry))} {inline(entry.finding.message)}"


def _excused(one: Excused) -> str:
    return f"{_entry(one.entry)} ({plain(words.excuse(one))})"


def _error(error: FileError) -> str:
    return f"{code(f'{cell_path(error.path, error.cell)}:{error.line}:{error.column}')} {plain(error.message)}"


def _shortened(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:MOST_SHOWN]
    if len(lines) > MOST_SHOWN:
        yield ""
        yield f"… and {len(lines) - MOST_SHOWN} more."


def _folded(summary: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"<details><summary>{summary}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"
