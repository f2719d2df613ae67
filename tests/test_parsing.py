"""Text that is no Python: what is said of it, and where."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from replint.syntax.tree import SyntaxFaultError, parse


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('import replicate\nprint "done"\n', (2, 1), "Missing parentheses in call to 'print'"),
        ("x = 1\ny = (1,\nz = 2\n", (2, 5), "'(' was never closed"),
        ("x = 1\n<<<<<<< HEAD\ny = 1\n", (2, 1), "invalid syntax"),
        ("é = '\\d'; x = = 1\n", (1, 15), "invalid syntax"),
        ("def f():\npass\n", (2, 1), "expected an indented block"),
        ("x = 'a\n", (1, 5), "unterminated string literal"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_fault_is_named_in_pythons_words_at_its_place(text: str, place: tuple[int, int] | None, said: str) -> None:
    with pytest.raises(SyntaxFaultError) as caught:
        parse(text, "a.py")
    assert place is None or (caught.value.line, caught.value.column) == place
    assert said in caught.value.message
    assert "\n" not in caught.value.message


def test_what_python_reads_and_libcst_does_not_keeps_libcsts_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replint.syntax.tree.ast", SimpleNamespace(parse=lambda _text: None))
    with pytest.raises(SyntaxFaultError, match="expected one of"):
        parse("x = = 1\n", "a.py")
