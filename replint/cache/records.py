"""File reports as JSON and back.

Source lines are left out: they are taken from the file again, so that no secret in them is written anywhere else. So
are the words that stand in a rule's card. What is read back is believed in nothing: a text that is not one that this
module writes is a ``ValueError``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

from replint import catalogue
from replint.acts import Act
from replint.findings import Applicability, Confidence, Edit, Finding, Fix, Related, Severity, Span
from replint.report import Entry, FileError, FileReport

_ACTS: tuple[Act, ...] = get_args(Act)
Kind = TypeVar("Kind")


def dump(reports: Sequence[FileReport]) -> bytes:
    """Reports as they are before baselines and fixes, without their lines and what they depend on."""
    return json.dumps([_file(report) for report in reports], separators=(",", ":")).encode("ascii")


def load(data: bytes, paths: Sequence[str]) -> list[FileReport]:
    """The reports that ``dump`` was given, which are those of ``paths`` in this order; ValueError if they aren't."""
    try:
        found = list(_each(json.loads(data), _report))
    except (TypeError, KeyError, RecursionError, catalogue.CardError) as error:
        raise ValueError(f"no report: {error}") from error
    if [report.path for report in found] != list(paths):
        raise ValueError("reports of other files")
    return found


def _file(report: FileReport) -> list[Any]:
    return [
        report.path,
        report.analyzed,
        report.complete,
        [_entry(entry) for entry in report.entries],
        [_entry(entry) for entry in report.suppressed],
        [[error.path, error.line, error.column, error.message] for error in report.errors],
        sorted(report.acts),
        sorted(map(list, report.needed)),
    ]


def _report(data: Any) -> FileReport:
    path, analyzed, complete, entries, suppressed, errors, acts, needed = _items(data, 8)
    return FileReport(
        path=_text(path),
        analyzed=_flag(analyzed),
        complete=_flag(complete),
        entries=_each(entries, lambda one: _entry_from(one, path)),
        suppressed=_each(suppressed, lambda one: _entry_from(one, path)),
        errors=_each(errors, _error_from),
        acts=frozenset(_each(acts, lambda one: _one_of(one, _ACTS))),
        needed=frozenset(_each(needed, _need)),
    )


def _entry(entry: Entry) -> list[Any]:
    finding = entry.finding
    return [
        finding.code,
        finding.message,
        int(finding.severity),
        int(finding.confidence),
        _place(finding.span),
        finding.statement and _place(finding.statement),
        [_relative(one) for one in finding.related],
        [_relative(one) for one in finding.flow],
        finding.fix and _mend(finding.fix),
        [entry.fingerprint, entry.fails, entry.reason, entry.scope],
    ]


def _entry_from(data: Any, path: str) -> Entry:
    code, message, severity, confidence, span, statement, related, flow, fix, about = _items(data, 10)
    fingerprint, fails, reason, scope = _items(about, 4)
    card = catalogue.card(_text(code))
    finding = Finding(
        code=card.code,
        name=card.name,
        message=_text(message),
        help=card.help,
        severity=Severity(_number(severity)),
        confidence=Confidence(_number(confidence)),
        path=path,
        span=_span(span),
        pack=card.pack,
        case=card.case,
        criteria=card.criteria,
        related=_each(related, _related),
        statement=None if statement is None else _span(statement),
        fix=None if fix is None else _fix(fix),
        flow=_each(flow, _related),
    )
    return Entry(finding, _text(fingerprint), _flag(fails), _text(reason), _text(scope))


def _place(span: Span) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]


def _span(data: Any) -> Span:
    return Span(*(_number(one) for one in _items(data, 4)))


def _relative(one: Related) -> list[Any]:
    return [_place(one.span), one.message, one.path]


def _related(data: Any) -> Related:
    span, message, path = _items(data, 3)
    return Related(_span(span), _text(message), None if path is None else _text(path))


def _mend(fix: Fix) -> list[Any]:
    return [int(fix.applicability), fix.message, [[_place(edit.span), edit.text] for edit in fix.edits]]


def _fix(data: Any) -> Fix:
    applicability, message, edits = _items(data, 3)
    return Fix(Applicability(_number(applicability)), _text(message), _each(edits, _edit))


def _edit(data: Any) -> Edit:
    span, text = _items(data, 2)
    return Edit(_span(span), _text(text))


def _error_from(data: Any) -> FileError:
    path, line, column, message = _items(data, 4)
    return FileError(_text(path), _number(line), _number(column), _text(message))


def _need(data: Any) -> tuple[int, str]:
    number, selector = _items(data, 2)
    return _number(number), _text(selector)


def _items(data: Any, count: int) -> list[Any]:
    if not isinstance(data, list) or len(data) != count:
        raise ValueError(f"no list of {count}")
    return data


def _each(data: Any, read: Callable[[Any], Kind]) -> tuple[Kind, ...]:
    if not isinstance(data, list):
        raise TypeError("no list")
    return tuple(read(one) for one in data)


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError("no text")
    return data


def _flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise TypeError("neither true nor false")
    return data


def _number(data: Any) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise TypeError("no number")
    return data


def _one_of(data: Any, known: Sequence[Kind]) -> Kind:
    return known[known.index(data)]
