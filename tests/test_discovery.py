"""Which files are checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Tree

from replint.config import Overrides, Resolver
from replint.discovery import PathError, discover, display_path, may_matter


def found(root: Path, *paths: str, force_exclude: bool = False, **overrides: object) -> list[str]:
    resolver = Resolver(str(root), Overrides(**overrides))  # type: ignore[arg-type]
    return [target.path for target in discover(paths or (".",), resolver, force_exclude=force_exclude).targets]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"import replicate", True),
        (b"URL = 'https://API.REPLICATE.COM/v1'", True),
        (b"TOKEN = 'r8_abc'", True),
        (b"import os, \\\n  replicate.client as r", True),
        (b"from replicate import run", True),
        (b"key = os.environ['REPLICATE_API_TOKEN']", True),
        (b"# for replicate\nclient.trainings.get(x)", True),
        (b"import requests", False),
        (b"# to replicate this, import torch\nfrom .replicate import replicate\nx = replicate(1)", False),
        (b"char8_t utf8_x", False),
        (b"", False),
    ],
)
def test_prefilter(data: bytes, expected: bool) -> None:
    assert may_matter(data) is expected


def test_walk_takes_python_files_sorted_and_skips_what_is_not_the_projects(tree: Tree) -> None:
    root = tree(
        {
            "b.py": "",
            "a.pyi": "",
            "a/z.py": "",
            "notes.txt": "",
            "x.py/inner.py": "",
            ".venv/lib/x.py": "",
            "node_modules/x.py": "",
            "pkg/__pycache__/x.py": "",
            "myenv/pyvenv.cfg": "",
            "myenv/lib/x.py": "",
            "build/x.py": "",
        }
    )
    assert found(root) == ["a.pyi", "a/z.py", "b.py", "build/x.py", "x.py/inner.py"]


def test_named_files_are_taken_whatever_their_name_and_once(tree: Tree) -> None:
    root = tree({"tool": "", "a.py": "", ".venv/x.py": ""})
    assert found(root, "tool", "a.py", ".", str(root / "a.py"), ".venv/x.py") == [".venv/x.py", "a.py", "tool"]


def test_named_folders_are_entered_although_they_are_excluded(tree: Tree) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            ".gitignore": "gen/\n*.bak.py\n",
            "gen/a.py": "",
            "gen/b.bak.py": "",
            "gen/venv/c.py": "",
            "vendor/d.py": "",
        }
    )
    assert found(root, extend_exclude=("vendor",)) == []
    assert found(root, "gen", "vendor", extend_exclude=("vendor",)) == ["gen/a.py", "vendor/d.py"]


def test_gitignore_files_nest_and_the_deepest_speaks(tree: Tree) -> None:
    root = tree(
        {
            ".git/info/exclude": "secret.py\n",
            ".gitignore": "# comment\n*.gen.py\n/top.py\nout/\n",
            "top.py": "",
            "secret.py": "",
            "sub/top.py": "",
            "sub/a.gen.py": "",
            "sub/.gitignore": "!a.gen.py\nlocal.py\n",
            "sub/local.py": "",
            "sub/out/x.py": "",
            "b.gen.py": "",
        }
    )
    assert found(root) == ["sub/a.gen.py", "sub/top.py"]
    assert found(root / "sub") == ["a.gen.py", "top.py"]
    assert len(found(root, respect_gitignore=False)) == 7


def test_a_repository_in_a_repository_has_its_own_ignore_files(tree: Tree) -> None:
    root = tree(
        {".git/HEAD": "", ".gitignore": "a.py\n", "a.py": "", "inner/.git": "gitdir: elsewhere", "inner/a.py": ""}
    )
    assert found(root) == ["inner/a.py"]


def test_exclude_replaces_the_defaults_and_extend_exclude_adds(tree: Tree) -> None:
    root = tree({"venv/a.py": "", "src/gen/b.py": "", "src/c_test.py": "", "other/src/gen/d.py": ""})
    assert found(root, exclude=("*_test.py",)) == ["other/src/gen/d.py", "src/gen/b.py", "venv/a.py"]
    assert found(root, extend_exclude=("src/gen", "*_test.py")) == ["other/src/gen/d.py"]


def test_force_exclude_holds_for_named_files_and_the_folders_above_them(tree: Tree) -> None:
    root = tree({"a.py": "", "src/gen/b.py": "", "venv/c.py": ""})
    named = ("a.py", "src/gen/b.py", "venv/c.py", "venv")
    assert found(root, *named, extend_exclude=("gen",)) == ["a.py", "src/gen/b.py", "venv/c.py"]
    assert found(root, *named, extend_exclude=("gen",), force_exclude=True) == ["a.py"]


def test_folders_above_the_project_exclude_nothing(tree: Tree) -> None:
    root = tree({"venv/project/a.py": ""})
    assert found(root / "venv" / "project", force_exclude=True) == ["a.py"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_are_not_followed_to_folders_and_pipes_are_passed_over(tree: Tree) -> None:
    root = tree({"src/a.py": "", "elsewhere/b.py": "", "src/c.txt": ""})
    (root / "src" / "loop").symlink_to(root / "src")
    (root / "src" / "out").symlink_to(root / "elsewhere")
    (root / "src" / "same.py").symlink_to(root / "src" / "a.py")
    (root / "src" / "other.py").symlink_to(root / "elsewhere" / "b.py")
    (root / "src" / "dangling.py").symlink_to(root / "nothing")
    os.mkfifo(root / "src" / "pipe.py")
    assert found(root, "src") == ["src/a.py", "src/other.py"]
    assert found(root, "src/loop", "src/same.py") == ["src/loop/a.py", "src/loop/other.py", "src/same.py"]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_paths_that_can_not_be_checked(tree: Tree) -> None:
    root = tree({"a.py": ""})
    os.mkfifo(root / "pipe")
    with pytest.raises(PathError, match=r"^no such file or folder: nope\.py$"):
        found(root, "a.py", "nope.py")
    with pytest.raises(PathError, match=r"^neither a file nor a folder: pipe$"):
        found(root, "pipe")


def test_paths_are_shown_relative_to_the_working_directory(tree: Tree) -> None:
    root = tree({"work/a.py": "", "b.py": ""})
    assert found(root / "work", ".", "../b.py") == ["../b.py", "a.py"]
    assert display_path("/x/y.py", "/") == "x/y.py"


def test_many_files_are_found_quickly(tree: Tree) -> None:
    root = tree({f"p{number % 20}/m{number}.py": "" for number in range(400)})
    assert len(found(root)) == 400


def test_a_folder_that_can_not_be_listed_is_told(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "", "locked/b.py": ""})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = discover((".",), Resolver(str(root)))
    assert [target.path for target in result.targets] == ["a.py"]
    assert result.unreadable == [("locked", "Permission denied")]


@pytest.mark.parametrize("pattern", ["*a" * 40 + "*b", "/".join(["**", "a"] * 40) + "/b"])
def test_a_pattern_that_could_take_for_ever_is_passed_over(tree: Tree, pattern: str) -> None:
    name = "a" * 200 + ".py"
    deep = "/".join("a" * 60)
    root = tree({".gitignore": f"{pattern}\ngen.py\n", name: "", f"{deep}/x.py": "", "gen.py": ""})
    assert found(root) == sorted([name, f"{deep}/x.py"])
