"""A project whose folders have configurations of their own: each file has one verdict, whichever files were named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from conftest import Run, Tree
from hypothesis import given, settings
from hypothesis import strategies as st

from replint import cli
from replint.integrations.flake8 import Memory

VERSION = "acme/face:" + "a" * 64
JOBS = f"""
import infra
import replicate
from common.build import make
from common.launch import launch
from common.pace import DATA, PACE, TARGET
from common.poll import wait_for

def start():
    first = infra.begin("{VERSION}", {{"faces": DATA}}, TARGET)
    second = infra.go("{VERSION}", {{"faces": DATA}}, TARGET)
    return first, second

def run():
    training = make({{"faces": DATA, "stepz": 5}}, "acme/out")
    launch("nodash")
    return wait_for(training.id, PACE)
"""
TRAINER = f"""
import replicate
from common.pace import DATA

def train():
    return replicate.trainings.create(
        "{VERSION}", {{"faces": DATA, "steps": 5000, "pictures": 1}}, destination="acme/out"
    )

def watch(training):
    import time
    for _ in range(90):
        training.reload()
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            break
        time.sleep(7)
"""
FILES = {
    "pyproject.toml": """
[tool.replint]
extend-exclude = ["legacy"]
min-confidence = "low"
known-destinations = ["acme/out"]
[tool.replint.wrappers]
"infra.begin" = "create"
""",
    "common/__init__.py": "",
    "common/pace.py": 'PACE = 5\nTARGET = "portraits"\nDATA = "https://lumen.s3.amazonaws.com/faces.zip"\n',
    "common/poll.py": """
import time
import replicate

def wait_for(training_id, pace):
    for _ in range(90):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            return training
        time.sleep(pace)
""",
    "common/build.py": f"""
import replicate

def make(payload, destination):
    return replicate.trainings.create("{VERSION}", payload, destination=destination)
""",
    "common/launch.py": f"""
import infra

def launch(destination):
    return infra.begin("{VERSION}", {{"faces": "./faces.zip"}}, destination)
""",
    "fast/replint.toml": """
min-poll-seconds = 2
min-confidence = "low"
public-buckets = ["lumen"]
[wrappers]
"infra.go" = "create"
[[trainers]]
name = "acme/face"
inputs = { faces = { type = "file" }, steps = { type = "int", max = 6000 } }
""",
    "slow/replint.toml": """
extend = "../pyproject.toml"
min-poll-seconds = 120
[per-file-ignores]
"jobs.py" = ["RPL106"]
[wrappers]
"infra.begin" = { does = "create", destination = ["target", 0] }
"infra.go" = { does = "create", destination = ["target", 2], returns = "id" }
[[trainers]]
name = "acme/face"
inputs = { faces = { type = "file" }, steps = { type = "int", max = 4000 } }
""",
    "slow/deep/replint.toml": 'extend = "../replint.toml"\nexclude = ["generated.py"]\n[severity]\nRPL1 = "low"\n',
    "legacy/old.py": JOBS,
    "legacy/replint.toml": "this is no TOML",
    "slow/deep/generated.py": JOBS,
    **{f"{folder}/jobs.py": JOBS for folder in (".", "fast", "slow", "slow/deep")},
    **{f"{folder}/trainer.py": TRAINER for folder in (".", "fast", "slow", "slow/deep")},
}
NAMES = sorted(os.path.normpath(name) for name in FILES if name.endswith(".py"))
CHECKED = [name for name in NAMES if not name.startswith("legacy/") and name != "slow/deep/generated.py"]
Findings = dict[str, list[str]]


@pytest.fixture(scope="module")
def monorepo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project, as the working directory."""
    root = tmp_path_factory.mktemp("monorepo")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    before = os.getcwd()
    os.chdir(root)
    yield root
    os.chdir(before)


def lint(output: Path, *arguments: str) -> Findings:
    """What the command line finds, by file; each finding with all that is said of it."""
    assert cli.run([*arguments, "--exit-zero", "--output-format=json", f"--output-file={output}"]) == 0
    found: Findings = {}
    for one in json.loads(output.read_text())["findings"]:
        found.setdefault(one["path"], []).append(json.dumps(one, sort_keys=True))
    return found


@pytest.fixture(scope="module")
def whole(monorepo: Path) -> Findings:
    """What a run over everything finds."""
    return lint(monorepo / ".whole.json", "--no-cache", "--jobs=1", ".")


def test_each_file_is_judged_by_its_own_configuration(whole: Findings) -> None:
    """The same two modules in four folders: thresholds, buckets, trainers, wrappers and ignores are each folder's."""
    told = {path: [(one["line"], one["code"]) for one in map(json.loads, rows)] for path, rows in whole.items()}
    slow_jobs = [(10, "RPL102"), (11, "RPL102"), (15, "RPL111"), (15, "RPL133"), (16, "RPL102")]
    slow_trainer = [(7, "RPL111"), (7, "RPL134"), (7, "RPL133"), (16, "RPL121")]
    assert told == {
        "jobs.py": [(10, "RPL111"), (10, "RPL102"), (15, "RPL111"), (16, "RPL106"), (16, "RPL102")],
        "trainer.py": [(7, "RPL111"), (16, "RPL121")],
        "fast/jobs.py": [(11, "RPL102"), (15, "RPL133"), (16, "RPL106"), (16, "RPL102")],
        "fast/trainer.py": [(7, "RPL133"), (16, "RPL122")],
        "slow/jobs.py": slow_jobs,
        "slow/trainer.py": slow_trainer,
        "slow/deep/jobs.py": slow_jobs,
        "slow/deep/trainer.py": slow_trainer,
        "common/build.py": [(5, "RPL125")],
        "common/poll.py": [(10, "RPL121")],
    }
    levels = {path: {one["severity"] for one in map(json.loads, rows)} for path, rows in whole.items()}
    assert levels["slow/deep/jobs.py"] == {"low"} != levels["slow/jobs.py"]


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(CHECKED), cut=st.integers(1, len(CHECKED) - 1), cached=st.booleans())
def test_any_part_in_any_order_gets_the_verdict_of_the_whole(
    monorepo: Path, whole: Findings, order: Sequence[str], cut: int, *, cached: bool
) -> None:
    keep = [f"--cache-dir={monorepo / '.cache'}"] if cached else ["--no-cache"]
    for part in (order[:cut], order[cut:]):
        found = lint(monorepo / ".part.json", "--jobs=1", *keep, *part)
        assert found == {path: rows for path, rows in whole.items() if path in part}


