"""Notebooks: from the JSON to the module and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_notebooks import CREATE, LOOP, book, code, prose, tutorial

from replint.embedded.notebook import notebook_code, notebook_source
from replint.findings import Applicability, Edit, Fix, Span
from replint.fixes.applying import apply, mend
from replint.source import Source, SourceError

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t\"\\é窯🔥(1)='#"), max_size=30)


def source(text: str) -> Source:
    return notebook_source(text.encode(), "nb.ipynb", runs=False)


def place(one: Source, words: str) -> tuple[int, int]:
    found = one.layout
    assert found is not None
    number = next(number for number, line in enumerate(one.lines) if words in line)
    return found.places[number].cell, found.places[number].line


def test_code_cells_are_one_module_and_count_among_all() -> None:
    one = source(tutorial())
    assert one.text == (
        "pass\npass\nimport time\nimport replicate\n"
        + CREATE
        + "pass; training.reload()\ndeadline = time.monotonic() + 7200\n"
        + LOOP
        + "training.id\n"
    )
    assert place(one, "import time") == (2, 3)
    assert place(one, "trainings.create") == (4, 1)
    assert place(one, "time.sleep") == (5, 4)


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("as_list", [True, False])
def test_the_line_of_the_json_is_known(indent: int | None, as_list: bool) -> None:
    text = book([prose("x"), code("a = 1\nb = 2", as_list=as_list)], indent=indent)
    layout = source(text).layout
    assert layout is not None
    written = text.split("\n")[layout.places[1].in_file - 1]
    assert "b = 2" in written


def test_line_ends_of_two_cells_never_make_one() -> None:
    one = source(book([code("x = 1\r", as_list=False), code("\ny = 2")]))
    assert one.layout is not None
    assert [place[:2] for place in one.layout.places] == [(1, 1), (2, 1), (2, 2), (2, 3)]
    assert len(one.lines) == 4


def test_what_a_cell_shows_is_used() -> None:
    one = notebook_source(book([code("f(\n  1)\n"), code("x = 1")]).encode(), "nb.ipynb")
    assert one.text == "display(#\nf(\n  1)\n)#\nx = 1\n"
    assert one.layout is not None
    assert [tuple(one.layout.places[number][:2]) for number in range(5)] == [(1, 0), (1, 1), (1, 2), (1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("metadata", "text"),
    [
        ({"kernelspec": {"language": "R"}}, ""),
        ({"language_info": {"name": "julia"}}, ""),
        ({"language_info": {"name": "python"}, "kernelspec": {"language": "R"}}, "x = 1\n"),
        ({}, "x = 1\n"),
    ],
)
def test_the_language_of_the_kernel_counts(metadata: dict[str, Any], text: str) -> None:
    assert source(book([code("x = 1")], **metadata)).text == text


def test_a_cell_may_have_a_language_of_its_own() -> None:
    assert source(book([code("x <- 1", vscode={"languageId": "r"}), code("y = 1")])).text == "y = 1\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "Expecting"),
        (b"[]", "object"),
        (b"{}", "no list of cells"),
        (b'{"cells": [1]}', "no list of cells"),
        (b'{"cells": [{"cell_type": "code"}]}', "cell 1 has no source"),
        (b'{"cells": [{"cell_type": "code", "source": [1]}]}', "cell 1 has no source"),
        (b'{"cells": [{"cell_type": "code", "source": {}}]}', "cell 1 has no source"),
        (b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}', "cell 1"),
        (b'{"cells": [{"cell_type": "code", "source": "\\u0000"}]}', "cell 1"),
        (b'{"worksheets": [], "nbformat": 3}', "another format"),
        (b'{"cells": [], "nbformat": 5}', "another format"),
        (b"\xff", "not valid utf-8"),
        (b"[" * 100_000, "no valid notebook"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "no valid notebook"),
    ],
)
def test_what_is_no_notebook_is_told(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        notebook_source(data, "nb.ipynb")


def test_of_several_equal_keys_the_last_counts_as_it_does_for_json() -> None:
    text = '{"cells": [], "cells": [{"cell_type": "code", "source": "a", "source": ["b = 1"]}]}'
    assert source(text).text == "b = 1\n"


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Fix]:
    """A notebook of plain cells in any layout, and an edit within one of them."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
    cells = [code("x = 1\n" + text, as_list=draw(st.booleans())) for text in texts]
    for cell in cells:
        if isinstance(cell["source"], list) and draw(st.booleans()):
            # Strings of a list may hold several lines, or parts of one.
            whole = "".join(cell["source"])
            cut = draw(st.integers(0, len(whole)))
            cell["source"] = [whole[:cut], whole[cut:]]
    text = book(cells, indent=draw(st.sampled_from([None, 1, 3])), ascii_only=draw(st.booleans()))
    one = source(text)
    start = draw(st.integers(0, len(one.text) - 1))
    line = one.text.count("\n", 0, start) + 1
    column = start - (one.text.rfind("\n", 0, start) + 1) + 1
    end = draw(st.integers(column, len(one.line(line)) + 1))
    edit = Edit(Span(line, column, line, end), draw(TEXTS))
    return text, Fix(Applicability.SAFE, "", (edit,))


