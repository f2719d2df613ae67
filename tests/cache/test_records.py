"""Reports as JSON and back, and what becomes of JSON that no report made."""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replint import acts, catalogue, findings, report
from replint.acts import Act
from replint.cache import records
from replint.embedded import layout
from replint.findings import Finding
from replint.report import Entry, FileReport

TEXT = st.text(st.characters(), max_size=8)  # lone surrogates, too: code may hold them
LEFT_OUT: dict[str, Any] = {
    "lines": {},
    "elsewhere": {},
    "depends_on": (),
    "baselined": (),
    "failures": (),
    "mended": None,
    "places": {},
}
"""The fields of a report that are no part of a record: made anew from the files, or never there when it is kept."""
NAMESPACE = {**vars(findings), **vars(report), **vars(acts), **vars(layout)}


def of_hint(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field, as its annotation says."""
    arguments = get_args(hint)
    if hint is str:
        return TEXT
    if dataclasses.is_dataclass(hint):
        return built(hint)  # type: ignore[arg-type]
    if type(None) in arguments:
        return st.one_of([st.none(), *(of_hint(one) for one in arguments if one is not type(None))])
    if typing.get_origin(hint) is tuple:
        return st.lists(of_hint(arguments[0]), max_size=2).map(tuple)
    return st.from_type(hint)


def built(kind: type[Any], **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Instances of a dataclass with every one of its fields."""
    hints = typing.get_type_hints(kind, NAMESPACE)
    names = [field.name for field in dataclasses.fields(kind)]
    known = {"cell": st.just(0), "in_file": st.just({}), **known}  # what holds code among other things is not kept
    return st.builds(kind, **{name: known[name] if name in known else of_hint(hints[name]) for name in names})


@st.composite
def worded(draw: st.DrawFn, path: str) -> Finding:
    """A finding in the words of its rule's card."""
    finding: Finding = draw(built(Finding))
    card = catalogue.card(draw(st.sampled_from(catalogue.codes())))
    return dataclasses.replace(
        finding,
        **{name: getattr(card, name) for name in ("code", "name", "help", "pack", "case", "criteria")},
        path=path,
    )


@st.composite
def reports(draw: st.DrawFn) -> FileReport:
    path = draw(TEXT)
    entries = st.lists(built(Entry, finding=worded(path)), max_size=2).map(tuple)
    left_out = {name: st.just(value) for name, value in LEFT_OUT.items()}
    some_acts = st.frozensets(st.sampled_from(get_args(Act)))
    known = {"path": st.just(path), "entries": entries, "suppressed": entries, "acts": some_acts, **left_out}
    result: FileReport = draw(built(FileReport, **known))
    return result


@settings(max_examples=30, deadline=None)
@given(st.lists(reports(), max_size=3))
def test_there_and_back(given_reports: list[FileReport]) -> None:
    data = records.dump(given_reports)
    assert records.load(data, [one.path for one in given_reports]) == given_reports


def test_reports_of_other_files_are_refused() -> None:
    data = records.dump([FileReport("a.py")])
    for paths in ([], ["b.py"], ["a.py", "a.py"]):
        with pytest.raises(ValueError, match="other files"):
            records.load(data, paths)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=20,
)


def places(data: Any, at: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The way to every value inside nested lists."""
    found = [at]
    if isinstance(data, list):
        for index, one in enumerate(data):
            found += places(one, (*at, index))
    return found


@settings(max_examples=50, deadline=None)
@given(given_reports=st.lists(reports(), min_size=1, max_size=2), junk=JSON, data=st.data())
def test_anything_else_is_a_value_error(given_reports: list[FileReport], junk: Any, data: st.DataObject) -> None:
    whole = json.loads(records.dump(given_reports))
    *way, last = data.draw(st.sampled_from(places(whole)[1:]))
    inner = whole
    for index in way:
        inner = inner[index]
    inner[last] = junk
    paths = [one.path for one in given_reports]
    try:
        found = records.load(json.dumps(whole).encode(), paths)
    except ValueError:
        return
    assert json.loads(records.dump(found)) == whole


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"{}", b"null", b"[" * 100_000, b"[[" + b"9" * 10_000 + b"]]", b'[["a.py"]]', b"[[1e999]]"]
)
def test_what_is_no_report_at_all(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        records.load(data, ["a.py"])
