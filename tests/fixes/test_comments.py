"""Suppression comments that do nothing are taken out, and what else stands beside them stays."""

from __future__ import annotations

import re

import pytest
from conftest import Run, Tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replint.config import Settings
from replint.discovery import Target
from replint.engine import check_unit
from replint.findings import Applicability, Finding
from replint.fixes.applying import apply
from replint.fixes.rounds import fix_unit
from replint.units import Unit, Work

HEAD = "import replicate\n"
CREATE = "replicate.trainings.create(version='a', input={})"
"""Has findings of RPL101 and RPL106, among others."""

SAFE = {
    # The comment goes, with the blanks before it.
    "alone behind code": ("x = 1  # replint: ignore[RPL121]\n", "x = 1\n"),
    "with its reason": ("x = 1  # replint: ignore[RPL121] until=2999-01-31, since #12 is open\n", "x = 1\n"),
    "for all rules": ("x = 1\t# replint: ignore  \n", "x = 1\n"),
    "a rule's name": ("x = 1  # replint: ignore[polling-too-fast]\n", "x = 1\n"),
    "a noqa": ("x = 1  # noqa: RPL121\n", "x = 1\n"),
    "a noqa with a dash behind it": ("x = 1  # NOQA:RPL121 -\n", "x = 1\n"),
    "the end of the file": ("x = 1  # noqa: RPL121", "x = 1"),
    "no list at all": ("x = 1  # replint: ignore[]\n", "x = 1\n"),
    # A line that held nothing else goes as a whole.
    "a line of its own": ("# replint: ignore-file[RPL121]\nx = 1\n", "x = 1\n"),
    "an indented line": ("if x:\n    # replint: ignore[RPL121]\n    y()\n", "if x:\n    y()\n"),
    "flake8's form for a file": ("x = 1\n# flake8: noqa: RPL121\ny = 2\n", "x = 1\ny = 2\n"),
    "the last line": ("x = 1\n# noqa: RPL121", "x = 1\n"),
    # What else is in the comment stays.
    "another comment behind it": (
        "x = 1  # replint: ignore[RPL121] why  # type: ignore[x]\n",
        "x = 1  # type: ignore[x]\n",
    ),
    "another comment before it": ("x = 1  # see 12  # replint: ignore[RPL121]\n", "x = 1  # see 12\n"),
    "words behind a noqa": ("x = 1  # noqa: RPL121 - too slow\n", "x = 1  # too slow\n"),
    "ruff's noqa beside it": ("x = 1  # noqa: E501  # replint: ignore[RPL121]\n", "x = 1  # noqa: E501\n"),
    # Of a list only what is idle goes.
    "first in a noqa": ("x = 1  # noqa: RPL121, E501 long\n", "x = 1  # noqa: E501 long\n"),
    "last in a noqa": ("x = 1  # noqa:E501,RPL121\n", "x = 1  # noqa:E501\n"),
    "in the middle": ("x = 1  # noqa: E501, RPL121 W291\n", "x = 1  # noqa: E501 W291\n"),
    "around": ("x = 1  # noqa: RPL121,RPL122, E501, rpl123\n", "x = 1  # noqa: E501\n"),
    "beside one that is needed": (
        f"{CREATE}  # replint: ignore[ RPL121 , RPL1, RPL122 ] soon\n",
        f"{CREATE}  # replint: ignore[ RPL1 ] soon\n",
    ),
    # What is no rule of replint, and near to none.
    "another tool's code": ("x = 1  # replint: ignore[E501]\n", "x = 1\n"),
    "another tool's code beside a needed one": (
        f"{CREATE}  # replint: ignore[E501, RPL1]\n",
        f"{CREATE}  # replint: ignore[RPL1]\n",
    ),
}
UNSAFE = {
    "a misspelt name": (
        f"{CREATE}  # noqa  # replint: ignore[missing-destinatoin] soon\n",
        "[missing-destination] soon",
    ),
    "capitals": (f"{CREATE}  # replint: ignore[RPL106, Missing-Destination]\n", "[RPL106, missing-destination]"),
    "another word": (f"{CREATE}  # replint: disable=RPL101,RPL106 soon\n", "# replint: ignore[RPL101, RPL106] soon"),
    "no brackets": (f"{CREATE}  # replint: ignore RPL101\n", "# replint: ignore[RPL101]"),
    "round brackets for a file": (f"# replint:ignore-file(rpl101)\n{CREATE}\n", "# replint: ignore-file[RPL101]\n"),
}
KEPT = [
    "x = 1  # noqa: RPL121  # noqa: RPL122",  # the first one keeps the second from being read
    "x = 1  # noqa",
    "x = 1  # noqa: E501, W291",
    "x = 1  # replint: ignore-file[RPL121]",  # on which line it is meant to stand, nobody can tell
    "x = 1  # replint: disable it all",
    f"{CREATE}  # replint: ignore[RPL1] until=tomorrow",
    f"{CREATE}  # replint: ignore[RPL1] until=2001-01-31",
]


