"""Rounds of fixes over files: they end, they keep their promises, and what does not is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import put_in_place_of_the_analysis

from replint.catalogue import Catalogue
from replint.config import Settings
from replint.discovery import Target
from replint.findings import Applicability, Draft, Edit, Fix, Span
from replint.fixes.rounds import MOST_ROUNDS, fix_unit
from replint.report import FileReport
from replint.source import Source
from replint.units import Unit, Work

HEAD = "import replicate\n"
Mend = Callable[[re.Match[str]], str]


def analysis(mends: dict[str, Mend], grade: Applicability = Applicability.SAFE) -> Callable[..., list[Draft]]:
    """An analysis in which each call ``RPL121(…)`` is a finding, whose fix puts another text in its place."""

    def one(source: Source, _: Settings) -> list[Draft]:
        found = []
        for number, line in enumerate(source.lines, start=1):
            for match in re.finditer(r"(RPL\d{3})\((\w*)\)", line):
                span = Span(number, match.start() + 1, number, match.end() + 1)
                mend = mends.get(match[1])
                fix = Fix(grade, "Mend it", (Edit(span, mend(match)),)) if mend else None
                found.append(Draft(match[1], span, fields={"word": match[0]}, fix=fix))
        return found

    return one


def fixed(data: bytes | str, least: Applicability = Applicability.SAFE) -> FileReport:
    data = data if isinstance(data, bytes) else (HEAD + data).encode()
    return fix_unit(Unit((Work(Target("", "a.py", Settings(root=".")), data),)), least)[0]


def after(report: FileReport) -> str:
    assert report.mended is not None
    return report.mended.after.decode().removeprefix(HEAD)


def left(report: FileReport) -> list[str]:
    return [entry.finding.code for entry in report.entries]


@pytest.fixture
def use(cards: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(mends: dict[str, Mend], grade: Applicability = Applicability.SAFE) -> None:
        put_in_place_of_the_analysis(monkeypatch, analysis(mends, grade))

    return put


def test_a_fix_may_lead_to_the_next_round(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "RPL122()", "RPL122": lambda _: "done"})
    report = fixed("RPL121()\nRPL101()\n")
    assert after(report) == "done\nRPL101()\n"
    assert report.mended is not None
    assert report.mended.counts == {"RPL121": 1, "RPL122": 1}
    assert left(report) == ["RPL101"]


def test_rounds_end(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "RPL122()", "RPL122": lambda _: "RPL121()"})
    report = fixed("RPL121()\n")
    assert report.mended is not None
    assert sum(report.mended.counts.values()) == MOST_ROUNDS


@pytest.mark.parametrize("text", ["RPL121()  # again", "RPL121(", "f(a=1, a=2)"])
def test_what_leaves_the_finding_or_breaks_the_file_is_not_made(use: Callable[..., None], text: str) -> None:
    use({"RPL121": lambda _: text, "RPL122": lambda _: "done"})
    report = fixed("RPL121()\nRPL122()\n")
    assert after(report) == "RPL121()\ndone\n"
    assert left(report) == ["RPL121"]


def test_a_file_that_was_broken_may_be_mended(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "done"})
    assert after(fixed("RPL121()\nf(a=1, a=2)\n")) == "done\nf(a=1, a=2)\n"


def test_unsafe_fixes_are_made_only_if_they_are_wanted(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "done"}, Applicability.UNSAFE)
    assert fixed("RPL121()\n").mended is None
    assert after(fixed("RPL121()\n", Applicability.UNSAFE)) == "done\n"


def test_suppressed_findings_stay(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "done"})
    report = fixed("RPL121()  # noqa: RPL121\nRPL121()\n")
    assert after(report) == "RPL121()  # noqa: RPL121\ndone\n"
    assert [entry.finding.code for entry in report.suppressed] == ["RPL121"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (b"\xef\xbb\xbfimport replicate\r\nRPL121()\r\n", b"\xef\xbb\xbfimport replicate\r\n\xc3\xbc\r\n"),
        (
            b"# coding: latin-1\nimport replicate  # \xe9\nRPL121()",
            b"# coding: latin-1\nimport replicate  # \xe9\n\xfc",
        ),
        (b"import replicate\rRPL121()\r", b"import replicate\r\xc3\xbc\r"),
        (b"import replicate\n\x0cRPL121()\n\x0c", b"import replicate\n\x0c\xc3\xbc\n\x0c"),
    ],
)
def test_encoding_and_line_ends_are_kept(use: Callable[..., None], before: bytes, expected: bytes) -> None:
    use({"RPL121": lambda _: "ü"})
    mended = fixed(before).mended
    assert mended is not None
    assert (mended.before, mended.after) == (before, expected)


def test_a_text_that_the_encoding_does_not_have_is_not_written(use: Callable[..., None]) -> None:
    use({"RPL121": lambda _: "жук"})
    assert fixed(b"# coding: latin-1\nimport replicate\nRPL121()\n").mended is None
