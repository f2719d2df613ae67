"""Fixes of a whole run: files that several groups share, and findings that a baseline knows."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from conftest import Run, Tree

from replint import cli
from replint.disk import DISK
from replint.integrations.checking import Checker

USE = """
import replicate
from words import {name}
if {name}(replicate.trainings.get("x")):
    print("no {name}")
"""
NAMES = ("faces", "voices", "hands")
SHARED = "".join(f'def {name}(job):\n    return job.status == "cancelled"\n\n\n' for name in NAMES)
MENDED = SHARED.replace("cancelled", "canceled")
PROJECT = {
    "pyproject.toml": "",
    "words.py": SHARED,
    **{f"use_{name}.py": USE.format(name=name) for name in NAMES},
}


@pytest.mark.parametrize("paths", [["."], ["words.py"], ["words.py", "use_faces.py"]])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_run_mends_what_several_groups_find_in_a_file(tree: Tree, run: Run, paths: list[str], jobs: str) -> None:
    root = tree(PROJECT)
    ran = run("--fix", "--jobs", jobs, *paths)
    assert (ran.code, ran.out, ran.err) == (0, "", "Fixed 3 findings in 1 file.\n")
    assert (root / "words.py").read_text() == MENDED
    assert run("--fix", *paths).err == ""


def test_the_difference_and_standard_input_and_editors_have_all_of_it(
    tree: Tree, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(PROJECT)
    assert run("--diff", ".").out.count('"canceled"') == 3
    assert Checker().mended(str(root / "words.py"), DISK) == MENDED
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHARED.encode())))
    cli.run(["--fix", "-", "--stdin-filename=words.py"])
    assert capsys.readouterr().out == MENDED
    assert (root / "words.py").read_text() == SHARED


WAIT = """

def wait{number}(training, deadline):
    while training.status not in OVER{number} and time.monotonic() < deadline:
        time.sleep(60)
        training.reload()


wait{number}(replicate.trainings.get("x"), 9000)
"""
HEAD = "import time\n\nimport replicate\n\n"


def waits(*numbers: int) -> str:
    """A module with a poll for each number, each of which misses two endings."""
    words = "".join(f'OVER{number} = ("succeeded", "failed")\n' for number in numbers)
    return HEAD + words + "".join(WAIT.format(number=number) for number in numbers)


@pytest.fixture
def old(tree: Tree, run: Run) -> Path:
    """A project with one file whose findings stand in a baseline, and to which a new poll came."""
    root = tree({"pyproject.toml": '[tool.replint]\nselect = ["RPL127"]\n', "a.py": waits(1)})
    assert "1 entry" in run("--write-baseline=known.json", ".").err
    (root / "a.py").write_text(waits(1, 2))
    return root


ENDINGS = '"failed", "canceled", "aborted")'


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_baseline_knows_is_left_alone(old: Path, run: Run, jobs: str) -> None:
    known = (old / "known.json").read_bytes()
    ran = run("--fix", "--jobs", jobs, "--baseline=known.json", ".")
    assert (ran.code, ran.out, ran.err) == (0, "", "Fixed 1 finding in 1 file.\n")
    after = waits(1, 2).replace('OVER2 = ("succeeded", "failed")', f'OVER2 = ("succeeded", {ENDINGS}')
    assert (old / "a.py").read_text() == after
    assert (old / "known.json").read_bytes() == known
    assert run("--fix", "--baseline=known.json", "--strict-baseline", ".").code == 0
    assert (old / "a.py").read_text() == after


def test_a_configured_baseline_holds_for_differences_and_standard_input_and_editors(
    old: Path, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (old / "pyproject.toml").write_text('[tool.replint]\nselect = ["RPL127"]\nbaseline = "known.json"\n')
    assert run("--diff", ".").out.count("+OVER") == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(waits(1, 2).encode())))
    assert cli.run(["--fix", "-", "--stdin-filename=a.py"]) == 0
    assert capsys.readouterr().out.count(ENDINGS) == 1
    assert (Checker().mended(str(old / "a.py"), DISK) or "").count(ENDINGS) == 1


def test_a_file_that_was_renamed_is_still_known(old: Path, run: Run) -> None:
    (old / "a.py").rename(old / "b.py")
    assert run("--fix", "--baseline=known.json", ".").code == 0
    assert (old / "b.py").read_text().count(ENDINGS) == 1


def test_only_known_findings_are_nothing_to_tell(old: Path, run: Run) -> None:
    (old / "a.py").write_text(waits(1))
    ran = run("--diff", "--unsafe-fixes", "--baseline=known.json", ".")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_baseline_that_is_not_there_keeps_everything_as_it_is(old: Path, run: Run) -> None:
    ran = run("--fix", "--baseline=none.json", ".")
    assert ran.code == 2
    assert "none.json" in ran.err
    assert (old / "a.py").read_text() == waits(1, 2)


CALL = """import replicate

training = replicate.trainings.create(
    "acme/face:{hash}", {{"input_images": "{scheme}://x.example/a.zip"}}, "acme/out", {hook}="https://x.example/hook"
)
print(training.id)
"""


def test_a_known_finding_is_spared_when_another_fix_changes_its_statement(tree: Tree, run: Run) -> None:
    def call(scheme: str, hook: str) -> str:
        return CALL.format(hash="a" * 64, scheme=scheme, hook=hook)

    root = tree({"pyproject.toml": "", "a.py": call("http", "webhook_completed")})
    run("--write-baseline=known.json", "--select=RPL118", ".")
    ran = run("--fix", "--unsafe-fixes", "--baseline=known.json", "--select=RPL118,RPL144", ".")
    text = (root / "a.py").read_text()
    assert "webhook=" in text
    assert '"http://' in text
    assert "Fixed 1 finding" in ran.err


def test_findings_without_a_baseline_beside_known_ones(tree: Tree, run: Run) -> None:
    """Each file goes by the baseline of its own configuration."""
    root = tree({"pyproject.toml": "", "old/replint.toml": "", "old/a.py": waits(1), "new/a.py": waits(1)})
    run("--write-baseline=known.json", "--select=RPL127", "old")
    (root / "old/replint.toml").write_text('baseline = "../known.json"\n')
    assert json.loads((root / "known.json").read_text())["findings"]
    run("--fix", ".")
    assert {
        name: (root / name / "a.py").read_text().count(ENDINGS) for name in os.listdir(root) if "." not in name
    } == {
        "old": 0,
        "new": 1,
    }


def test_a_comment_that_only_one_group_needs_stays_and_one_that_none_needs_goes(tree: Tree, run: Run) -> None:
    def words(*comments: str) -> str:
        rows = zip(NAMES, comments, strict=True)
        return "".join(f'def {n}(job):\n    return job.status == "cancelled"{comment}\n\n\n' for n, comment in rows)

    root = tree(
        {**PROJECT, "words.py": words("  # noqa: RPL128", "  # noqa: RPL128, RPL141", "  # replint: ignore[RPL128]")}
    )
    (root / "use_hands.py").unlink()
    told = [line.split(" ", 3) for line in run(".").out.splitlines()]
    assert [(row[0].split(":")[1], row[1]) for row in told] == [("6", "RPL901"), ("10", "RPL901")]
    assert "`RPL141`" in told[0][3]
    assert "RPL128" not in told[0][3]
    ran = run("--fix", ".")
    assert (root / "words.py").read_text() == words("  # noqa: RPL128", "  # noqa: RPL128", "")
    assert (ran.code, ran.out, ran.err) == (0, "", "Fixed 2 findings in 1 file.\n")
    assert run("--fix", ".").err == ""
