"""The report's formats, from the same report."""

from __future__ import annotations

import json

import pytest

from replint.findings import Confidence, Finding, Related, Severity, Span
from replint.report import Entry, FileError, FileReport, Report
from replint.reporters import FORMATS, Options, render
from replint.reporters.full import MAX_WIDTH
from replint.reporters.models import ReportModel
from replint.reporters.text import cells, escape


def finding(span: Span, related: tuple[Related, ...] = (), **more: object) -> Finding:
    parts: dict[str, object] = {
        "code": "RPL121",
        "name": "polling-too-fast",
        "message": "polls every 5 s",
        "help": "Start at 30 s.",
        "severity": Severity.MEDIUM,
        "confidence": Confidence.HIGH,
        "path": "src/a.py",
        "pack": "fine-tuning",
        "case": "03",
        "criteria": ("fine-tuning",),
    }
    return Finding(span=span, related=related, **{**parts, **more})  # type: ignore[arg-type]


def report(lines: dict[int, str], *findings: Finding, suppressed: tuple[Finding, ...] = ()) -> Report:
    file = FileReport(
        path="src/a.py",
        analyzed=True,
        entries=tuple(Entry(one, "f00d", fails=True) for one in findings),
        suppressed=tuple(Entry(one, "beef", fails=True) for one in suppressed),
        lines=lines,
    )
    return Report([file], checked=3)


def full(lines: dict[int, str], *findings: Finding) -> str:
    return render("full", report(lines, *findings), Options())


def test_concise_is_flake8s_line() -> None:
    one = report({}, finding(Span(12, 5, 12, 9), message="polls\nevery \x1b[1m5 s\u202e"))
    assert render("concise", one, Options()) == "src/a.py:12:5: RPL121 polls\\nevery \\x1b[1m5 s\\u202e\n"
    assert render("concise", Report(), Options(statistics=True)) == ""
    assert render("concise", one, Options(color=True)).startswith("\033[1msrc/a.py\033[0m:12:5: \033[33mRPL121\033[0m ")


def test_full_shows_source_relatives_and_help() -> None:
    related = (
        Related(Span(3, 1, 3, 9), "value defined here"),
        Related(Span(7, 2, 7, 3), "and the call", path="src/b.py"),
    )
    text = full({3: "WAIT = 5", 12: "    time.sleep(WAIT)  # a bit"}, finding(Span(12, 5, 12, 21), related))
    assert text == (
        "src/a.py:12:5: RPL121 polling-too-fast (medium)\n"
        "  polls every 5 s\n"
        "   |\n"
        "12 |     time.sleep(WAIT)  # a bit\n"
        "   |     ^^^^^^^^^^^^^^^^\n"
        "    note: src/a.py:3:1: value defined here\n"
        " 3 | WAIT = 5\n"
        "   | --------\n"
        "    note: src/b.py:7:2: and the call\n"
        "    help: Start at 30 s.\n"
        "    more: replint rule RPL121\n"
        "\n"
    )


def underlined(line: str, start: int, end: int) -> list[str]:
    return full({1: line}, finding(Span(1, start, 1, end))).splitlines()[3:5]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marks"),
    [
        ("\tf(\t1)", 4, 6, "    f(  1)", "      ^^^"),
        ("x = '日本', f()", 11, 14, "x = '日本', f()", "            ^^^"),
        ("x = 'e\u0301', f()", 11, 14, "x = 'e\u0301', f()", "         ^^^"),
        ("x = '\x1b[2J', f()", 12, 15, "x = '\\x1b[2J', f()", "              ^^^"),
        ("f()", 1, 99, "f()", "^^^"),
        ("f()", 9, 9, "f()", "   ^"),
    ],
)
def test_marks_stand_below_what_they_mark(line: str, start: int, end: int, shown: str, marks: str) -> None:
    assert underlined(line, start, end) == [f"1 | {shown}", f"  | {marks}"]


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "x = '" + "a" * 500 + "', fault(), '" + "b" * 500 + "'"
    start = line.index("fault") + 1
    shown, marks = underlined(line, start, start + 7)
    assert len(shown) <= MAX_WIDTH + 6
    assert shown.startswith("1 | …aaa")
    assert shown.endswith("bbb…")
    at = marks.index("^")
    assert shown[at : at + 7] == "fault()"
    assert marks[at:] == "^" * 7


