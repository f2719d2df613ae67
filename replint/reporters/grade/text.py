"""The grade for people at a terminal: the table of scores, what costs points, what to mend first, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from replint.grading.models import Comparison, Excused, Grade, PackGrade, PartGrade, Standing
from replint.report import Entry, FileError, Report, cell_path
from replint.reporters import Options
from replint.reporters.grade import words
from replint.reporters.text import cells, escape, paint, severity_style, wrap

MOST_SHOWN = 20
"""Findings that one list names; the JSON has all."""
MOST_CAUSES = 3
"""Findings named for one deduction."""

_BOLD = "1"
_GOOD, _BAD, _FAINT = "32", "1;31", "2"
_SCORES: Mapping[str, str] = {"5": "32", "4": "36", "3": "33", "2": "31", "1": "1;31", words.NA: _FAINT}
_VERDICTS: Mapping[str, str] = {"pass": _GOOD, "fail": _BAD, words.NA: _FAINT}


def render(grade: Grade, report: Report, options: Options) -> str:
    """The whole grade, the verdict on its last line."""
    sections: list[list[str]] = []
    for pack in grade.packs:
        sections += [section for section in _pack(pack, options) if section]
    if grade.by is not None:
        sections.append(_parts(grade.by, grade.parts, options))
    if grade.comparison is not None:
        sections.append([*_comparison(grade.comparison, options)])
    sections.append([*_listed(grade.outside, options)])
    sections += [[*_excused(grade.excused, options)], [*_errors(grade.errors, options)]]
    sections.append([*_folded(_verdict(grade, options), options)])
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _pack(pack: PackGrade, options: Options) -> Iterator[list[str]]:
    """A pack's table and cases; if points are lost, which findings cost them, and which to mend to pass."""
    head = ["", *(case.case for case in pack.cases), "mean", "min", ""]
    rows = [
        [
            one.criterion,
            *(words.score(one.scores[case.case]) for case in pack.cases),
            words.mean(one.mean),
            words.score(one.min),
            words.verdict(one),
        ]
        for one in pack.criteria
    ]
    styles = {len(head) - 1: _VERDICTS, **dict.fromkeys(range(1, len(head) - 3), _SCORES), len(head) - 2: _SCORES}
    yield [paint(pack.title, _BOLD, options), "", *_table([head, *rows], styles, options)]
    yield [*_cases(pack)]
    if pack.loss:
        yield [*_losses(pack, options)]
    if pack.mend_first:
        yield [*_plan(pack, options)]


def _cases(pack: PackGrade) -> Iterator[str]:
    width = max(len(case.title) for case in pack.cases)
    for case in pack.cases:
        if case.findings:
            what = words.count(len(case.findings), "finding")
        else:
            what = "no findings" if case.exercised else "n/a, nothing in the code does this"
        if case.excused:
            what += f", {len(case.excused)} not counted"
        yield f"{case.case}  {case.title:<{width}}  {case.severity:<8}  {what}"


def _losses(pack: PackGrade, options: Options) -> Iterator[str]:
    yield paint(f"Points lost: {pack.loss}", _BOLD, options)
    width = len(str(pack.loss)) + 1
    for loss in words.losses(pack):
        each = f", {loss.each} each" if len(loss.criteria) > 1 else ""
        points = f"-{loss.points}"
        what = f"{points}  case {loss.case} on {words.listed(loss.criteria)}{each}, {loss.severity}:"
        yield from _folded(what, options, depth=width - len(points), hang=len(points) + 2)
        for entry in loss.findings[:MOST_CAUSES]:
            cause = f"{escape(words.place(entry))}: {_code(entry, options)} {entry.finding.name}"
            yield from _folded(cause, options, depth=width + 4)
        yield from (f"{'':{width}}  {line}" for line in _more(len(loss.findings), MOST_CAUSES))


def _plan(pack: PackGrade, options: Options) -> Iterator[str]:
    number = len(pack.mend_first)
    what = "this finding" if number == 1 else f"these {number} findings"
    yield paint(f"To pass, mend {what} first", _BOLD, options)
    for entry, first in words.helps(pack.mend_first[:MOST_SHOWN]):
        yield from _folded(_entry(entry, options), options, depth=2)
        if first:
            help_ = f"{paint('help:', '1;32', options)} {escape(entry.finding.help)}"
            yield from _folded(help_, options, depth=4, hang=6)
    yield from _more(number, MOST_SHOWN)


def _parts(by: str, parts: Sequence[PartGrade], options: Options) -> list[str]:
    """Each file's or package's criteria as mean and lowest score, the worst parts first."""
    title = paint(f"By {by} (mean, min)", _BOLD, options)
    if not parts:
        return [title, "", f"  {words.NA}"]
    criteria = [one.criterion for pack in parts[0].packs for one in pack.criteria]
    rows = [["", *criteria, ""]]
    for part in words.worst_first(parts):
        ones = [one for pack in part.packs for one in pack.criteria]
        known = any(one.mean is not None for one in ones)
        standings = [f"{words.mean(one.mean)}  {words.score(one.min)}" if one.mean is not None else "" for one in ones]
        verdict = "pass" if part.passed else "fail"
        rows.append([escape(part.name), *standings, verdict if known else words.NA])
    return [title, "", *_table(rows, {len(rows[0]) - 1: _VERDICTS}, options)]


