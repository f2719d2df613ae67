"""The reading of marks and the comparison, on a made-up source and a made-up report."""

from __future__ import annotations

from marked import Case, Due, explain, judge, read_marks, score_table, single

SOURCE = """\
# allow: RPL125
create()  # expect: RPL101, RPL106
while status:  # expect: RPL127@exit
    if status == "failed": break  # expect: RPL127@exit
    sleep(5)  # expect: RPL121  # allow: RPL122
    later()  # missed: RPL113
# trap: RPL111
"""
CASE = single(SOURCE, "a.py")


def test_marks_are_read() -> None:
    marks = read_marks(CASE)
    assert set(marks.due) == {
        Due("RPL101", (2,)),
        Due("RPL106", (2,)),
        Due("RPL121", (5,)),
        Due("RPL127", (3, 4), "exit"),
    }
    assert marks.missed == [Due("RPL113", (6,))]
    assert marks.allowed == {(5, "RPL122")} | {(line, "RPL125") for line in range(1, 9)}
    assert marks.traps == {"RPL111"}
    assert marks.problems == []


def test_a_bad_mark_is_a_problem() -> None:
    assert read_marks(single("x = 1  # expect: RPL12\n", "b.py")).problems == ["b.py:1: 'RPL12' is no code (expect)"]


def test_every_outcome_is_told_apart() -> None:
    marks = read_marks(CASE)
    first = [(2, "RPL101"), (2, "RPL101"), (2, "RPL122")]
    verdict = judge(marks, [*first, (4, "RPL127"), (5, "RPL122"), (6, "RPL125"), (6, "RPL113")])
    assert [due.code for due in verdict.found] == ["RPL101", "RPL127"]
    assert [due.code for due in verdict.missing] == ["RPL106", "RPL121"]
    assert [due.code for due in verdict.outdated] == ["RPL113"]
    assert verdict.alarms == [(2, "RPL122")]
    assert not verdict.exact
    told = explain(CASE, verdict)
    assert "a.py:2: false alarm: RPL122\n    create()" in told
    assert "a.py:5: missed: RPL121\n" in told
    assert "a.py:6: found now" in told


def test_an_exact_report_needs_one_of_a_group_and_no_known_miss() -> None:
    marks = read_marks(CASE)
    assert judge(marks, [(2, "RPL101"), (2, "RPL106"), (3, "RPL127"), (5, "RPL121")]).exact


def test_lines_end_as_in_python() -> None:
    marks = read_marks(single("a = '\x0c\u2028'\r\nb()  # expect: RPL101\r\n"))
    assert marks.due == [Due("RPL101", (2,))]


def test_the_modules_of_a_project_are_one_case() -> None:
    case = Case(
        "p", (("a.py", "# allow: RPL122\nx = 1  # expect: RPL101@x\n"), ("b.py", "y = x  # expect: RPL101@x\n"))
    )
    marks = read_marks(case)
    assert marks.due == [Due("RPL101", (2, 4), "x")]
    assert judge(marks, [(4, "RPL101"), (2, "RPL122")]).exact
    told = explain(case, judge(marks, [(4, "RPL122")]))
    assert "p/b.py:1: false alarm: RPL122\n    y = x" in told
    assert "p/a.py:2: missed: RPL101 (@x) or 4" in told


def test_an_empty_table_has_its_last_line() -> None:
    assert score_table({}).splitlines()[-1].split() == ["all", "0", "0", "0", "0", "-", "-"]
