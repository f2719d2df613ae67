"""Fixes in a text: whole or not at all, and nothing else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from replint.findings import Applicability, Edit, Fix, Span
from replint.fixes.applying import Offsets, apply
from replint.source import split_lines

LINES = st.lists(st.text(st.sampled_from("ab ü\u2028\f\U0001d54f"), max_size=6), min_size=1, max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def fix(*edits: tuple[int, int, int, int, str]) -> Fix:
    return Fix(Applicability.SAFE, "Mend it", tuple(Edit(Span(*edit[:4]), edit[4]) for edit in edits))


@given(LINES, ENDS)
def test_places_are_characters_of_lines_as_python_counts_them(lines: list[str], end: str) -> None:
    text = end.join(lines)
    offsets = Offsets(text)
    for number, line in enumerate(split_lines(text), start=1):
        start = offsets.at(number, 1)
        assert text[start : offsets.at(number, len(line) + 1)] == line


@given(st.data(), LINES, ENDS)
def test_what_no_fix_names_stays(data: st.DataObject, lines: list[str], end: str) -> None:
    text = end.join(lines)
    places = st.integers(1, len(lines)).flatmap(
        lambda number: st.tuples(st.just(number), st.integers(1, len(lines[number - 1]) + 1))
    )
    edits = st.builds(
        lambda one, other, new: (*min(one, other), *max(one, other), new), places, places, st.sampled_from(["", "NEW"])
    )
    fixes = data.draw(st.lists(edits.map(fix), max_size=5))
    new, applied = apply(text, fixes)
    offsets = Offsets(text)
    rest, done = text, new
    changes = sorted({offsets.change(fixes[index].edits[0]) for index in applied}, reverse=True)
    for start, stop, replacement in changes:
        assert rest[stop:] == done[len(done) - len(rest[stop:]) :]
        done = done[: len(done) - len(rest) + stop]
        assert done.endswith(replacement)
        done, rest = done[: len(done) - len(replacement)], rest[:start]
    assert rest == done
    assert bool(fixes) == bool(applied)


def test_the_earlier_of_two_that_touch_is_made() -> None:
    first, second = fix((1, 1, 1, 3, "A")), fix((1, 2, 1, 4, "B"), (1, 6, 1, 7, "C"))
    assert apply("abcdefg", [second, first]) == ("Acdefg", [1])
    assert apply("abcdefg", [fix((1, 3, 1, 3, "A")), fix((1, 3, 1, 3, "B"))]) == ("abAcdefg", [0])
    assert apply("abcdefg", [fix((1, 1, 1, 2, "A")), fix((1, 2, 1, 3, "B"))]) == ("Abcdefg", [0])


def test_the_same_fix_twice_is_made_once_and_counts_twice() -> None:
    assert apply("abc", [fix((1, 2, 1, 3, "B")), fix((1, 2, 1, 3, "B"))]) == ("aBc", [0, 1])
    shared = fix((1, 1, 1, 2, "A"), (1, 3, 1, 4, "C")), fix((1, 1, 1, 2, "A"), (1, 5, 1, 6, "E"))
    assert apply("abcdef", shared) == ("AbCdef", [0])


def test_an_edit_beyond_the_text_ends_with_it() -> None:
    assert apply("ab\n", [fix((9, 4, 9, 7, "c\n"))]) == ("ab\nc\n", [0])
