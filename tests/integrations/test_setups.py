"""The set-ups for editors and CI: their files can be read, their patterns fit the output, their commands run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
TASK = EXAMPLES / "editors" / "vscode" / "tasks.json"
MATCHER = EXAMPLES / "editors" / "github" / "replint.json"
PATTERNS = {
    "the VS Code task": json.loads(TASK.read_text(encoding="utf-8"))["tasks"][0]["problemMatcher"]["pattern"]["regexp"],
    "GitHub's matcher": json.loads(MATCHER.read_text(encoding="utf-8"))["problemMatcher"][0]["pattern"][0]["regexp"],
    "Vim's %f:%l:%c: %m": r"^(.+?):(\d+):(\d+): ((\S+) .+)$",
    "flycheck's flake8": r"^([^\n]+?):(\d+):(\d+): ([A-Za-z]+[0-9]+) ([^\n]+)$",
    "ALE's flake8": r"^([a-zA-Z]?:?[^:]+):(\d+):?(\d+)?: ([A-Za-z0-9]+):? (.*)$",
    "VS Code's flake8": r"^(.+):(\d+):(\d+): ([A-Z]+\d+) (.+)$",
}


@cache
def lines() -> tuple[str, ...]:
    """Real lines of the concise format."""
    command = [sys.executable, "-m", "replint", "--isolated", "--output-format", "concise", "examples"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    return tuple(done.stdout.splitlines())


@pytest.mark.parametrize("name", PATTERNS)
def test_editors_read_the_concise_line(name: str) -> None:
    assert len(lines()) > 20
    for line in lines():
        found = re.fullmatch(PATTERNS[name], line)
        assert found is not None, line
        path, number, column, rest = line.split(":", 3)
        assert found.groups()[:3] == (path, number, column)
        assert rest.startswith(f" {found[4]}")


def test_the_task_runs_what_the_command_takes(tmp_path: Path) -> None:
    task: Any = json.loads(TASK.read_text(encoding="utf-8"))["tasks"][0]
    assert run(tmp_path, shlex.join([task["command"], *task["args"]])) == 0


@pytest.mark.parametrize("name", ["vscode/settings.json", "LSP.sublime-settings"])
def test_settings_are_json(name: str) -> None:
    assert json.loads((EXAMPLES / "editors" / name).read_text(encoding="utf-8"))


def test_helix_reads_its_file() -> None:
    data = tomli.loads((EXAMPLES / "editors" / "helix.toml").read_text(encoding="utf-8"))
    assert data["language-server"]["replint"]["args"] == ["server"]
    assert "replint" in data["language"][0]["language-servers"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [("github.yml", "vendor.github-workflows"), ("gitlab.yml", "vendor.gitlab-ci"), ("pre-commit.yaml", None)],
)
def test_ci_files_are_what_their_services_take(name: str, schema: str | None) -> None:
    file = str(EXAMPLES / "ci" / name)
    if schema is None:
        command = ["pre_commit", "validate-config", file]
    else:
        transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
        command = ["check_jsonschema", "--builtin-schema", schema, *transform, file]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_the_commands_of_ci_run(name: str, tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text("import replicate\nreplicate.trainings.create(version='a')\n", encoding="utf-8")
    text = (EXAMPLES / "ci" / name).read_text(encoding="utf-8")
    commands = re.findall(r"^[ -]*(?:run: )?(replint(?: .*)?)$", text, re.MULTILINE)
    commands = [command for command in commands if not command.endswith(":")]
    assert len(commands) == 3
    codes = [run(tmp_path, command) for command in commands]
    assert codes == [0, 0, 1]
    for file in re.findall(r"--output-file (\S+)", text):
        assert (tmp_path / file).stat().st_size > 100
        assert text.count(file) > 1


def run(folder: Path, command: str) -> int:
    """The exit code of a command."""
    words = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=300).returncode