def unit_of(text: str) -> Unit:
    return Unit((Work(Target("", "a.py", Settings(root=".")), (HEAD + text).encode()),))


def findings(unit: Unit) -> list[Finding]:
    return [entry.finding for report in check_unit(unit) for entry in report.entries if entry.finding.code[3] == "9"]


def mended(text: str, least: Applicability) -> str:
    """What becomes of a text below an import, and of nothing else in it."""
    (report,) = fix_unit(unit_of(text), least)
    return report.mended.after.decode().removeprefix(HEAD) if report.mended is not None else text


@pytest.mark.parametrize(("before", "after"), SAFE.values(), ids=SAFE)
def test_safe(before: str, after: str) -> None:
    assert findings(unit_of(before))
    assert mended(before, Applicability.SAFE) == after
    assert not findings(unit_of(after))
    assert mended(after, Applicability.SAFE) == after


@pytest.mark.parametrize(("before", "after"), UNSAFE.values(), ids=UNSAFE)
def test_what_silences_more_is_unsafe(before: str, after: str) -> None:
    assert [finding.code for finding in findings(unit_of(before))] == ["RPL902"]
    assert mended(before, Applicability.SAFE) == before
    (finding,) = findings(unit_of(before))
    assert finding.fix is not None
    assert finding.fix.applicability == Applicability.UNSAFE
    new, _ = apply(HEAD + before, [finding.fix])
    assert after in new
    assert not findings(unit_of(new.removeprefix(HEAD)))


@pytest.mark.parametrize("text", KEPT)
def test_what_nobody_can_decide_stays(text: str) -> None:
    assert [finding.fix for finding in findings(unit_of(text)) if finding.fix is not None] == []


PARTS = st.lists(
    st.sampled_from(
        [
            "# noqa: RPL121",
            "# noqa:E501,RPL101",
            "# replint: ignore[RPL122, RPL1] why",
            "# replint: ignore",
            "# type: x",
            "#noqa",
            "# é: RPL121",
            "# replint:ignore[poling-too-fast]",
            "# replint: ignore[,RPL101 ,, E1]",
            "# fmt: off",
        ]
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS, st.sampled_from(["x = 1  ", "", "    ", CREATE + " "]), st.sampled_from(["", "\n", "\r\n", "\ny = 2\r"]))
def test_any_comments(parts: list[str], before: str, end: str) -> None:
    text = before + "  ".join(parts) + end
    new = mended(text, Applicability.SAFE)
    assert not [one for one in findings(unit_of(new)) if one.fix and one.fix.applicability == Applicability.SAFE]
    assert mended(new, Applicability.SAFE) == new
    assert code_of(new) == code_of(text)
    others = [part for part in parts if "replint" not in part and "noqa:" not in part]
    assert re.findall("# type: x|#noqa|# é: RPL121|# fmt: off", new) == others


def code_of(text: str) -> list[str]:
    """The lines with anything but a comment in them."""
    return [line.partition("#")[0].rstrip() for line in re.split("\r\n|\r|\n", text) if line.partition("#")[0].strip()]


def test_the_command_line(tree: Tree, run: Run) -> None:
    root = tree({"a.py": f"{HEAD}x = 1  # noqa: T201, RPL121\n", "n.py": "print(1)  # noqa: RPL101\n"})
    ran = run("--fix", ".")
    assert (ran.code, ran.out, ran.err) == (0, "", "Fixed 2 findings in 2 files.\n")
    assert (root / "a.py").read_text() == f"{HEAD}x = 1  # noqa: T201\n"
    assert (root / "n.py").read_text() == "print(1)\n"
