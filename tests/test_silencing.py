"""Where a suppression comment is written, and that it silences what it is written for."""

from __future__ import annotations

import pytest

from replint.catalogue import card
from replint.findings import Applicability, Confidence, Edit, Finding, Fix, Span
from replint.fixes.applying import apply
from replint.silencing import silence
from replint.source import Source
from replint.suppressions import collect


def finding(span: Span, statement: Span | None = None) -> Finding:
    """A finding of RPL121 at a place."""
    rule = card("RPL121")
    return Finding(
        rule.code, rule.name, "", "", rule.severity, Confidence.HIGH, "a.py", span, rule.pack, None, statement=statement
    )


def silenced(text: str, span: Span, statement: Span | None = None) -> str | None:
    """The text with the comment; it must silence the finding and nothing else may change."""
    found = finding(span, statement)
    edit = silence(Source("a.py", text), found)
    if edit is None:
        return None
    after, _ = apply(text, [Fix(Applicability.SAFE, "", (edit,))])
    assert collect(Source("a.py", after)).match(found) is not None
    return after


HERE = Span(1, 1, 1, 5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(1)\n", "f(1)  # replint: ignore[RPL121]\n"),
        ("f(1)", "f(1)  # replint: ignore[RPL121]"),
        ("f(1)   \r\ng()\r\n", "f(1)  # replint: ignore[RPL121]   \r\ng()\r\n"),
        ("f('#')\n", "f('#')  # replint: ignore[RPL121]\n"),
        ("f(1)  # why\n", "f(1)  # why  # replint: ignore[RPL121]\n"),
        ("f(1)  # replint: ignore[RPL126]\n", "f(1)  # replint: ignore[RPL126, RPL121]\n"),
        ("f(1)  # replint: ignore[RPL126 ] slow\n", "f(1)  # replint: ignore[RPL126, RPL121 ] slow\n"),
        ("f(1)  # replint: ignore[]\n", "f(1)  # replint: ignore[RPL121]\n"),
        ("f('# replint: ignore[RPL126]')\n", "f('# replint: ignore[RPL126]')  # replint: ignore[RPL121]\n"),
        ("f(1)\ndef (", "f(1)  # replint: ignore[RPL121]\ndef ("),
    ],
)
def test_on_the_line(before: str, after: str) -> None:
    assert silenced(before, HERE) == after


def test_where_a_line_can_take_no_comment_another_of_the_statement_does() -> None:
    text = 'f("""a\nb""",\n  c)\n'
    assert silenced(text, HERE, Span(1, 1, 3, 5)) == 'f("""a\nb""",\n  c)  # replint: ignore[RPL121]\n'
    assert silenced("f(1) + \\\n  g()\n", HERE, Span(1, 1, 2, 6)) == "f(1) + \\\n  g()  # replint: ignore[RPL121]\n"
    assert silenced('x = """\na\nb"""', Span(2, 1, 2, 2), Span(1, 1, 3, 1 << 20)) == (
        'x = """\na\nb"""  # replint: ignore[RPL121]'
    )
    assert silenced('"""a\n', HERE) is None


def test_edit_is_an_insertion() -> None:
    edit = silence(Source("a.py", "f(1)\n"), finding(HERE))
    assert edit == Edit(Span(1, 5, 1, 5), "  # replint: ignore[RPL121]")