def _table(rows: Sequence[Sequence[str]], styles: Mapping[int, Mapping[str, str]], options: Options) -> Iterator[str]:
    """Rows in columns, the first to the left and the others to the right; cells in a style by their text."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        shown = []
        for index, (text, width) in enumerate(zip(row, widths, strict=True)):
            style = styles.get(index, {}).get(text, "") if row is not rows[0] else ""
            pad = " " * (width - _width(text))
            painted = paint(text, style, options) if style else text
            shown.append(painted + pad if index == 0 else pad + painted)
        yield ("  " + "  ".join(shown)).rstrip()


def _width(text: str) -> int:
    return sum(width for _, width in cells(text))


def _comparison(comparison: Comparison, options: Options) -> Iterator[str]:
    yield paint("Since the earlier grade", _BOLD, options)
    for one in comparison.criteria:
        if one.before is None:
            what = f"{_standing(one.after)}, not graded before"
        elif one.before == one.after:
            what = f"unchanged, {_standing(one.after)}"
        else:
            what = f"{_standing(one.before)} → {_standing(one.after)}"
        yield from _folded(f"{one.criterion}: {what}", options, depth=2)
    for change in words.changes(comparison):
        yield from _folded(change, options, depth=4)
    if comparison.new:
        yield f"  {words.count(len(comparison.new), 'new finding')}:"
        yield from _entries(comparison.new, options, depth=4)
    if comparison.gone:
        yield f"  {words.count(len(comparison.gone), 'finding')} gone:"
        for old in comparison.gone[:MOST_SHOWN]:
            yield from _folded(escape(f"{words.earlier_place(old)}: {old.code} {old.message}"), options, depth=4)
        yield from (f"  {line}" for line in _more(len(comparison.gone), MOST_SHOWN))


def _standing(one: Standing) -> str:
    if one.mean is None:
        return words.NA
    return f"mean {words.mean(one.mean)}, min {words.score(one.min)}, {'pass' if one.passed else 'fail'}"


def _listed(outside: Sequence[Entry], options: Options) -> Iterator[str]:
    if outside:
        title = paint("Outside the rubric, so not counted; replint check reports them", _BOLD, options)
        yield from _folded(title, options)
        yield from _entries(outside, options, depth=2)


def _excused(excused: Sequence[Excused], options: Options) -> Iterator[str]:
    if excused:
        yield f"Listed, not counted: {words.count(len(excused), 'finding')}"
        for one in excused[:MOST_SHOWN]:
            finding = one.entry.finding
            place = f"{words.place(one.entry)}: {finding.code} {finding.message}"
            yield from _folded(escape(f"{place} ({words.excuse(one)})"), options, depth=2)
        yield from _more(len(excused), MOST_SHOWN)


def _errors(errors: Sequence[FileError], options: Options) -> Iterator[str]:
    if errors:
        yield f"Not graded, because not analysed: {words.count(len(errors), 'file')}"
        for error in errors[:MOST_SHOWN]:
            place = f"{cell_path(error.path, error.cell)}:{error.line}:{error.column}"
            yield from _folded(escape(f"{place}: {error.message}"), options, depth=2)
        yield from _more(len(errors), MOST_SHOWN)


def _verdict(grade: Grade, options: Options) -> str:
    gate = words.gate(grade)
    if gate == words.NA:
        return f"The grade is {words.NA}: nothing in the code exercises a case."
    if gate == "passed":
        demands = dict.fromkeys(map(words.demand, grade.packs))
        return f"{paint('The gate is passed', _GOOD, options)}: every criterion has {words.listed([*demands])}."
    reasons = [fault for pack in grade.packs for fault in words.faults(pack)]
    return f"{paint('The gate is missed', _BAD, options)}: {'; '.join(reasons)}."


def _entries(entries: Sequence[Entry], options: Options, *, depth: int) -> Iterator[str]:
    for entry in entries[:MOST_SHOWN]:
        yield from _folded(_entry(entry, options), options, depth=depth)
    if len(entries) > MOST_SHOWN:
        yield f"{'':{depth}}… and {len(entries) - MOST_SHOWN} more"


def _entry(entry: Entry, options: Options) -> str:
    return f"{escape(words.place(entry))}: {_code(entry, options)} {escape(entry.finding.message)}"


def _code(entry: Entry, options: Options) -> str:
    return paint(entry.finding.code, severity_style(entry.finding.severity), options)


def _folded(text: str, options: Options, *, depth: int = 0, hang: int = 2) -> Iterator[str]:
    """A sentence that begins some cells in, in as many lines as the terminal's width asks for; the others hang."""
    room = options.width and options.width - depth
    yield from (f"{'':{depth}}{line}" for line in wrap(text, room, " " * hang))


def _more(number: int, most: int) -> Iterator[str]:
    if number > most:
        yield f"  … and {number - most} more"
