"""Comments that don't do their work: unused, unknown, unreadable, expired, without a reason."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import Run, Tree

from replint import catalogue, suppressions
from replint.catalogue import RuleCard
from replint.discovery import may_silence

HEAD = "import replicate\n"


def told(run: Run, *options: str) -> list[str]:
    """Each finding as ``line:column code message``, up to the first semicolon."""
    ran = run("--min-confidence", "high", "--output-format", "concise", *options)
    return [line.split(":", 1)[1].split(";")[0] for line in ran.out.splitlines()]


@pytest.mark.usefixtures("analysis")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # What is needed is no finding, whichever way it is written.
        ("RPL121()  # replint: ignore", []),
        ("RPL121()  # replint: ignore[RPL121]", []),
        ("RPL121()  # replint: ignore[RPL1]", []),
        ("RPL121()  # replint: ignore[rpl121]", []),
        ("RPL121()  # replint: ignore[ALL]", []),
        ("RPL121()  # replint: ignore[polling-too-fast]", []),
        ("RPL121() + RPL101()  # replint: ignore[RPL121,RPL101]", []),
        ("RPL121() + RPL121()  # noqa: RPL121", []),
        ("RPL121()  # noqa: RPL121  # replint: ignore[RPL121]", []),
        ("RPL121(low)  # replint: ignore[RPL121]", []),
        # Several findings on a line, and lists of which a part is needed.
        (
            "RPL121() + RPL101()  # replint: ignore[RPL121]",
            ["2:12: RPL101 saw `RPL101()`"],
        ),
        (
            "RPL121() + RPL101()  # replint: ignore[RPL121, RPL122]",
            ["2:12: RPL101 saw `RPL101()`", "2:22: RPL901 no finding of `RPL122` is here"],
        ),
        (
            "x = 1  # replint: ignore[RPL121, missing-destination]",
            ["2:8: RPL901 no finding of `RPL121` and `missing-destination` is here, so this comment silences nothing"],
        ),
        ("x = 1  # replint: ignore", ["2:8: RPL901 there is no finding here, so this comment silences nothing"]),
        # Other tools' comments are theirs.
        ("x = 1  # noqa", []),
        ("x = 1  # noqa: E501, W291", []),
        ("x = 1  # noqa: E501  # type: ignore[x]  # pylint: disable=all", []),
        ("x = 1  # ruff: noqa", []),
        ("# flake8: noqa", []),
        ("x = 1  # noqa: E501, RPL121", ["2:8: RPL901 no finding of `RPL121` is here"]),
        (
            "x = 1  # noqa: RPL121",
            ["2:8: RPL901 no finding of `RPL121` is here, so this comment silences nothing"],
        ),
        ("RPL121()  # noqa: E501 RPL121 because", []),
        ("x = 1  # why #noqa:rpl121,E1", ["2:14: RPL901 no finding of `RPL121` is here"]),
        # Codes that don't exist.
        (
            "x = 1  # replint: ignore[E501]",
            ["2:8: RPL902 `E501` is no rule of replint, so it silences nothing here"],
        ),
        (
            "RPL121()  # replint: ignore[poling-too-fast]",
            [
                "2:1: RPL121 saw `RPL121()`",
                "2:11: RPL902 `poling-too-fast` is no rule of replint, so it silences nothing here",
            ],
        ),
        (
            "RPL121()  # noqa: E501, RPL121, RPL1211",
            ["2:11: RPL902 `RPL1211` is no rule of replint, so it silences nothing here"],
        ),
        (
            "RPL121()  # replint: ignore[RP]",
            [
                "2:1: RPL121 saw `RPL121()`",
                "2:11: RPL902 `RP` is no rule of replint, so it silences nothing here",
            ],
        ),
        # Comments that can't be read.
        ("x = 1  # replint: ignore[RPL121", ["2:8: RPL902 this comment can not be read and silences nothing"]),
        ("x = 1  # replint: ignore=RPL121", ["2:8: RPL902 this comment can not be read and silences nothing"]),
        ("x = 1  # replint: disable=RPL121", ["2:8: RPL902 this comment can not be read and silences nothing"]),
        ("x = 1  # replint: ignores nothing", ["2:8: RPL902 this comment can not be read and silences nothing"]),
        ("x = 1  # replint: ignore[]", ["2:8: RPL902 this comment lists no rule, so it silences nothing"]),
        ("x = 1  # replint: see the wiki", []),
        ("x = '# replint: ignore'", []),
        (
            "RPL121()  # replint: ignore-file",
            ["2:1: RPL121 saw `RPL121()`", "2:11: RPL902 behind code `ignore-file` has no effect"],
        ),
        # Whole files.
        ("# replint: ignore-file[RPL121]\nRPL121()", []),
        ("# replint: ignore-file\nRPL121()\nx = 1  # replint: ignore[RPL101]\ny = 2  # replint: ignore[E1]", []),
        (
            "# replint: ignore-file[RPL121]",
            ["2:1: RPL901 no finding of `RPL121` is in this file, so this comment silences nothing"],
        ),
        (
            "# replint: ignore-file",
            ["2:1: RPL901 there is no finding in this file, so this comment silences nothing"],
        ),
        # What is said of comments can be silenced by name, and by nothing else.
        ("x = 1  # replint: ignore[RPL121, RPL901]", []),
        ("x = 1  # replint: ignore[RPL121, unused-suppression]", []),
        ("x = 1  # noqa: RPL121, RPL901", []),
        ("x = 1  # replint: ignore[RPL901]", []),
        ("x  # noqa  # replint: ignore", ["2:12: RPL901 there is no finding here, so this comment silences nothing"]),
        ("# replint: ignore-file[RPL902]\nx = 1  # replint: ignore[E1]", []),
    ],
)  # fmt: skip
def test_each_comment(run: Run, tree: Tree, line: str, expected: list[str]) -> None:
    tree({"a.py": HEAD + line + "\n"})
    assert told(run) == expected


@pytest.mark.usefixtures("analysis")
@pytest.mark.parametrize(
    ("options", "hides"),
    [(("--select", "RPL901"), True), (("--min-severity", "critical"), True), (("--ignore", "RPL901"), False)],
)
def test_a_finding_that_this_run_hides_still_needs_its_comment(
    run: Run, tree: Tree, options: tuple[str, ...], hides: bool
) -> None:
    tree({"a.py": HEAD + "RPL121()  # replint: ignore[RPL121]\nRPL121(low)  # noqa: RPL121\n"})
    assert told(run, *options) == []


@pytest.mark.usefixtures("analysis")
def test_files_without_a_trace_of_replicate(run: Run, tree: Tree) -> None:
    tree(
        {
            "a.py": "x = 1  # replint: ignore[RPL121]\n",
            "b.py": "x = 1  # noqa: E1, RPL121\n",
            "c.py": "x = 1  # noqa\ny = 'replint'\nRPL121()\n",
            "d.py": "x = (  # replint: ignore\n",
        }
    )
    ran = run("-v")
    assert [line.split(" ")[0] for line in ran.out.splitlines()] == ["a.py:1:8:", "b.py:1:8:", "d.py:1:8:"]
    assert "(4 files checked, 0 with a trace of Replicate)" in ran.err


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"x = 1  # replint: ignore", True),
        (b"x = 1  # noqa: RPL121", True),
        (b"x = 1  # noqa", False),
        (b"x = RPL121", False),
        (b"purple", False),
    ],
)
def test_the_look_at_the_bytes(data: bytes, expected: bool) -> None:
    assert may_silence(data) is expected


@pytest.mark.usefixtures("analysis")
def test_a_file_that_was_not_checked_to_its_end_has_no_unused_comments(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "x = 1  # replint: ignore[RPL121]\nRPL904()\n"})
    assert not [line for line in told(run) if "RPL901" in line]
    (root / "a.py").write_bytes(b"import replicate\nx = '\xe9'  # replint: ignore\n")
    assert [line.split(" ")[1] for line in told(run)] == ["RPL900"]


@pytest.mark.usefixtures("analysis")
def test_files_whose_common_analysis_failed_have_no_unused_comments(run: Run, tree: Tree) -> None:
    tree(
        {
            "pyproject.toml": "",
            "a.py": HEAD + "import b\nprint(b.x)\nCRASH\n",
            "b.py": HEAD + "x = 1  # replint: ignore[RPL121]\ny = 2  # replint: ignore[E1]\n",
        }
    )
    assert [line.split(" ")[1] for line in told(run)] == ["RPL904", "RPL902"]


@pytest.mark.usefixtures("analysis")
@pytest.mark.parametrize(
    ("comment", "day", "expected"),
    [
        ("until=2027-01-31", "2027-01-31", []),
        ("until=2027-01-31 the sandbox", "2027-02-01", ["RPL121", "RPL906"]),
        ("the sandbox, until=2027-01-31", "2027-02-01", ["RPL121", "RPL906"]),
        ("(until: 2027-01-31)", "2030-01-01", ["RPL121", "RPL906"]),
        ("until=2027-02-30", "2020-01-01", ["RPL121", "RPL902"]),
        ("until=soon", "2020-01-01", ["RPL121", "RPL902"]),
        ("until=20270131", "2020-01-01", ["RPL121", "RPL902"]),
        ("until=2027-01-31.", "2027-01-31", []),
        ("we wait until the API is out", "2030-01-01", []),
    ],
)
def test_a_comment_for_a_time(
    run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch, comment: str, day: str, expected: list[str]
) -> None:
    monkeypatch.setattr(suppressions, "today", lambda: date.fromisoformat(day))
    tree({"a.py": f"{HEAD}RPL121()  # replint: ignore[RPL121] {comment}\n"})
    assert [line.split(" ")[1] for line in told(run)] == expected


@pytest.mark.usefixtures("analysis")
def test_a_day_that_has_passed_is_one_finding_where_nothing_is_left(
    run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suppressions, "today", lambda: date(2027, 2, 1))
    tree({"a.py": f"{HEAD}x = 1  # replint: ignore[RPL121] until=2027-01-31\n"})
    assert told(run) == ["2:8: RPL906 this comment was to hold until 2027-01-31 and silences nothing any more"]


@pytest.mark.usefixtures("analysis")
@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# replint: ignore[RPL121]", ["RPL905"]),
        ("# replint: ignore", ["RPL905"]),
        ("# replint: ignore[RPL121] - ", ["RPL905"]),
        ("# replint: ignore[RPL121] until=2999-01-01", ["RPL905"]),
        ("# replint: ignore[RPL121]  # type: ignore", ["RPL905"]),
        ("# noqa", ["RPL905"]),
        ("# noqa: E501, RPL121", ["RPL905"]),
        ("# replint: ignore[RPL121] the sandbox", []),
        ("# replint: ignore[RPL121]: the sandbox", []),
        ("# replint: ignore[RPL121] #12", []),
        ("# replint: ignore[RPL121] until=2999-01-01 the sandbox", []),
        ("# noqa: RPL121 the sandbox", []),
        ("# replint: ignore[RPL121, RPL905]", []),
    ],
)
def test_a_reason_is_demanded(run: Run, tree: Tree, comment: str, expected: list[str]) -> None:
    root = tree({"a.py": f"{HEAD}RPL121()  {comment}\nx = 1  # noqa\ny = 2  # noqa: E501\n"})
    assert told(run) == []
    (root / "replint.toml").write_text("require-suppression-reason = true\n")
    assert [line.split(" ")[1] for line in told(run)] == expected


@pytest.mark.usefixtures("analysis")
def test_the_reason_is_kept(tree: Tree) -> None:
    from replint import engine
    from replint.config import Resolver
    from replint.discovery import discover

    root = tree({"a.py": f"{HEAD}RPL121()  # replint: ignore[RPL121] until=2999-01-31, the sandbox\n"})
    report = engine.check_all(discover((".",), Resolver(str(root))).targets)
    assert [entry.reason for entry in report.suppressed()] == ["the sandbox"]


def cards() -> list[RuleCard]:
    return [catalogue.card(code) for code in ("RPL901", "RPL902", "RPL905", "RPL906")]


@pytest.mark.parametrize(
    ("code", "kind", "number"),
    [
        (card.code, kind, number)
        for card in cards()
        for kind in ("bad", "good")
        for number in range(len(getattr(card, kind)))
    ],
)
def test_the_samples_of_the_cards(run: Run, tree: Tree, code: str, kind: str, number: int) -> None:
    """The real analysis judges each sample as it is marked."""
    text = getattr(catalogue.card(code), kind)[number].code
    tree({"sample.py": text})
    expected = [
        f"sample.py:{line}: {mark.strip()}"
        for line, content in enumerate(text.splitlines(), start=1)
        for mark in content.partition("# expect:")[2].split(",")
        if mark.strip()
    ]
    found = run("--output-format", "concise").out.splitlines()
    assert [f"{':'.join(line.split(':')[:2])}: {line.split(' ')[1]}" for line in found] == expected


def test_beside_the_real_ruff(tmp_path: Path) -> None:
    """Ruff keeps a comment that names replint's codes, given the setting that ``replint init`` advises."""
    (tmp_path / "ruff.toml").write_text("[lint]\nselect = ['RUF100', 'E501']\nexternal = ['RPL']\n")
    (tmp_path / "a.py").write_text(f"x = 1  # noqa: RPL121\ny = '{'x' * 100}'  # noqa: E501, RPL121\n")
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "."]
    ran = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