@pytest.mark.parametrize("seed", ["0", "1"])
def test_processes_and_hash_seeds_change_nothing(monorepo: Path, whole: Findings, seed: str) -> None:
    command = [sys.executable, "-m", "replint", "--jobs=2", "--no-cache", "--exit-zero", "--output-format=json", "."]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ran = subprocess.run(command, cwd=monorepo, env=environment, capture_output=True, check=True, timeout=120)
    found: Findings = {}
    for one in json.loads(ran.stdout)["findings"]:
        found.setdefault(one["path"], []).append(json.dumps(one, sort_keys=True))
    assert found == whole


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(CHECKED), cut=st.integers(1, len(CHECKED)))
def test_flake8_says_the_same_of_any_part_in_any_order(
    monorepo: Path, whole: Findings, order: Sequence[str], cut: int
) -> None:
    memory = Memory()
    for path in order[:cut]:
        report = memory.report(path, None)
        told = [(one.finding.span.line, one.finding.code, one.fingerprint) for one in report.entries] if report else []
        rows = map(json.loads, whole.get(path, ()))
        assert told == [(row["line"], row["code"], row["fingerprint"]) for row in rows]


@pytest.mark.parametrize("path", [path for path in CHECKED if path.endswith("jobs.py")])
def test_standard_input_gets_the_verdict_of_the_file(
    monorepo: Path, whole: Findings, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replint.console.read_bytes", (monorepo / path).read_bytes)
    found = lint(monorepo / ".stdin.json", "-", f"--stdin-filename={path}")
    assert found == {path: whole[path]}


def test_the_grade_knows_each_folders_trainers(tree: Tree, run: Run) -> None:
    """A model is run that only one folder's configuration knows as a trainer that can't be run as one."""
    call = f'import replicate\nprint(replicate.run("{VERSION}", input={{}}))\n'
    own = '[[trainers]]\nname = "acme/face"\npredicts = false\ninputs = {}\n'
    tree({"pyproject.toml": "", "a/x.py": call, "b/x.py": call, "b/replint.toml": own})
    exercised = {}
    for folder in ("a", "b"):
        (pack,) = json.loads(run("grade", "--output-format=json", "--exit-zero", folder).out)["packs"]
        exercised[folder] = [case["case"] for case in pack["cases"] if case["exercised"]]
    assert exercised["a"] == []
    assert exercised["b"] != []


COMPANION = {
    "pyproject.toml": "",
    "main.py": f"from lib.begin import begin\nprint(begin('{VERSION}', 'nodash'))\n",
    "lib/begin.py": "import infra\ndef begin(version, dest):\n    return infra.go(version, {}, dest)\n",
    "lib/replint.toml": '[wrappers]\n"infra.go" = "create"\n',
}


def test_a_wrapper_holds_for_the_calls_in_the_files_whose_configuration_declares_it(tree: Tree, run: Run) -> None:
    root = tree(COMPANION)
    assert run("--no-cache", "main.py").out.startswith("main.py:2:")
    (root / "lib/replint.toml").rename(root / "replint.toml")
    assert run("--no-cache", "main.py").out.startswith("main.py:2:")
    (root / "lib/replint.toml").write_text("min-poll-seconds = 10\n")
    assert run("--no-cache", "main.py").out == ""


def test_what_is_kept_goes_by_the_configuration_of_companions_too(tree: Tree, run: Run) -> None:
    root = tree(COMPANION)
    cached = ("--cache-dir=.cache", "main.py")
    first = run(*cached).out
    assert "RPL102" in first
    assert run(*cached).out == first
    (root / "lib/replint.toml").write_text('[wrappers]\n"infra.go" = { does = "create", destination = "target" }\n')
    assert run(*cached).out == run("--no-cache", "main.py").out == ""
    (root / "lib/replint.toml").unlink()
    assert run(*cached).out == run("--no-cache", "main.py").out == ""
    tree(COMPANION)
    assert run(*cached).out == first


def test_a_configuration_that_can_not_be_used_is_an_error_only_where_its_files_are_checked(
    tree: Tree, run: Run
) -> None:
    root = tree(COMPANION)
    (root / "lib/replint.toml").write_text("[wrappers]\nx = 5\n")
    assert run("--no-cache", "main.py").code == 0
    assert run("--no-cache", ".").code == 2
    assert run("--no-cache", "lib/begin.py").code == 2


def test_named_files_that_a_walk_would_pass_over_are_excluded_by_force(monorepo: Path) -> None:
    """By the configuration of the folder that they lie in, or of one above, whatever theirs is."""
    passed_over = ("legacy/old.py", "slow/deep/generated.py")
    assert lint(monorepo / ".forced.json", "--no-cache", "--force-exclude", *passed_over) == {}
    assert Memory().report("legacy/old.py", None) is None
    assert lint(monorepo / ".forced.json", "--no-cache", "slow/deep/generated.py").keys() == {"slow/deep/generated.py"}
