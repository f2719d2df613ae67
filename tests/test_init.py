"""``replint init``, with real git and the real pre-commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
from conftest import Run, Tree

NEXT = "Next: `replint` checks the project, and `replint --write-baseline FILE` accepts what it finds today."


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    }


def pre_commit(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        check=False,
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(root / ".git" / "pre-commit-home")},
    )


def test_a_fresh_project(run: Run, tree: Tree) -> None:
    root = tree({"pyproject.toml": "[project]\nname = 'x'\n", "src/a.py": "import replicate\n"})
    git(root, "init", "-q")
    ran = run("init")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "pyproject.toml: added [tool.replint].",
        ".pre-commit-config.yaml: written, with the hook replint; `pre-commit install` turns it on.",
        NEXT,
    ]
    assert tomli.loads((root / "pyproject.toml").read_text()) == {"project": {"name": "x"}, "tool": {"replint": {}}}
    assert run("config").out.startswith("# The settings for ., from pyproject.toml.")
    before = contents(root)
    again = run("init")
    assert again.out.splitlines() == [
        "pyproject.toml: configures replint already; left as it is.",
        ".pre-commit-config.yaml: has the hook replint already; left as it is.",
        NEXT,
    ]
    assert contents(root) == before


def test_the_hook_works_with_the_real_pre_commit(run: Run, tree: Tree) -> None:
    root = tree(
        {"a.py": "import replicate\nreplicate.trainings.create(destination='username/modelname')\n", "b.txt": ""}
    )
    git(root, "init", "-q")
    run("init")
    assert contents(root).keys() == {"a.py", "b.txt", "replint.toml", ".pre-commit-config.yaml"}
    git(root, "add", ".")
    assert pre_commit(root, "validate-config").returncode == 0
    ran = pre_commit(root, "run")
    assert (ran.returncode, "a.py:2:" in ran.stdout) == (1, True), ran.stdout + ran.stderr
    (root / "a.py").write_text("import replicate\n")
    git(root, "add", ".")
    assert pre_commit(root, "run").returncode == 0


@pytest.mark.parametrize(
    ("before", "ends_with"),
    [
        ("repos:\n- repo: local\n  hooks: []\n", "- repo: local\n  hooks:\n"),
        ("# c\nrepos:\n\n    - repo: local\n      hooks: []\n\nci:\n    skip: []\n", "    - repo: local\n"),
        ("repos: # ours\n  # first\n  - repo: local\n    hooks: []  # none", "  - repo: local\n"),
        ("repos:\r\n  - repo: local\r\n    hooks: []\r\nfail_fast: true", "  - repo: local\r\n"),
    ],
)
def test_a_hook_file_that_is_there_is_added_to(run: Run, tree: Tree, before: str, ends_with: str) -> None:
    root = tree({".pre-commit-config.yaml": before})
    git(root, "init", "-q")
    os.chmod(root / ".pre-commit-config.yaml", 0o640)
    assert ".pre-commit-config.yaml: added the hook replint." in run("init").out.splitlines()
    after = (root / ".pre-commit-config.yaml").read_bytes().decode()
    assert ends_with in after
    assert after.count("\r") in {0, after.count("\n")}
    rest = iter(after.split("\n"))
    assert all(line.rstrip("\r") in (one.rstrip("\r") for one in rest) for line in before.split("\n"))
    assert os.stat(root / ".pre-commit-config.yaml").st_mode & 0o777 == 0o640
    assert pre_commit(root, "validate-config").returncode == 0
    assert "has the hook replint already" in run("init").out
    assert (root / ".pre-commit-config.yaml").read_bytes().decode() == after


@pytest.mark.parametrize("text", ["repos: []\n", "repos: [{repo: local, hooks: []}]\n", "ci: {}\n", "", "repos:\n"])
def test_a_hook_file_in_another_style_is_left_alone(run: Run, tree: Tree, text: str) -> None:
    root = tree({".pre-commit-config.yaml": text})
    git(root, "init", "-q")
    out = run("init").out
    assert ".pre-commit-config.yaml: left as it is; add this below `repos:`\n\n  - repo: local\n    hooks:\n" in out
    assert (root / ".pre-commit-config.yaml").read_text() == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project\n", "pyproject.toml: is no valid TOML: "),
        ("tool = {x = {}}\n", "pyproject.toml: [tool.replint] can't be added at its end; add it by hand"),
        ("[[tool]]\n", "pyproject.toml: [tool.replint] can't be added at its end; add it by hand"),
    ],
)
def test_a_pyproject_that_can_not_be_added_to_is_left_alone(run: Run, tree: Tree, text: str, message: str) -> None:
    root = tree({"pyproject.toml": text})
    ran = run("init")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert message in ran.err
    assert contents(root) == {"pyproject.toml": text.encode()}


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'", "[project]\r\nname = 'x'\r\n", "[tool.other]\nx = 1\n"])
def test_what_stands_in_a_pyproject_stays(run: Run, tree: Tree, text: str) -> None:
    root = tree({"pyproject.toml": text})
    assert run("init").code == 0
    after = (root / "pyproject.toml").read_bytes().decode()
    assert after.startswith(text)
    assert after.count("\r") in {0, after.count("\n")}
    assert tomli.loads(after)["tool"]["replint"] == {}


@pytest.mark.parametrize("name", ["replint.toml", ".replint.toml"])
def test_a_configuration_that_is_there_stays(run: Run, tree: Tree, name: str) -> None:
    root = tree({name: "ignore = ['RPL1']\n", "pyproject.toml": "[project]\nname = 'x'\n"})
    assert run("init", "--no-hook").out.splitlines() == [f"{name}: configures replint already; left as it is.", NEXT]
    assert contents(root) == {name: b"ignore = ['RPL1']\n", "pyproject.toml": b"[project]\nname = 'x'\n"}


def test_the_project_around_the_folder(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"pkg/pyproject.toml": "[project]\nname = 'x'\n", "pkg/src/a.py": "", "lib/a.py": ""})
    git(root, "init", "-q")
    monkeypatch.chdir(root / "pkg" / "src")
    assert run("init").out.splitlines()[:2] == [
        "../pyproject.toml: added [tool.replint].",
        "../../.pre-commit-config.yaml: written, with the hook replint; `pre-commit install` turns it on.",
    ]
    monkeypatch.chdir(root / "lib")
    assert run("init").out.splitlines()[:2] == [
        "../replint.toml: written.",
        "../.pre-commit-config.yaml: has the hook replint already; left as it is.",
    ]


def test_outside_any_repository(run: Run, tree: Tree) -> None:
    root = tree({"a.py": ""})
    assert "No pre-commit hook: the project is in no git repository." in run("init").out
    assert contents(root).keys() == {"a.py", "replint.toml"}


@pytest.mark.parametrize(
    ("table", "advised"),
    [
        ("[tool.ruff]\n", True),
        ("[tool.ruff.lint]\nexternal = ['ABC']\n", True),
        ("[tool.ruff.lint]\nexternal = ['RPL']\n", False),
        ("[tool.black]\n", False),
    ],
)
def test_advice_for_users_of_ruff(run: Run, tree: Tree, table: str, advised: bool) -> None:
    tree({"pyproject.toml": table})
    assert ('external = ["RPL"]' in run("init").out) is advised
