"""Comments that silence findings."""

from __future__ import annotations

import pytest

from replint.findings import Confidence, Finding, Severity, Span
from replint.source import Source
from replint.suppressions import collect


def silenced(text: str, line: int = 1, statement: tuple[int, int] | None = None, end_line: int | None = None) -> bool:
    """Whether RPL121 (polling-too-fast) is silent at a line of a text."""
    found = Finding(
        code="RPL121",
        name="polling-too-fast",
        message="",
        help="",
        severity=Severity.MEDIUM,
        confidence=Confidence.HIGH,
        path="a.py",
        span=Span(line, 1, end_line or line, 2),
        pack="fine-tuning",
        case="03",
        statement=Span(statement[0], 1, statement[1], 2) if statement else None,
    )
    return collect(Source("a.py", text)).match(found) is not None


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "#noqa",
        "# NOQA",
        "# noqa: RPL121",
        "# noqa:RPL121",
        "# noqa: E501, RPL121",
        "# noqa: E501 RPL121",
        "# noqa:E501,RPL121 because",
        "# noqa: RPL1",
        "# noqa: rpl121",
        "# noqa: in words",
        "# type: ignore[x]  # noqa: RPL121",
        "# the reason # noqa: RPL121",
        "# replint: ignore",
        "#replint:ignore",
        "# replint: ignore[RPL121]",
        "# replint: ignore[RPL101, RPL121] the mock answers at once",
        "# replint: ignore [RPL121]",
        "# replint: ignore[RPL12]",
        "# replint: ignore[polling-too-fast]",
        "# noqa: E501  # replint: ignore[RPL121]",
        "# replint: ignore[RPL101]  # replint: ignore[RPL121]",
    ],
)
def test_comments_that_silence(comment: str) -> None:
    assert silenced(f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: E501",
        "# noqa: RPL101,E501",
        "# noqaRPL121",
        "# replint: ignore[RPL101]",
        "# replint: ignore[]",
        "# replint: ignore[RPL121",
        "# replint: ignore RPL121",
        "# replint: ignore (rpl121)",
        "# replint: ignore(RPL121)",
        "# Replint: Ignore[RPL121]",
        "# replint: ignored",
        "# replint: ignore-files",
        "# replint: ignore-file",
        "# flake8: noqa",
        "# replint",
        "",
    ],
)
def test_comments_that_do_not_silence(comment: str) -> None:
    assert not silenced(f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# replint: ignore-file", True),
        ("# replint: ignore-file[RPL121] generated", True),
        ("# replint: ignore-file[RPL101]", False),
        ("# flake8: noqa", True),
        ("# flake8: noqa: RPL121", True),
        ("# flake8: noqa: E501", False),
        ("# flake8: noqa here and there", False),
    ],
)
def test_comments_for_the_whole_file_stand_alone(comment: str, expected: bool) -> None:
    assert silenced(f"# hello\n{comment}\nx = 1\n", line=3) is expected
    assert not silenced(f"# hello\ny = 2  {comment}\nx = 1\n", line=3)


def test_a_comment_in_a_string_is_none() -> None:
    assert not silenced("x = '# noqa'\n")
    assert not silenced('"""\n# replint: ignore-file\n"""\nx = 1\n', line=4)
    assert silenced("x = '#'  # noqa\n")


def test_the_first_and_last_line_of_the_statement_and_the_own_line_count() -> None:
    text = "call(  # {0}\n    a,  # {1}\n    b,  # {2}\n)  # {3}\n"
    expected = [True, False, True, True]
    for number, hit in enumerate(expected):
        marks = ["noqa" if number == place else "-" for place in range(4)]
        assert silenced(text.format(*marks), line=3, statement=(1, 4)) is hit
    assert silenced("call(\n    a,\n)  # noqa\n", line=1, end_line=3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_as_in_python(end: str) -> None:
    assert silenced(f"\f{end}y = 1{end}x = 1  # noqa{end}", line=3)


def test_a_text_that_is_no_python_still_has_comments() -> None:
    assert silenced("x = (\ny = 1  # noqa\n", line=2)
    assert silenced("def f():\n    x\n  y\nx = 'a#b'  # replint: ignore[RPL121]\n", line=4)
    assert silenced("x = '''\n# replint: ignore-file\n", line=1)


def test_what_is_kept_of_a_comment() -> None:
    (one,) = collect(Source("a.py", "é = 1  # why  # replint: ignore[RPL121, RPL101] the mock\n")).directives
    assert (one.span.line, one.span.column, one.selectors, one.reason) == (1, 15, ("RPL121", "RPL101"), "the mock")
