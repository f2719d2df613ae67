"""The report for people at a terminal."""

from __future__ import annotations

import re

import pytest
from sample_reports import finding, report, rich

from replint.findings import Related, Severity, Span
from replint.report import Report
from replint.reporters import Options, render
from replint.reporters.frames import MAX_WIDTH
from replint.reporters.text import cells


def full(lines: dict[int, str], *findings: object, **more: object) -> str:
    return render("full", report(lines, *findings), Options(**more))  # type: ignore[arg-type]


def test_a_finding_has_its_source_what_explains_it_and_what_to_write() -> None:
    related = (
        Related(Span(3, 1, 3, 9), "value defined here"),
        Related(Span(7, 2, 7, 6), "and the call", path="src/b.py"),
        Related(Span(9, 1, 9, 2), "out of sight", path="src/c.py"),
    )
    one = report(
        {3: "WAIT = 5", 4: "", 10: "", 11: "while True:", 12: "    time.sleep(WAIT)  # a bit", 13: "    go()", 14: ""},
        finding(Span(12, 5, 12, 21), related),
        elsewhere={"src/b.py": {7: "(call)"}},
    )
    assert render("full", one, Options()) == (
        "medium[RPL121] polling-too-fast: polls every 5 s\n"
        "  --> src/a.py:12:5\n"
        "   |\n"
        "11 | while True:\n"
        "12 |     time.sleep(WAIT)  # a bit\n"
        "   |     ^^^^^^^^^^^^^^^^\n"
        "13 |     go()\n"
        "   |\n"
        "   note: value defined here\n"
        "  --> src/a.py:3:1\n"
        "   |\n"
        " 3 | WAIT = 5\n"
        "   | --------\n"
        "   |\n"
        "   note: and the call\n"
        "  --> src/b.py:7:2\n"
        "   |\n"
        " 7 | (call)\n"
        "   |  ----\n"
        "   |\n"
        "   note: out of sight\n"
        "  --> src/c.py:9:1\n"
        "   |\n"
        "   = help: Start at 30 s.\n"
        "   = more: replint rule RPL121\n"
        "\n"
    )


def test_flow_and_fix_are_told() -> None:
    text = render("full", rich(), Options())
    assert "   step 1 of 2: from WAIT\n  --> src/a.py:11:1\n   |\n11 | while True:\n   | ----\n" in text
    assert "   step 2 of 2: to here\n" in text
    assert "   = fix: wait longer than WAIT (safe, --fix)\n" in text


def marked(line: str, start: int, end: int) -> list[str]:
    return full({1: line}, finding(Span(1, start, 1, end))).splitlines()[3:5]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marks"),
    [
        ("\tf(\t1)", 4, 6, "    f(  1)", "      ^^^"),
        ("x = '日本', f()", 11, 14, "x = '日本', f()", "            ^^^"),
        ("x = 'e\u0301', f()", 11, 14, "x = 'e\u0301', f()", "         ^^^"),
        ("x = '\u2764\ufe0f', f()", 11, 14, "x = '\u2764\ufe0f', f()", "          ^^^"),
        ("x = '\U0001f468\u200d\U0001f469', f()", 12, 15, "x = '\U0001f468\u200d\U0001f469', f()", "          ^^^"),
        ("x = '\x1b[2J', f()", 13, 16, "x = '\\x1b[2J', f()", "               ^^^"),
        ("f('日本')", 3, 7, "f('日本')", "  ^^^^^^"),
        ("f()", 1, 99, "f()", "^^^"),
        ("f()", 9, 9, "f()", "   ^"),
    ],
)
def test_marks_stand_below_what_they_mark(line: str, start: int, end: int, shown: str, marks: str) -> None:
    assert marked(line, start, end) == [f"1 | {shown}", f"  | {marks}"]


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "x = '" + "a" * 500 + "', fault(), '" + "b" * 500 + "'"
    start = line.index("fault") + 1
    shown, marks = marked(line, start, start + 7)
    assert len(shown) <= MAX_WIDTH + 4
    assert shown.startswith("1 | …aaa")
    assert shown.endswith("bbb…")
    at = marks.index("^")
    assert shown[at : at + 7] == "fault()"
    assert marks[at:] == "^" * 7


@pytest.mark.parametrize("width", [40, 60, 100])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    line = "x = '" + "日本" * 80 + "', fault(), '" + "b" * 80 + "'"
    start = line.index("fault") + 1
    one = finding(
        Span(1, start, 1, start + 7),
        (Related(Span(1, 1, 1, 2), "a note that is " + "rather " * 20 + "long"),),
        message="polls every five seconds; " + "日本語 " * 30,
        help="Start at thirty seconds " * 8,
    )
    text = full({1: line}, one, width=width)
    assert all(sum(cell for _, cell in cells(row)) <= width for row in text.splitlines())
    shown, marks = _marked_rows(text)
    assert "fault()" in shown
    assert marks.count("^") == 7


def _marked_rows(text: str) -> tuple[str, str]:
    rows = text.splitlines()
    at = next(number for number, row in enumerate(rows) if "^" in row)
    return rows[at - 1], rows[at]


def test_of_a_span_of_several_lines_the_first_is_marked_and_the_next_are_shown() -> None:
    lines = {number: f"  line{number}" for number in range(1, 10)}
    assert full(lines, finding(Span(2, 3, 8, 6))).splitlines()[2:-3] == [
        "  |",
        "1 |   line1",
        "2 |   line2",
        "  |   ^^^^^",
        "3 |   line3",
        "4 |   line4",
        "  |",
    ]


def test_without_source_there_is_no_frame() -> None:
    assert full({}, finding(Span(1, 1, 1, 2))) == (
        "medium[RPL121] polling-too-fast: polls every 5 s\n"
        " --> src/a.py:1:1\n"
        "  |\n"
        "  = help: Start at 30 s.\n"
        "  = more: replint rule RPL121\n\n"
    )


def test_suppressed_findings_on_demand_with_their_reason() -> None:
    one = report({1: "f()"}, suppressed=(finding(Span(1, 1, 1, 2)),), reason="for a\ndemo")
    assert render("full", one, Options()) == ""
    text = render("full", one, Options(show_suppressed=True))
    assert text.startswith("medium[RPL121] polling-too-fast (suppressed: for a\\ndemo): polls every 5 s\n")


@pytest.mark.parametrize("severity", list(Severity))
def test_colours_change_nothing_but_colours(severity: Severity) -> None:
    one = report({1: "f('日本')"}, finding(Span(1, 3, 1, 7), severity=severity))
    for width in (None, 40):
        plain = render("full", one, Options(width=width))
        painted = render("full", one, Options(color=True, width=width))
        assert "\033" not in plain
        assert re.sub(r"\033\[[\d;]*m", "", painted) == plain
        assert painted.startswith("\033[")


def test_an_empty_report_is_empty() -> None:
    assert render("full", Report(), Options(statistics=True)) == ""
