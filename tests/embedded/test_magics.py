"""What IPython understands beside Python becomes Python, and Python stays what it is."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint.embedded.magics import as_python, is_python, shown_at_end, tokens_only
from replint.source import split_lines

TOKEN = "r8_" + "a" * 37


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("!ls\n", "pass\n"),
        ("%matplotlib inline", "pass"),
        ("if x:\n    !ls\n", "if x:\n    pass\n"),
        ("?print\nprint?\nreplicate.run??  # what?\n", "pass\npass\npass\n"),
        ("files = !ls\n", "files = get_ipython()\n"),
        ("a, b = %sx ls", "a, b = get_ipython()"),
        ("row['a'] = !ls", "row['a'] = get_ipython()"),
        ("%time x = f()\n", "pass; x = f()\n"),
        ("%timeit -n 10 -q f()", "pass;" + " " * 12 + "f()"),
        ("%time for x in y: f(x)", "pass"),
        ("out = %time f()", "out =       f()"),
        ("%%time\nf()\n", "#\nf()\n"),
        ("!echo a \\\n  b\nf()", "pass\n#\nf()"),
        (",f a b\n;f a\n/f a", "pass\npass\npass"),
        (f"%env REPLICATE_API_TOKEN={TOKEN}", f'"env REPLICATE_API_TOKEN={TOKEN}"'),
        (f'!curl -H "Bearer {TOKEN}"', f"\"curl -H 'Bearer {TOKEN}'\""),
    ],
)
def test_lines_for_ipython_become_python(cell: str, python: str) -> None:
    assert as_python(cell) == python
    ast.parse(python)


@pytest.mark.parametrize(
    "cell",
    [
        'x = ("%s"\n     % y)\n',
        "x = [\n!= 1]\n",
        'text = """\n!ls\n%time\nhelp?\n"""\n',
        "text = '''what?\n%s''' % 1\n",
        '"""Really?"""\n',
        'print("loss=%s" % loss)\n',
        'print("a = !b")\n',
        "x = 1  # what?\n",
        "x = a \\\n    % b\n",
        "d = {'a=%s': 1, \"b\": '?'}\nx %= 2\ny = x != 1\n",
        "f(\n    # (\n    1,\n)\nx = 2\n",
    ],
)
def test_python_stays(cell: str) -> None:
    assert as_python(cell) == cell


@given(st.text(alphabet="ab =%!?\\\n\r\"'()[]#,;/.r8_- ", max_size=80))
def test_lines_and_their_ends_are_as_many(cell: str) -> None:
    assert len(split_lines(as_python(cell))) == len(split_lines(cell))
    assert len(split_lines(tokens_only(cell))) == len(split_lines(cell))


def test_cells_of_other_languages_are_told() -> None:
    assert is_python("%%time\nf()")
    assert is_python("x = 1")
    assert is_python("%time f()")
    assert not is_python("%%bash\nls")
    assert not is_python("\n%%html\n<p>")


def test_tokens_stay_in_sight_in_other_languages() -> None:
    python = tokens_only(f"%%bash\nexport T={TOKEN}\necho\n{TOKEN}")
    assert python == f'#\n"xport T={TOKEN}"\n#\n"{TOKEN}"'
    ast.parse(python)


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("t", (1, 1)),
        ("x = 1\nf(\n  x\n)  # shown\n\n", (2, 4)),
        ("(\n  f()\n)", (1, 3)),
        ("await f()", (1, 1)),
        ("f();", None),
        ("x = 1; f()", None),
        ("x = f()", None),
        ("'text'", None),
        ("if x:\n    f()", None),
        ("f(", None),
        ("", None),
    ],
)
def test_what_a_cell_shows_at_its_end(cell: str, lines: tuple[int, int] | None) -> None:
    assert shown_at_end(cell) == lines


@pytest.mark.parametrize(
    "cell", ["a" + " " * 50_000, "%time -" + "1" * 50_000, "=" * 50_000 + "?", "'" * 50_001, "a[" * 20_000]
)
def test_no_line_takes_long(cell: str) -> None:
    assert len(split_lines(as_python(cell + "!"))) == 1
