"""The source lines that come with findings: around them, of other files too, and without tokens."""

from __future__ import annotations

import json

from conftest import Run, Tree

from replint import excerpts
from replint.findings import Applicability, Edit, Fix, Related, Span
from replint.report import Entry, FileReport
from replint.source import Source

TEXT = "".join(f"line {number}\n" for number in range(1, 30))
TOKEN = "r8_" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7dE"


def finding(span: Span, **more: object) -> object:
    from sample_reports import finding as made

    return made(span, **more)  # type: ignore[arg-type]


def test_lines_around_findings_their_places_and_edits() -> None:
    one = finding(
        Span(10, 1, 11, 2),
        related=(Related(Span(20, 1, 20, 2), "here"), Related(Span(27, 1, 27, 2), "there", path="b.py")),
        flow=(Related(Span(1, 1, 1, 2), "from"),),
        fix=Fix(Applicability.SAFE, "mend", (Edit(Span(29, 1, 29, 2), ""),)),
    )
    lines = excerpts.own_lines(Source("src/a.py", TEXT), [one])  # type: ignore[list-item]
    assert list(lines) == [1, 2, 3, 8, 9, 10, 11, 12, 13, 18, 19, 20, 21, 22, 27, 28, 29, 30]
    assert lines[10] == "line 10"


def test_lines_of_other_files() -> None:
    one = finding(Span(1, 1, 1, 2), related=(Related(Span(5, 1, 5, 2), "here", path="b.py"),))
    report = FileReport("src/a.py", entries=(Entry(one, "f", fails=True),))  # type: ignore[arg-type]
    sources = {"b.py": (Source("b.py", TEXT), None), "c.py": (Source("c.py", TEXT), None)}
    found = excerpts.with_lines_elsewhere(report, sources)
    assert {path: list(lines) for path, lines in found.elsewhere.items()} == {"b.py": [3, 4, 5, 6, 7]}
    assert found.lines_of("b.py")[5] == "line 5"
    assert found.lines_of("c.py") == {}
    assert excerpts.with_lines_elsewhere(report, {}) is report


def test_no_report_repeats_a_token(run: Run, tree: Tree) -> None:
    from replint.reporters import FORMATS

    tree({"a.py": f"import replicate\n\nclient = replicate.Client(api_token='{TOKEN}')\n"})
    for name in FORMATS:
        text = run("--output-format", name).out
        assert "RPL801" in text
        assert TOKEN not in text
    data = json.loads(run("--output-format", "json").out)["findings"][0]
    assert (data["column"], data["end_column"]) == (38, 78)
    assert "r8_" + "*" * 37 in run("--output-format", "full").out