@given(edited())
def test_an_edit_of_the_module_is_that_edit_of_the_cell_and_no_other(case: tuple[str, Fix]) -> None:
    text, fix = case
    one = source(text)
    assert one.layout is not None
    if not one.layout.takes(fix, one.lines):
        return
    assert notebook_code(text.encode()) == one.text
    changed, _ = apply(one.text, [fix])
    outcome = mend(one, [fix])
    if outcome is None:  # the edit made a line for IPython of it, or joined two lines
        return
    data, applied = outcome
    assert applied == [0]
    assert source(data.decode()).text == changed
    before, after = json.loads(text), json.loads(data)
    (cell,) = {one.layout.places[edit.span.line - 1].cell for edit in fix.edits}
    for whole in (before, after):
        whole["cells"][cell - 1]["source"] = None
    assert list(before) == list(after)
    assert before == after
    # Only the strings of that cell's source differ: what stands before and behind is the same, byte for byte.
    head, tail = text.split('"source"', cell)[:cell], text.split('"source"', cell + 1)[cell + 1 :]
    new = data.decode()
    assert new.startswith('"source"'.join(head))
    assert new.endswith('"source"'.join(tail))


@given(edited())
def test_ordinary_edits_are_never_refused(case: tuple[str, Fix]) -> None:
    text, fix = case
    one = source(text)
    assert one.layout is not None
    word = Fix(fix.applicability, "", tuple(Edit(edit.span, "word") for edit in fix.edits))
    plain = all(sign not in text for sign in ("%", "!", "?", "/", ",", ";"))
    if plain and one.layout.takes(word, one.lines):
        assert mend(one, [word]) is not None


def test_nothing_but_the_edit_changes() -> None:
    text = tutorial(indent=2)
    one = source(text)
    number = next(number for number, line in enumerate(one.lines, start=1) if "time.sleep(5)" in line)
    edit = Edit(Span(number, 16, number, 17), 'delay)\n    print("é")\n    f(')
    outcome = mend(one, [Fix(Applicability.SAFE, "", (edit,))])
    assert outcome is not None
    assert outcome[0].decode() == text.replace(
        '"    time.sleep(5)\\n",',
        '"    time.sleep(delay)\\n",\n        "    print(\\"é\\")\\n",\n        "    f()\\n",',
    )


def test_magics_are_never_written_over() -> None:
    one = source(book([code("x = 1\n!ls\ny = 2")]))
    assert one.layout is not None
    over = Fix(Applicability.SAFE, "", (Edit(Span(1, 1, 3, 2), ""),))
    across = Fix(Applicability.SAFE, "", (Edit(Span(3, 1, 4, 1), ""),))
    beside = Fix(Applicability.SAFE, "", (Edit(Span(3, 5, 3, 6), "3"),))
    assert [one.layout.takes(fix, one.lines) for fix in (over, across, beside)] == [False, True, True]
