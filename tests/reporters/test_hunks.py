"""A fix as the page shows it: the lines that go, come and stay."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import finding, report

from replint.findings import Applicability, Edit, Fix, Span
from replint.reporters import Options, render
from replint.reporters.html_views import HunkView, groups
from replint.reporters.hunks import as_one, mended

SOURCE = {1: "delay = 5", 2: "while busy():", 3: "    sleep(delay)  # a bit", 4: "    look()", 5: ""}


def hunks(*edits: Edit, lines: dict[int, str] = SOURCE) -> list[HunkView]:
    """What the page shows of a fix with these edits."""
    one = finding(Span(2, 1, 2, 6), fix=Fix(Applicability.SAFE, "wait longer", edits))
    (group,) = groups(report(lines, one))
    return [*group.rules[0].findings[0].hunks]


def test_edits_on_one_line_are_one_change_and_lines_between_two_stay() -> None:
    shown = hunks(
        Edit(Span(2, 1, 2, 1), "pause = 30\n"),
        Edit(Span(3, 11, 3, 16), "pause"),
        Edit(Span(3, 26, 3, 26), "\n    pause *= 2"),
    )
    assert shown == [
        HunkView("src/a.py:2:1", (("ins", "pause = 30"), ("span", "while busy():"))),
        HunkView(
            "src/a.py:3:11",
            (
                ("del", "    sleep(delay)  # a bit"),
                ("ins", "    sleep(pause)  # a bit"),
                ("ins", "    pause *= 2"),
            ),
        ),
    ]


def test_an_edit_over_several_lines_and_one_that_takes_a_line_out() -> None:
    (shown,) = hunks(Edit(Span(3, 5, 4, 11), "look()"), Edit(Span(4, 11, 5, 1), ""))
    assert shown.lines == (("del", SOURCE[3]), ("span", SOURCE[4]), ("del", ""))


def test_where_the_source_is_not_at_hand_what_comes_is_shown() -> None:
    (shown,) = hunks(Edit(Span(8, 1, 8, 4), "a\nb"))
    assert shown.lines == (("ins", "a"), ("ins", "b"))


def test_nothing_hides_in_it() -> None:
    (shown,) = hunks(Edit(Span(1, 9, 1, 10), "'\u202e'"))
    assert shown.lines == (("del", "delay = 5"), ("ins", "delay = '\\u202e'"))


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (SOURCE, Edit(Span(2, 1, 3, 26), "pause = 30\nwhile busy():\n    sleep(pause)  # a bit\n    pause *= 2")),
        ({**SOURCE, 2: 'token = "r8_*****"'}, None),
        ({number: text for number, text in SOURCE.items() if number != 2}, None),
    ],
)
def test_readers_that_make_each_edit_alone_get_one(lines: dict[int, str], whole: Edit | None) -> None:
    edits = (
        Edit(Span(2, 1, 2, 1), "pause = 30\n"),
        Edit(Span(3, 11, 3, 16), "pause"),
        Edit(Span(3, 26, 3, 26), "\n    pause *= 2"),
    )
    assert as_one(edits, lines) == whole
    assert as_one(edits[:1], {}) == edits[0]
    one = report(lines, finding(Span(2, 1, 2, 6), fix=Fix(Applicability.SAFE, "wait longer", edits)))
    (diagnostic,) = json.loads(render("rdjson", one, Options()))["diagnostics"]
    assert [suggested["text"] for suggested in diagnostic.get("suggestions", ())] == ([whole.text] if whole else [])


@given(st.data())
def test_what_stays_and_goes_is_the_old_text_and_what_stays_and_comes_the_new(data: st.DataObject) -> None:
    whole = "\n".join(SOURCE.values())
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), min_size=2, max_size=8)))
    pairs = [*zip(cuts[::2], cuts[1::2], strict=False)]
    texts = data.draw(st.lists(st.text("ab \n", max_size=5), min_size=len(pairs), max_size=len(pairs)))

    def place(offset: int) -> tuple[int, int]:
        before = whole[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    edits = [Edit(Span(*place(start), *place(end)), text) for (start, end), text in zip(pairs, texts, strict=True)]
    shown = hunks(*edits)
    new = whole
    for (start, end), text in reversed([*zip(pairs, texts, strict=True)]):
        new = new[:start] + text + new[end:]
    first = [int(hunk.where.split(":")[1]) for hunk in shown]
    old_lines = list(SOURCE.values())
    one = as_one(edits, SOURCE)
    assert one is not None
    assert mended(old_lines[one.span.line - 1 :], [one]) == mended(old_lines[one.span.line - 1 :], edits)
    made: list[str] = []
    position = 0
    for number, hunk in zip(first, shown, strict=True):
        old = [line for tag, line in hunk.lines if tag in ("del", "span")]
        assert old == old_lines[number - 1 : number - 1 + len(old)]
        made += old_lines[position : number - 1]
        made += [line for tag, line in hunk.lines if tag in ("ins", "span")]
        position = number - 1 + len(old)
    assert "\n".join([*made, *old_lines[position:]]) == new
