"""The hooks of ``.pre-commit-hooks.yaml``, run by pre-commit itself from a repository with the project's files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml", "replint", "rules")
HOOKS = ("replint", "replint-fix", "replint-grade")

GOOD = """\
import replicate

training = replicate.trainings.create(
    version="acme/trainer:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    input={"input_images": "https://data.example.com/images.zip"},
    destination="acme/portraits",
    webhook="https://hooks.example.com/replicate",
)
print(training.id)
"""
NO_DESTINATION = GOOD.replace('    destination="acme/portraits",\n', "")
OLD_WEBHOOK = GOOD.replace("webhook=", "webhook_completed=")
CONFIG = """\
repos:
  - repo: {repository}
    rev: {rev}
    hooks: [{hooks}]
"""


class Project:
    """A git repository in which pre-commit runs, shut off from the machine's own settings."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        identity = {
            f"GIT_{role}_{key}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
        }
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PRE_COMMIT_HOME": str(home)}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "PYTEST"))}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {**kept, **identity, **alone, "PATH": path, "PRE_COMMIT_COLOR": "never", "COLUMNS": "80"}
        folder.mkdir()
        self.run("git", "init", "--quiet", "--initial-branch=main")

    def run(self, *command: str, code: int | None = 0) -> str:
        """What a command says, all its streams together; it must end with ``code``, if that is given."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False, timeout=600
        )
        said = done.stdout + done.stderr
        assert code is None or done.returncode == code, said
        return said

    def write(self, files: dict[str, str]) -> None:
        """Writes and stages files."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self.run("git", "add", "--all")

    def commit(self, *, code: int) -> str:
        """What committing all that is staged says."""
        return self.run("git", "commit", "--quiet", "--message", "Change", code=code)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs."""
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Project:
    """A repository with one commit: the project's files that its wheel is built of."""
    project = Project(tmp_path_factory.mktemp("built") / "replint", home)
    for part in PARTS:
        whole = ROOT / part
        if whole.is_dir():
            shutil.copytree(whole, project.folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(whole, project.folder / part)
    project.run("git", "add", "--all")
    project.commit(code=0)
    return project


def test_try_repo_runs_all_hooks(built: Project, home: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project", home)
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": OLD_WEBHOOK}], "metadata": {}, "nbformat": 4})
    project.write({"train.py": OLD_WEBHOOK, "stub.pyi": NO_DESTINATION, "notes.md": NO_DESTINATION})
    project.write({"tune.ipynb": notebook})
    said = project.run("pre-commit", "try-repo", str(built.folder), "--all-files", "--verbose", code=1)
    assert all(f"- hook id: {hook}\n" in said for hook in HOOKS)
    assert "stub.pyi:3:12: RPL101" in said
    assert "Points lost" in said
    assert "notes.md" not in said
    assert "files were modified by this hook" in said
    fixed = (project.folder / "train.py").read_text(encoding="utf-8")
    assert 'webhook="https://hooks.example.com/replicate", webhook_events_filter=["completed"]' in " ".join(
        fixed.split()
    )
    assert "webhook_completed" not in (project.folder / "tune.ipynb").read_text(encoding="utf-8")


def test_commits_fail_and_pass(built: Project, home: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project", home)
    rev = built.run("git", "rev-parse", "HEAD").strip()
    hooks = ", ".join(f"{{id: {hook}}}" for hook in HOOKS[:2])
    config = CONFIG.format(repository=built.folder, rev=rev, hooks=hooks)
    project.write({".pre-commit-config.yaml": config, "pyproject.toml": '[tool.replint]\nextend-exclude = ["old"]\n'})
    project.run("pre-commit", "install")

    project.write({"train.py": NO_DESTINATION, "old/train.py": NO_DESTINATION})
    said = project.commit(code=1)
    assert "train.py:3:12: RPL101" in said
    assert "old/train.py" not in said

    project.write({"train.py": OLD_WEBHOOK})
    said = project.commit(code=1)
    assert "files were modified by this hook" in said
    assert "RPL101" not in said

    project.run("git", "add", "--all")
    assert "Failed" not in project.commit(code=0)
    assert project.run("git", "status", "--porcelain") == ""


def test_the_example_is_a_configuration_that_runs(built: Project, home: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project", home)
    text = (ROOT / "examples" / "ci" / "pre-commit.yaml").read_text(encoding="utf-8")
    config = text.replace("/path/to/replint", str(built.folder)).replace(
        "0123abcd", built.run("git", "rev-parse", "HEAD").strip()
    )
    project.write({".pre-commit-config.yaml": config, "train.py": GOOD})
    project.run("pre-commit", "validate-config")
    assert project.run("pre-commit", "run", "--all-files").count("Passed") == 1
    project.write({"train.py": NO_DESTINATION})
    assert project.run("pre-commit", "run", "--all-files", "--hook-stage", "pre-push", code=1).count("Failed") == 2
