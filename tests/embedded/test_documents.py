"""Documents: which blocks are code, where their lines stand, and how edits are written into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint.embedded.documents import document_source
from replint.findings import Applicability, Edit, Fix, Span
from replint.fixes.applying import apply, mend
from replint.source import Source


def source(text: str, name: str = "a.md") -> Source:
    return document_source(text.encode("utf-8", "surrogateescape"), name)


def places(one: Source) -> list[tuple[int, str]]:
    assert one.layout is not None
    return [(place.line, place.prefix) for place in one.layout.places[:-1]]


@pytest.mark.parametrize(
    "info",
    [
        "python",
        "py",
        "Python",
        "python3",
        "pycon",
        "{python}",
        "{.python .numberLines}",
        'python title="a.py"',
        "py hl_lines=1",
        "{code-block} python",
        "{code-cell} ipython3",
        "{testcode}",
    ],
)
@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_fences_of_python(info: str, fence: str) -> None:
    assert source(f"a\n\n{fence}{info}\nx = 1\n{fence}\n").text == "x = 1\n"


@pytest.mark.parametrize(
    "info", ["", "text", "console", "pythonic", "python-traceback", "json", "{note} python", "pytb"]
)
def test_other_fences_are_no_code(info: str) -> None:
    one = source(f"```{info}\nx = 1\n```\n")
    assert (one.text, one.layout) == ("", None)


def test_blocks_stand_in_lists_and_quotes_and_are_one_module() -> None:
    one = source(
        "# T\n\n1. a\n\n   ```python\n   x = 1\n\n   if x:\n       y = 2\n   ```\n\n> ```py\n> z = 3\n> ```\n\n"
        "- ~~~py\n  a = 1\n  ~~~\n"
    )
    assert one.text == "x = 1\n\nif x:\n    y = 2\nz = 3\na = 1\n"
    assert places(one) == [(6, "   "), (7, ""), (8, "   "), (9, "   "), (13, "> "), (17, "  ")]


def test_blocks_that_only_parse_together_are_taken_together() -> None:
    assert source("```py\ntry:\n    x = 1\n```\nthen\n```py\nexcept E:\n    y = 2\n```\n").text.count("\n") == 4


@pytest.mark.parametrize("block", ["$ pip install replicate", "x = (", "for a in b:", "def f(:", "\0", "\ud800"])
def test_blocks_that_do_not_parse_are_passed_over(block: str) -> None:
    text = f"```py\nx = 1\n```\n\n```py\n{block}\n```\n\n```py\n  y = 2\n```\n"
    assert document_source(text.encode("utf-8", "surrogatepass"), "a.md").text == "x = 1\ny = 2\n"


def test_code_in_comments_and_front_matter_is_none() -> None:
    assert source("<!--\n```py\nx = 1\n```\n-->\n").text == ""
    assert source("---\na: |\n  ```py\n  x = 1\n  ```\n---\n```py\ny = 2\n```\n").text == "y = 2\n"


def test_options_of_directives_are_no_code() -> None:
    one = source("```{code-block} python\n:linenos:\n:name: a\n\nx = 1\n```\n")
    assert (one.text, places(one)) == ("x = 1\n", [(5, "")])


def test_sessions_are_read_by_their_prompts() -> None:
    one = source(
        "```pycon\n>>> for a in b:\n...     f(a)\n...\n1\n>>> g()\n... not a prompt\n'out'\n... neither\n```\n"
    )
    assert one.text == "" or "neither" not in one.text
    one = source("```python\n>>> for a in b:\n...     f(a)\n...\n1\n>>> g()\n```\n")
    assert one.text == "for a in b:\n    f(a)\n\ng()\n"
    assert places(one) == [(2, ">>> "), (3, "... "), (4, "..."), (6, ">>> ")]


def test_directives_of_restructured_text() -> None:
    text = (
        "T\n=\n\n.. code-block:: python\n   :caption: a\n\n   x = 1\n\n   if x:\n       y = 2\n\nprose\n\n"
        ".. code:: py\n\n\tz = 3\n\n.. code-block:: console\n\n   $ a\n\n* a\n\n"
        "  .. sourcecode:: python3\n\n     q = 4\n\n"
        ">>> r = 5\n>>> r\n5\n\n.. testcode::\n\n   s = 6\n"
    )
    one = source(text, "a.rst")
    assert one.text == "x = 1\n\nif x:\n    y = 2\n\nz = 3\nq = 4\nr = 5\nr\ns = 6\n".replace("y = 2\n\nz", "y = 2\nz")
    assert [line for line, _ in places(one)] == [7, 8, 9, 10, 16, 26, 28, 29, 34]


def test_bytes_that_are_no_text_stay() -> None:
    data = b"caf\xe9\r\n```py\r\nx = 1\r\n```\r\n\xff"
    one = document_source(data, "a.md")
    assert (one.text, one.newline) == ("x = 1\r\n", "\r\n")
    outcome = mend(one, [Fix(Applicability.SAFE, "", (Edit(Span(1, 6, 1, 6), "\r\ny = 2"),))])
    assert outcome == (data.replace(b"x = 1", b"x = 1\r\ny = 2"), [0])


def test_new_lines_get_the_prompts_that_they_need() -> None:
    one = source("> ```py\n> >>> while a:\n> ...     f(5)\n> ```\n")
    edits = (Edit(Span(1, 1, 1, 1), "d = 30\n"), Edit(Span(2, 9, 2, 9), "\n    g()"))
    outcome = mend(one, [Fix(Applicability.SAFE, "", edits)])
    assert outcome is not None
    assert outcome[0].decode() == "> ```py\n> >>> d = 30\n> >>> while a:\n> ...     f(5)\n> ...     g()\n> ```\n"


STATEMENTS = st.sampled_from(["x = 1", "f(2)", "if x:\n    g()", "# é", "窯 = '🔥'", "def h():\n    return 1\n\n\nh()"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """A document with blocks in many shapes, and its name."""
    if draw(st.booleans()):
        name, head, tail = "a.rst", ".. code-block:: python\n\n", "\n"
        prefixes = ["   ", "    ", "\t"]
    else:
        name, head, tail = "a.md", "```python\n", "```\n"
        prefixes = ["", "   ", "> "]
    parts = []
    for block in draw(st.lists(STATEMENTS, min_size=1, max_size=4)):
        prefix = draw(st.sampled_from(prefixes))
        lines = [prefix + line if line else prefix.rstrip(" \t") for line in block.split("\n")]
        margin = "> " if prefix == "> " else prefix if name == "a.md" and prefix else ""
        opened = margin + head if name == "a.md" else head
        item = "1. a\n\n" if margin == "   " else ""
        parts.append(f"{item}{opened}" + "".join(f"{line}\n" for line in lines) + margin + tail + "\nprose\n\n")
    text = "".join(parts)
    return (text.replace("\n", "\r\n") if draw(st.booleans()) else text), name


@given(documents(), st.data())
def test_an_edit_of_the_module_changes_that_place_of_the_document_and_no_other(
    case: tuple[str, str], data: st.DataObject
) -> None:
    text, name = case
    one = source(text, name)
    layout = one.layout
    assert layout is not None
    assert one.text.count("\n") == len(layout.places) - 1
    number = data.draw(st.integers(1, len(layout.places) - 1))
    code = one.line(number)
    assert layout.lines[number - 1] == layout.places[number - 1].prefix + code
    assert text.replace("\r\n", "\n").split("\n")[layout.places[number - 1].line - 1] == layout.lines[number - 1]
    if not code.strip():
        return
    indent = code[: len(code) - len(code.lstrip())]
    added = f"{indent}new = 7{one.newline}"
    fix = Fix(Applicability.SAFE, "", (Edit(Span(number, 1, number, 1), added),))
    changed, _ = apply(one.text, [fix])
    outcome = mend(one, [fix])
    assert outcome is not None
    after = outcome[0].decode()
    assert source(after, name).text == changed
    old, new = text.split("\n"), after.split("\n")
    place = layout.places[number - 1]
    assert new[: place.line - 1] == old[: place.line - 1]
    assert new[place.line :] == old[place.line - 1 :]
    assert new[place.line - 1].strip("\r") == f"{place.prefix}{indent}new = 7"