def test_a_long_span_is_shortened() -> None:
    lines = {number: f"  line{number}" for number in range(1, 10)}
    assert full(lines, finding(Span(1, 3, 9, 6))).splitlines()[2:-3] == [
        "  |",
        "1 |   line1",
        "  |   ^^^^^",
        "2 |   line2",
        "  |   ^^^^^",
        "  | …",
        "9 |   line9",
        "  |   ^^^",
    ]


def test_without_source_there_is_no_frame() -> None:
    assert full({}, finding(Span(1, 1, 1, 2))) == (
        "src/a.py:1:1: RPL121 polling-too-fast (medium)\n"
        "  polls every 5 s\n"
        "   help: Start at 30 s.\n"
        "   more: replint rule RPL121\n\n"
    )


def test_full_can_show_suppressed_findings_and_colours() -> None:
    one = report({1: "f()"}, suppressed=(finding(Span(1, 1, 1, 2)),))
    assert render("full", one, Options()) == ""
    assert "(medium, suppressed)" in render("full", one, Options(show_suppressed=True))
    assert "\033[33m^\033[0m" in render("full", one, Options(show_suppressed=True, color=True))


def test_json_has_the_contracts_shape() -> None:
    one = report(
        {},
        finding(Span(12, 5, 12, 9), (Related(Span(3, 1, 3, 9), "value defined here"),)),
        suppressed=(finding(Span(1, 1, 1, 2)),),
    )
    one.files.append(FileReport("b.py", analyzed=True, errors=(FileError("b.py", 3, 7, "invalid syntax"),)))
    text = render("json", one, Options())
    data = json.loads(text)
    ReportModel.model_validate(data)
    assert data == {
        "schema_version": 1,
        "tool": {"name": "replint", "version": data["tool"]["version"]},
        "findings": [
            {
                "code": "RPL121",
                "name": "polling-too-fast",
                "message": "polls every 5 s",
                "help": "Start at 30 s.",
                "severity": "medium",
                "confidence": "high",
                "path": "src/a.py",
                "cell": None,
                "line": 12,
                "column": 5,
                "end_line": 12,
                "end_column": 9,
                "pack": "fine-tuning",
                "case": "03",
                "criteria": ["fine-tuning"],
                "related": [{"path": "src/a.py", "line": 3, "column": 1, "message": "value defined here"}],
                "fix": None,
                "fingerprint": "f00d",
            }
        ],
        "errors": [{"path": "b.py", "line": 3, "column": 7, "message": "invalid syntax"}],
        "summary": {
            "files": 3,
            "files_analyzed": 2,
            "findings": 1,
            "suppressed": 1,
            "by_severity": {"critical": 0, "high": 0, "medium": 1, "low": 0},
        },
    }


def test_json_adds_what_is_asked_for() -> None:
    one = report({}, finding(Span(1, 1, 1, 2)), suppressed=(finding(Span(2, 1, 2, 2)),))
    data = json.loads(render("json", one, Options(show_suppressed=True, statistics=True)))
    ReportModel.model_validate(data)
    assert [entry["line"] for entry in data["suppressed"]] == [2]
    assert data["statistics"] == [{"code": "RPL121", "name": "polling-too-fast", "count": 1}]


def test_the_jsons_schema_accepts_it() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    one = report({}, finding(Span(12, 5, 12, 9)))
    jsonschema.validate(json.loads(render("json", one, Options())), ReportModel.model_json_schema())


def test_every_format_renders_an_empty_report() -> None:
    assert [bool(render(name, Report(), Options())) for name in FORMATS] == [False, False, True]


def test_escape_leaves_readable_text_alone() -> None:
    assert escape("naïve · 日本 …") == "naïve · 日本 …"
    assert escape("a\tb\r\udcff\u200b") == "a\\tb\\r\\udcff\\u200b"


def test_cells() -> None:
    assert cells("a\t日\x00") == [("a", 1), ("   ", 3), ("日", 2), ("\\x00", 4)]
