"""``--fix``, ``--unsafe-fixes`` and ``--diff`` as users call them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import Run, Tree

from replint import cli
from replint.reporters.models import ReportModel

BAD = """import time
import replicate

OVER = ("succeeded", "failed")


def wait(training, deadline):
    while training.status not in OVER and time.monotonic() < deadline:
        time.sleep(5)
        training.reload()


wait(replicate.trainings.get("x"), 9000)
"""
SAFE = BAD.replace('"failed")', '"failed", "canceled", "aborted")')
GOOD = SAFE.replace("    while", "    delay = 30\n    while").replace(
    "sleep(5)", "sleep(delay)\n        delay = min(delay * 2, 300)"
)
NAME = "a.py"


def test_safe_fixes_are_made_and_the_rest_is_reported(tree: Tree, run: Run) -> None:
    root = tree({NAME: BAD})
    ran = run("--fix", NAME)
    assert (root / NAME).read_text() == SAFE
    assert ran.code == 1
    assert [line.split()[1] for line in ran.out.splitlines()] == ["RPL121"]
    assert ran.err == "Fixed 1 finding in 1 file (1 more with --unsafe-fixes).\n"


def test_everything_fixed_exits_0_and_a_second_run_changes_nothing(tree: Tree, run: Run) -> None:
    root = tree({NAME: BAD})
    ran = run("--fix", "--unsafe-fixes", ".")
    assert (ran.code, ran.out, ran.err) == (0, "", "Fixed 2 findings in 1 file.\n")
    assert (root / NAME).read_text() == GOOD
    when = (root / NAME).stat().st_mtime_ns
    assert run("--fix", "--unsafe-fixes", ".") == type(ran)(0, "", "")
    assert (root / NAME).stat().st_mtime_ns == when


def test_summary_says_what_can_be_fixed(tree: Tree, run: Run) -> None:
    tree({NAME: BAD, "b.py": SAFE})
    said = "Fixable: 1 with --fix, 2 more with --fix --unsafe-fixes.\n"
    assert run("-v", ".").err.endswith(said)
    assert run("-v", "b.py").err.endswith("Fixable: 1 with --fix --unsafe-fixes.\n")
    assert "Fixable" not in run("-v", "--select", "RPL1", "--ignore", "RPL12", ".").err


def test_quiet_tells_nothing(tree: Tree, run: Run) -> None:
    tree({NAME: BAD})
    assert run("--fix", "--unsafe-fixes", "-q", NAME).err == ""


def test_diff_shows_and_never_writes(tree: Tree, run: Run) -> None:
    root = tree({NAME: BAD, "b.py": "import replicate\n"})
    ran = run("--diff", "--fix", ".")
    assert ran.code == 1
    assert ran.out.startswith("--- a.py\n+++ a.py\n@@ -1,7 +1,7 @@\n")
    assert '+OVER = ("succeeded", "failed", "canceled", "aborted")\n' in ran.out
    assert ran.err == "Would fix 1 finding in 1 file (1 more with --unsafe-fixes).\n"
    assert (root / NAME).read_text() == BAD
    assert run("--diff", "--exit-zero", ".").code == 0


def test_diff_without_anything_to_fix_exits_0(tree: Tree, run: Run) -> None:
    tree({NAME: SAFE})
    ran = run("--diff", NAME)
    assert (ran.code, ran.out, ran.err) == (0, "", "No safe fixes (1 more with --unsafe-fixes).\n")


def test_unsafe_fixes_alone_change_nothing_and_say_so(tree: Tree, run: Run) -> None:
    root = tree({NAME: BAD, "b.py": "x = 1\n"})
    said = "Nothing is fixed by --unsafe-fixes without --fix or --diff; "
    ran = run("--unsafe-fixes", NAME)
    assert (ran.code, ran.out) == (1, run(NAME).out)
    assert ran.err == f"{said}2 findings could be fixed.\n"
    assert run("--unsafe-fixes", "b.py") == type(ran)(0, "", f"{said}there is nothing to fix either.\n")
    assert run("--unsafe-fixes", "-q", NAME).err == ""
    assert (root / NAME).read_text() == BAD


def test_a_rule_that_is_off_or_silenced_is_not_fixed(tree: Tree, run: Run) -> None:
    silenced = BAD.replace("< deadline:", "< deadline:  # noqa: RPL127")
    root = tree(
        {NAME: BAD, "b.py": silenced, "pyproject.toml": '[tool.replint.per-file-ignores]\n"c.py" = ["RPL127"]\n'}
    )
    (root / "c.py").write_text(BAD)
    run("--fix", "--ignore", "RPL127", NAME)
    run("--fix", "b.py", "c.py")
    assert (root / NAME).read_text() == BAD
    assert (root / "b.py").read_text() == silenced
    assert (root / "c.py").read_text() == BAD


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_comes_back_mended(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    tree({})
    monkeypatch.setattr(sys, "stdin", Stdin(BAD.replace("\n", "\r\n").encode()))
    assert cli.run(["--fix", "--stdin-filename", "x.py", "-"]) == 1
    out, err = capfdbinary.readouterr()
    assert out == SAFE.replace("\n", "\r\n").encode()
    assert err.startswith(b"x.py:9:9: RPL121 ")


@pytest.mark.parametrize("data", [b"print('\xff')\n", b"import replicate\n(\n", b""])
def test_standard_input_that_needs_no_fix_comes_back_as_it_is(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], data: bytes
) -> None:
    tree({})
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    cli.run(["--fix", "-"])
    assert capfdbinary.readouterr().out == data


def test_a_file_that_can_not_be_written_is_an_error(
    tree: Tree, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tree({"pyproject.toml": "[tool.replint]\n"})
    outside = tmp_path_factory.mktemp("outside") / "a.py"
    outside.write_text(BAD)
    (root / NAME).symlink_to(outside)
    ran = run("--fix", NAME)
    assert ran.code == 2
    assert ran.err.startswith("replint: error: a.py can't be fixed: it is a link that leads out of the project\n")
    assert outside.read_text() == BAD


def test_json_carries_the_fix(tree: Tree, run: Run) -> None:
    tree({NAME: BAD})
    report = json.loads(run("--output-format", "json", NAME).out)
    ReportModel.model_validate(report)
    fixes = {finding["code"]: finding["fix"] for finding in report["findings"]}
    assert fixes["RPL127"] == {
        "applicability": "safe",
        "message": 'Add "canceled" and "aborted"',
        "edits": [{"line": 4, "column": 30, "end_line": 4, "end_column": 30, "text": ', "canceled", "aborted"'}],
    }
    assert fixes["RPL121"]["applicability"] == "unsafe"
    assert [edit["text"] for edit in fixes["RPL121"]["edits"]] == [
        "    delay = 30\n",
        "delay",
        "\n        delay = min(delay * 2, 300)",
    ]


def test_values_from_another_file_are_mended_only_where_the_finding_is(tree: Tree, run: Run) -> None:
    files = {
        "words.py": 'OVER = ("succeeded", "failed")\n',
        NAME: "from words import OVER\n" + BAD.replace("OVER =", "X ="),
    }
    root = tree(files)
    ran = run("--fix", ".")
    assert "RPL127" in ran.out
    assert {name: (root / name).read_text() for name in files} == files


def test_processes_fix_the_same(tree: Tree, run: Run) -> None:
    root = tree({f"m{number}.py": BAD for number in range(12)})
    ran = run("--fix", "--jobs", "2", ".")
    assert ran.err == "Fixed 12 findings in 12 files (12 more with --unsafe-fixes).\n"
    assert {Path(file).read_text() for file in root.glob("m*.py")} == {SAFE}
