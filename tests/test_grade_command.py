"""``replint grade`` as a command: options, configuration, exit codes, streams and files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Tree

from replint.reporters.grade import FORMATS

ROOT = Path(__file__).resolve().parent.parent
HEAD = "import replicate\n"

ORDERS = (("a.py", "b.py"), ("b.py", "a.py"))

faked = pytest.mark.usefixtures("analysis")
"""``RPL121()`` in a file is a finding of that rule, and its case counts; see conftest."""


def data(run: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("grade", "--output-format", "json", *arguments).out)
    return found


@faked
@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("", (), 0),
        ("RPL121()", (), 1),
        ("RPL122()", (), 0),
        ("RPL101()", (), 1),
        ("RPL801()", (), 0),
        ("RPL121()", ("--min-mean", "3"), 0),
        ("RPL121()", ("--min-mean", "3", "--min-score", "4"), 1),
        ("RPL122()", ("--min-mean", "4.5"), 1),
        ("RPL101()", ("--min-mean", "1", "--min-score", "2"), 0),
        ("RPL121()", ("--exit-zero",), 0),
        ("RPL121()  # noqa: RPL121", (), 0),
        ("RPL121()  # replint: ignore[RPL121] a sandbox", (), 0),
        ("RPL121()", ("--ignore", "RPL121"), 0),
        ("RPL121(low)", (), 0),
        ("RPL121(low)", ("--min-confidence", "low"), 1),
        ("CRASH", (), 2),
        ("CRASH", ("--exit-zero",), 2),
    ],
)
def test_exit_codes(run: Run, tree: Tree, text: str, options: tuple[str, ...], code: int) -> None:
    tree({"a.py": HEAD + text})
    ran = run("grade", "--output-format", "json", *options)
    assert ran.code == code
    if code < 2 and "--exit-zero" not in options:
        assert json.loads(ran.out)["passed"] is (code == 0)


@faked
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope.py",), "no such file or folder: nope.py"),
        (("--min-mean", "0.5"), "Invalid value for '--min-mean': 0.5 is not in the range 1 to 5"),
        (("--min-mean", "nan"), "Invalid value for '--min-mean': nan is not in the range 1 to 5"),
        (("--min-score", "6"), "Invalid value for '--min-score': 6 is not in the range 1 to 5"),
        (("--min-score", "many"), "'many' is not a valid float"),
        (("--by", "line"), "'line' is not one of 'file', 'package'"),
        (("--output-format", "concise"), "'concise' is not one of 'text', 'json', 'markdown'"),
        (("--compare", "gone.json"), "gone.json: can't be read: No such file or directory"),
        (("--compare", "a.py"), "a.py: is no grade that replint wrote as JSON"),
        (("--compare", "."), ".: can't be read: Is a directory"),
        (("--output-file", "no/such/x"), "no/such/x can't be written: No such file or directory"),
        (("--config", "replint.toml", "--isolated"), "--isolated and --config exclude each other"),
        (("--config", "bad.toml"), "bad.toml: grade.min-mean: "),
        (("--fail-on", "high"), "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_2(run: Run, tree: Tree, arguments: tuple[str, ...], message: str) -> None:
    tree({"a.py": HEAD, "replint.toml": "", "bad.toml": "[grade]\nmin-mean = 9\n"})
    ran = run("grade", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("replint: error: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


@faked
def test_a_folder_of_that_name_is_reached_as_a_path(run: Run, tree: Tree) -> None:
    tree({"grade/a.py": HEAD + "RPL121()\n"})
    assert run("./grade").out == "grade/a.py:2:1: RPL121 saw `RPL121()`\n"
    assert run("grade", "./grade").code == 1


def limits(run: Run, *arguments: str) -> tuple[float, float]:
    (pack,) = data(run, *arguments)["packs"]
    return pack["thresholds"]["min_mean"], pack["thresholds"]["min_score"]


@faked
def test_thresholds_come_from_the_command_line_the_configuration_and_the_rubric(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL122()\n"})
    assert limits(run) == (4, 3)
    tree({"pyproject.toml": "[tool.replint.grade]\nmin-mean = 4.5\n"})
    assert limits(run) == (4.5, 3)
    assert limits(run, "--isolated") == (4, 3)
    assert limits(run, "--min-mean", "2", "--min-score", "1") == (2, 1)
    tree({"base.toml": "[grade]\nmin-mean = 2\nmin-score = 5\n", "replint.toml": "extend = 'base.toml'\n"})
    assert limits(run) == (2, 5)
    tree({"replint.toml": "extend = 'base.toml'\n[grade]\nmin-mean = 3\n"})
    assert limits(run) == (3, 5)


@faked
def test_of_several_configurations_the_strictest_holds_if_it_has_a_graded_file(run: Run, tree: Tree) -> None:
    tree(
        {
            "a/x.py": HEAD + "RPL122()\n",
            "a/replint.toml": "grade = {min-mean = 2, min-score = 2}\n",
            "b/x.py": HEAD + "RPL122()\n",
            "b/replint.toml": "grade = {min-mean = 3, min-score = 1}\n",
            "c/x.py": "print()\n",
            "c/replint.toml": "grade = {min-mean = 5, min-score = 5}\n",
        }
    )
    assert limits(run) == (3, 2)
    assert limits(run, "a") == (2, 2)
    assert limits(run, "b") == (3, 1)
    assert limits(run, "c") == (4, 3)


@faked
def test_what_the_configuration_hides_does_not_count(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL101()\nRPL122()\n", "tests/b.py": HEAD + "RPL101()\n"})
    assert run("grade").code == 1
    tree({"replint.toml": "severity = {RPL101 = 'low'}\n"})
    assert data(run)["packs"][0]["criteria"][0]["scores"] == {"01": 4, "03": 4}
    tree({"replint.toml": "per-file-ignores = {'tests/' = ['RPL101']}\nignore = ['RPL122']\n"})
    assert [finding["path"] for finding in data(run)["findings"]] == ["a.py"]


@faked
def test_silenced_and_outside_findings_are_listed(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL101()  # replint: ignore[RPL101] made by the service\nRPL801()\nRPL122()\n"})
    found = data(run)
    assert [(one["code"], one.get("suppression")) for one in found["findings"]] == [
        ("RPL101", {"kind": "comment", "reason": "made by the service"}),
        ("RPL801", None),
        ("RPL122", None),
    ]
    assert [case["findings"] for case in found["packs"][0]["cases"]] == [[], [found["findings"][2]["fingerprint"]]]
    text = run("grade").out
    assert "a.py:2:1: RPL101 saw `RPL101()` (suppressed: made by the service)" in text
    assert "Outside the rubric, so not counted; replint check reports them\n  a.py:3:1: RPL801" in text


def test_files_that_can_not_be_analysed_are_told(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "x = = 1\n"})
    warning = "replint: warning: not graded, because not analysed: a.py\n"
    for arguments, err in (((), warning), (("--output-format", "json"), warning), (("-q",), "")):
        ran = run("grade", *arguments)
        assert (ran.code, ran.err) == (0, err)
        assert "a.py" in ran.out
    tree({"b.py": HEAD + "(\n"})
    assert run("grade").err == "replint: warning: not graded, because not analysed: a.py and 1 more\n"


@faked
def test_a_failure_of_replint_is_told_and_the_rest_is_graded(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "CRASH\n", "b.py": HEAD + "RPL121()\n"})
    ran = run("grade")
    assert ran.code == 2
    assert ran.err == "replint: error: replint failed on a.py: ZeroDivisionError: no way\n"
    assert "b.py:2:1: RPL121" in ran.out
    assert "Traceback" in run("grade", "-v").err


@faked
def test_the_report_goes_to_a_file_and_is_compared(run: Run, tree: Tree) -> None:
    root = tree({"a.py": HEAD + "RPL101()\nRPL122()\n"})
    ran = run("grade", "--output-format", "json", "--output-file", "old.json")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    old = json.loads((root / "old.json").read_text())
    tree({"a.py": HEAD + "\n\nRPL122()\nRPL121()\n"})
    found = data(run, "--compare", "old.json")["comparison"]
    assert found["passed_before"] is old["passed"] is False
    assert [one["code"] for one in found["gone"]] == ["RPL101"]
    assert len(found["new"]) == 1
    assert "case 03 on ai-platform and fine-tuning: 4 → 3" in run("grade", "--compare", "old.json").out
    assert "| ai-platform | ❌ mean 3.00, min 2 | ❌ mean 3.00, min 3 |" in (
        run("grade", "--compare", "old.json", "--output-format", "markdown").out
    )


@faked
def test_a_pack_that_is_not_chosen_is_not_graded(run: Run, tree: Tree) -> None:
    tree({"a.py": HEAD + "RPL101()\n"})
    assert [pack["pack"] for pack in data(run, "--pack", "fine-tuning")["packs"]] == ["fine-tuning"]
    assert data(run, "--pack", "auth")["packs"] == []
    for output_format in FORMATS:
        ran = run("grade", "--pack", "auth", "--by", "file", "--output-format", output_format)
        assert (ran.code, ran.err) == (0, "")
    assert run("grade", "--pack", "auth").out == "The grade is n/a: nothing in the code exercises a case.\n"


@faked
def test_a_card_that_does_not_fit_the_rubric_stops_the_command(run: Run, tree: Tree, cards: Any) -> None:
    tree({"a.py": HEAD})
    path = cards.files["RPL122"]
    path.write_text(path.read_text().replace('case = "03"', 'case = "04"'))
    ran = run("grade")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("RPL122.toml: case: 04 is unknown; the pack fine-tuning has 01, 03\n")


@faked
def test_help_names_what_there_is(run: Run, tree: Tree) -> None:
    tree({})
    shown = run("grade", "--help").out
    for option in ("--min-mean", "--min-score", "--by", "--compare", "--output-file", "--exit-zero", "--config"):
        assert option in shown
    assert "grade" in run("--help").out


@faked
@pytest.mark.parametrize("output_format", FORMATS)
def test_files_may_be_named_in_any_order(run: Run, tree: Tree, output_format: str) -> None:
    tree({"a.py": HEAD + "RPL101()\n", "b.py": HEAD + "RPL121()\nRPL122()\n"})
    one, other = (run("grade", "--output-format", output_format, "--by", "file", *order) for order in ORDERS)
    assert one == other


def _process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "replint", "grade", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_any_number_of_processes_gives_the_same_bytes() -> None:
    runs = [_process("examples", "--isolated", "--by", "file", "--jobs", jobs) for jobs in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout
    assert [done.returncode for done in runs] == [1, 1]
    assert runs[0].stdout.count("examples/03_waiting/good_") == 3


def test_good_examples_pass_the_gate_of_the_highest_marks() -> None:
    good = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples").rglob("good_*.py"))
    done = _process("--isolated", "--min-mean", "5", "--min-score", "5", *good)
    assert done.returncode == 0
    assert done.stdout.endswith("The gate is passed: every criterion has a mean of at least 5 and no score below 5.\n")


def test_checking_does_not_load_what_only_the_grade_needs() -> None:
    code = (
        "import sys; from replint import cli; cli.run(['--isolated', 'examples/03_waiting/good_train_and_wait.py']);"
        "print([name for name in sys.modules if name.startswith(('pydantic', 'replint.packs', 'replint.grading'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
