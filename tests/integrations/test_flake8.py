"""The flake8 plugin, run by flake8 itself: it finds what replint finds, and flake8 decides what is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CREATE = """\
training = replicate.trainings.create(
    version="acme/trainer:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    input={"input_images": "https://data.example.com/images.zip"},
    destination=DESTINATION,
)
print(training.id)
"""
FILES = {
    "app/__init__.py": "",
    "app/settings.py": 'DESTINATION = "portraits"\nPACE = 5\n',
    "app/train.py": f"import replicate\n\nfrom app.settings import DESTINATION\n\n{CREATE}",
    "app/wait.py": """\
import time

import replicate

from app.settings import PACE


def wait(training_id):
    for _ in range(500):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            return training
        time.sleep(PACE)
""",
    ".flake8": "[flake8]\nmax-line-length = 100\n",
    "pyproject.toml": "[project]\nname = 'app'\nversion = '1'\n",
}


def run(folder: Path, *command: str, stdin: str | None = None) -> list[str]:
    """The lines that a command prints, sorted, with flake8's ``./`` taken away."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        input=stdin,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    return sorted(line.removeprefix("./") for line in done.stdout.splitlines())


def codes(lines: list[str]) -> list[str]:
    """Path, line and code of each line."""
    return [re.sub(r":\d+: (\w+) .*", r" \1", line) for line in lines]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose findings hang on values from another module."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def append(file: Path, text: str) -> None:
    """Adds text to the end of a file."""
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_examples_have_the_findings_that_replint_reports(jobs: str) -> None:
    found = run(ROOT, "flake8", "--isolated", "--select", "RPL", "--jobs", jobs, "examples")
    assert found == run(ROOT, "replint", "--isolated", "--output-format", "concise", "examples")
    assert len(found) > 20


def test_values_of_other_modules_count_whatever_is_named(project: Path) -> None:
    found = codes(run(project, "flake8", "app"))
    assert found == ["app/train.py:8 RPL102", "app/wait.py:13 RPL121"]
    assert codes(run(project, "flake8", "app/train.py")) == found[:1]


def test_flake8_selects(project: Path) -> None:
    assert codes(run(project, "flake8", "--select", "RPL10", "app")) == ["app/train.py:8 RPL102"]
    ignored = codes(
        run(project, "flake8", "--extend-ignore", "RPL12", "--per-file-ignores", "app/train.py:RPL102", "app")
    )
    assert ignored == []


def test_comments(project: Path) -> None:
    wait = project / "app" / "wait.py"
    for comment in ("# noqa: RPL121", "# noqa", "# replint: ignore[RPL121] the test server is ours"):
        wait.write_text(FILES["app/wait.py"].replace("sleep(PACE)", f"sleep(PACE)  {comment}"), encoding="utf-8")
        assert codes(run(project, "flake8", "app/wait.py")) == []
        shown = run(project, "flake8", "--disable-noqa", "--select", "RPL121", "app/wait.py")
        assert len(shown) == ("noqa" in comment)


def test_configuration_of_replint_holds(project: Path) -> None:
    append(project / "pyproject.toml", '[tool.replint]\nmin-poll-seconds = 1\nextend-exclude = ["train.py"]\n')
    assert codes(run(project, "flake8", "app")) == ["app/wait.py:13 RPL122"]
    append(project / "pyproject.toml", "min-pol-seconds = 1\n")
    wrong = run(project, "flake8", "app/wait.py")
    assert len(wrong) == 1
    assert wrong[0].startswith(
        "app/wait.py:1:1: RPL900 nothing was checked, the configuration is wrong: pyproject.toml: "
    )


def test_baseline_of_the_configuration_holds(project: Path) -> None:
    append(project / "pyproject.toml", '[tool.replint]\nbaseline = "known.json"\n')
    run(project, "replint", "--write-baseline", "known.json", "--quiet", "app")
    assert run(project, "flake8", "app") == []
    append(project / "app" / "train.py", CREATE)
    assert codes(run(project, "flake8", "app")) == ["app/train.py:14 RPL102"]


@pytest.mark.parametrize("head", ["", "# coding: latin-1\n"])
def test_standard_input(project: Path, head: str) -> None:
    text = f"{head}NAME = 'ü'\n{FILES['app/train.py']}"
    found = codes(run(project, "flake8", "--select", "RPL", "--stdin-display-name", "app/new.py", "-", stdin=text))
    assert found == [f"app/new.py:{text[: text.index('destination=')].count(chr(10)) + 1} RPL102"]


def test_columns_count_characters(project: Path) -> None:
    name = '"a"'
    line = (
        '"é😋"; training = replicate.trainings.create(version="a/b:'
        + "0" * 64
        + '", destination="a"); print(training.id)\n'
    )
    (project / "one.py").write_text(f"import replicate\n{line}", encoding="utf-8")
    arguments = ("--isolated", "--select", "RPL", "one.py")
    found = run(project, "flake8", *arguments)
    assert found == run(project, "replint", "--output-format", "concise", *arguments)
    assert found[0].startswith(f"one.py:2:{line.index(name) + 1}: RPL102")


def test_what_flake8_cannot_parse_is_its_own_finding(project: Path) -> None:
    (project / "broken.py").write_text("import replicate\ndef (", encoding="utf-8")
    assert [line.split()[1] for line in run(project, "flake8", "--select", "RPL,E9", "broken.py")] == ["E999"]
