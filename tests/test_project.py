"""Which files are analysed together, and that a verdict never hangs on which of them were named."""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import marked
import pytest
from conftest import Run, Tree

from replint import engine, project
from replint.config import Overrides, Resolver
from replint.discovery import discover
from replint.findings import Confidence, Span
from replint.imports import Layout, imports_in
from replint.outline import Outline
from replint.packages import packages_of
from replint.project import components, project_root, python_files
from replint.report import Report
from replint.syntax.tree import parse
from replint.units import read, units_of

CORPUS = Path(__file__).resolve().parent / "corpus"
API = "import replicate\n"
MAKE = API + "def make(*given): replicate.trainings.create(*given)\n"


def groups(root: Path, *names: str) -> list[list[str]]:
    """The components around the named files (all by default), as sorted paths below the root."""
    paths = [root / name for name in names] or sorted(root.rglob("*.py"))
    named: dict[str, bytes | None] = {str(path): path.read_bytes() for path in paths}
    return [
        sorted(Path(file).relative_to(root).as_posix() for file in component.members) for component in components(named)
    ]


def project_of(tree: Tree, files: Mapping[str, str]) -> Path:
    return tree({"pyproject.toml": "", **files})


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.py": API, "b.py": API}, [["a.py"], ["b.py"]]),
        ({"a.py": MAKE + "import b\nmake(b.X)", "b.py": "X = 1"}, [["a.py", "b.py"]]),
        ({"a.py": MAKE + "import b", "b.py": "X = 1"}, [["a.py"]]),
        ({"a.py": MAKE, "b.py": "from a import make\ndef go(): make()", "c.py": "import b"}, [["a.py", "b.py"]]),
        (
            {"a.py": MAKE, "b.py": "from a import make\ndef go(): make()", "c.py": "import b\nb.go()"},
            [["a.py", "b.py", "c.py"]],
        ),
        (
            {"a.py": MAKE + "import c\nmake(c.X)", "b.py": MAKE + "import c\nmake(c.X)", "c.py": "X = 1"},
            [["a.py", "c.py"], ["b.py", "c.py"]],
        ),
        (
            {"a.py": API + "import b\nb.x", "b.py": "import c\nx = c.y", "c.py": "y = 1", "d.py": "import c\nc.y"},
            [["a.py", "b.py", "c.py"]],
        ),
        (
            {"a.py": API + "from b import x\nx()", "b.py": "import c\ndef x(): c.y()", "c.py": "import b\ndef y(): 0"},
            [["a.py", "b.py", "c.py"]],
        ),
        ({"a.py": API + "from b import x\nx()", "b.py": "import c\ndef x():\n 0\ndef z():\n c", "c.py": ""}, [["a.py", "b.py"]]),  # noqa: E501
        ({"a.py": "import b\nb", "b.py": ""}, []),
        ({"a.py": API + "import a\na", "b.py": ""}, [["a.py"]]),
        ({"a.py": API + "import numpy, missing.part\nfrom .nowhere import x\nfrom ....... import y\nnumpy, x, y"}, [["a.py"]]),  # noqa: E501
    ],
    ids=[
        "strangers", "imports", "imports but never uses", "importer without a use", "importers", "shared", "far",
        "cycle", "not for this function", "elsewhere", "itself", "missing",
    ],
)  # fmt: skip
def test_links(tree: Tree, files: dict[str, str], expected: list[list[str]]) -> None:
    assert groups(project_of(tree, files)) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "import pack.client\npack.client.make()",
        "import pack.client as c\nc.make()",
        "import os, pack.client\npack.client.make()",
        "from pack import client\nclient.make()",
        "from pack import (other,  # (see :))\n    client)\nclient.make()",
        "from pack import \\\n    client\nclient.make()",
        "from \\\n    pack.client import make\nmake()",
        "from pack.client import(make)\nmake()",
        "from pack.client import make as begin\ndef go(): begin()",
        "from pack.client import *\nmake()",
        "from pack.client import *\ndef go(): make()",
        "from pack.client import run\nrun()",
        "import pack.client\ndef go(): pack.client.run()",
        "if True: from pack import client\nclient.make()",
        "def f():\n    import pack.client\n    pack.client.make()",
        "try:\n    from pack import client\nexcept ImportError:\n    client = None\nclient.make()",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pack.client import make\nx: make",
        "x = 1; import pack.client; pack.client.make()",
        "from pack.client import Job\nJob().start()",
        "from pack.client import Job\nclass Other(Job):\n    pass",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_form_of_import_is_a_link(tree: Tree, statement: str, newline: str) -> None:
    client = f"{MAKE}def run(): make()\nclass Job:\n    def start(self): make()\n"
    root = project_of(tree, {"pack/client.py": client, "use.py": statement.replace("\n", newline)})
    assert groups(root) == [["pack/client.py", "use.py"]]


@pytest.mark.parametrize(
    ("user", "statement", "found"),
    [
        ("pack/use.py", "from . import client", True),
        ("pack/use.py", "from .client import make", True),
        ("pack/deep/use.py", "from .. import client", True),
        ("pack/deep/use.py", "from ..client import make", True),
        ("pack/deep/use.py", "from .client import make", False),
        ("pack/use.py", "from pack.client import make", True),
        ("pack/use.py", "import client", True),
        ("use.py", "import client", False),
    ],
)
def test_relative_imports(tree: Tree, user: str, statement: str, found: bool) -> None:
    root = project_of(tree, {"pack/__init__.py": "", "pack/deep/__init__.py": "", "pack/client.py": MAKE})
    (root / user).write_text(f"{statement}\nclient.make(), make()")
    assert any({user, "pack/client.py"} <= set(group) for group in groups(root)) == found


@pytest.mark.parametrize("folder", ["src", "lib", "app", "backend", "python", "services/api/src"])
def test_source_layouts(tree: Tree, folder: str) -> None:
    test = "import pack.client\npack.client.make()"
    root = project_of(tree, {f"{folder}/pack/client.py": MAKE, f"{folder.rpartition('src')[0]}tests/t.py": test})
    assert [len(group) for group in groups(root)] == [2]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("pyproject.toml", '[tool.setuptools]\npackage-dir = {"" = "code/py"}'),
        ("pyproject.toml", '[tool.setuptools.package-dir]\npack = "code/py/pack"'),
        ("pyproject.toml", '[tool.setuptools.packages.find]\nwhere = ["other", "code/py"]'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\npackages = ["code/py/pack"]'),
        ("pyproject.toml", '[tool.hatch.build]\nsources = ["code/py"]'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel.sources]\n"code/py" = ""'),
        ("pyproject.toml", '[tool.poetry]\npackages = [{include = "pack", from = "code/py"}]'),
        ("pyproject.toml", '[tool.pdm.build]\npackage-dir = "code/py"'),
        ("pyproject.toml", '[tool.uv.build-backend]\nmodule-root = "code/py"'),
        ("pyproject.toml", '[tool.pytest.ini_options]\npythonpath = "code/py"'),
        ("setup.cfg", "[options]\npackage_dir =\n    = code/py\npackages = find:"),
        ("setup.cfg", "[options.packages.find]\nwhere = code/py"),
    ],
)
def test_roots_that_the_settings_name(tree: Tree, name: str, settings: str) -> None:
    files = {"code/py/pack/client.py": MAKE, "jobs/run.py": "from pack.client import make\nmake()"}
    root = tree({name: settings, **files})
    assert [len(group) for group in groups(root)] == [2]
    (root / name).write_text("")
    assert [len(group) for group in groups(root)] == [1]


def test_packages_of_another_name_than_their_folder(tree: Tree) -> None:
    settings = '[tool.setuptools.package-dir]\npack = "code"\n'
    files = {"code/client.py": MAKE, "code/__init__.py": "", "run.py": "import pack.client\npack.client.make()"}
    root = tree({"pyproject.toml": settings, **files})
    assert groups(root) == [["code/__init__.py", "code/client.py", "run.py"]]


@pytest.mark.parametrize("text", ["[", "tool = 1", "[tool]\nhatch = 1", "[tool.setuptools]\npackage-dir = 5", "\0"])
def test_settings_that_make_no_sense_are_none(tree: Tree, text: str) -> None:
    root = tree({"pyproject.toml": text, "setup.cfg": text})
    assert not packages_of(str(root))
    (root / "pyproject.toml").write_text('[tool.setuptools]\npackage-dir = {"" = "../elsewhere", "a" = "/etc"}')
    assert not packages_of(str(root))


def test_folders_without_init_are_packages(tree: Tree) -> None:
    files = {"pack/sub/client.py": MAKE, "pack/sub/use.py": "from pack.sub.client import make\nmake()"}
    assert groups(project_of(tree, files)) == [["pack/sub/client.py", "pack/sub/use.py"]]


def test_reexports_link_through_the_package(tree: Tree) -> None:
    files = {
        "pack/__init__.py": "from .client import make\n__all__ = ['make', 'unrelated']\nfrom .other import unrelated",
        "pack/client.py": MAKE,
        "use.py": "import pack\npack.make()",
        "pack/sibling.py": "from . import make\nmake()",
        "pack/other.py": "unrelated = 1",
    }
    assert groups(project_of(tree, files)) == [["pack/__init__.py", "pack/client.py", "pack/sibling.py", "use.py"]]


def test_values_come_through_any_number_of_reexports(tree: Tree) -> None:
    chain = {f"m{n}.py": f"from m{n + 1} import *\n" if n % 2 else f"from m{n + 1} import X\n" for n in range(150)}
    files = {"a.py": MAKE + "from m0 import X\nmake(X)", **chain, "m150.py": "X = 1"}
    assert [len(group) for group in groups(project_of(tree, files))] == [152]


def test_a_dotted_import_runs_the_packages_above(tree: Tree) -> None:
    files = {
        "pack/__init__.py": "LIMIT = 1",
        "pack/client.py": MAKE,
        "use.py": API + "import pack.client\npack.client.make(pack.LIMIT)",
    }
    assert groups(project_of(tree, files)) == [["pack/__init__.py", "pack/client.py", "use.py"]]


def test_the_nearest_of_several_modules_of_a_name(tree: Tree) -> None:
    use = API + "import config\nconfig"
    files = {"a/config.py": "", "a/use.py": use, "config.py": "", "b/use.py": use}
    assert groups(project_of(tree, files)) == [["a/config.py", "a/use.py"], ["b/use.py", "config.py"]]


def test_a_package_does_not_shadow_libraries_for_its_own_modules(tree: Tree) -> None:
    files = dict.fromkeys(
        ("pack/__init__.py", "pack/requests.py", "pack/json.py", "pack/own.py", "scripts/json.py"), ""
    )
    layout = Layout(files, "")
    assert [layout.resolve("pack/use.py", name) for name in ("requests", "json", "own", ".json")] == [
        None,
        None,
        "pack/own.py",
        "pack/json.py",
    ]
    assert layout.resolve("scripts/use.py", "json") == "scripts/json.py"
    assert layout.resolve("scripts/json.py", "json") is None


def test_what_is_no_python_is_a_group_of_its_own(tree: Tree) -> None:
    files = {
        "a.py": API + "import broken\nbroken",
        "broken.py": "import b = \n",
        "b.py": "",
        "nul.py": API + "import a\0",
    }
    assert groups(project_of(tree, files)) == [["a.py", "broken.py"], ["nul.py"]]


def test_deep_nesting_in_a_companion_is_no_fault(tree: Tree) -> None:
    files = {"a.py": API + "import deep\ndeep.x", "deep.py": "import b\nx = " + "(" * 500 + ")" * 500}
    assert groups(project_of(tree, files)) == [["a.py", "deep.py"]]


def test_escapes_in_a_companion_warn_nobody(tree: Tree) -> None:
    files = {"a.py": API + "import odd\nodd.x", "odd.py": r"import re; x = '\d'; y = 1 is 1" + "\n"}
    assert groups(project_of(tree, files)) == [["a.py", "odd.py"]]


def test_projects_end_at_the_next_project(tree: Tree) -> None:
    root = tree(
        {
            "one/pyproject.toml": "",
            "two/setup.cfg": "",
            "one/a.py": API + "import b\nb",
            "two/b.py": API,
            "one/b.py": "",
            "two/.hg/x": "",
        }
    )
    assert groups(root) == [["one/a.py", "one/b.py"], ["two/b.py"]]
    assert project_root(str(root / "two/b.py")) == str(root / "two")


def test_outside_any_project_the_folder_around_the_package_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "_MARKERS", ("no such file",))
    inner = tmp_path / "scripts" / "pack" / "sub"
    inner.mkdir(parents=True)
    for folder in (inner, inner.parent):
        (folder / "__init__.py").touch()
    (inner / "client.py").write_text(MAKE)
    (tmp_path / "scripts" / "run.py").write_text("import pack.sub.client\npack.sub.client.make()\n")
    (tmp_path / "stranger.py").write_text("import scripts.pack.sub.client as c\nc.make()\n")
    assert project_root(str(inner / "client.py")) == str(tmp_path / "scripts")
    named = sorted(str(path) for path in tmp_path.rglob("*.py"))
    found = components({file: Path(file).read_bytes() for file in named})
    assert [(len(one.members), len(one.reported)) for one in found] == [(5, 1), (4, 4)]


def test_folders_may_be_as_deep_as_they_like(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "/".join(["a"] * 1500)
    monkeypatch.setattr(project, "_is_foreign", lambda name: name == tmp_path.name)
    assert project_root(f"{tmp_path}/{deep}/x.py") == str(tmp_path)
    assert Resolver(str(tmp_path)).for_file(f"{tmp_path}/{deep}/x.py").file is None


@pytest.mark.parametrize("folder", ["site-packages", ".tools", "venv", "node_modules/x/.hidden"])
def test_what_is_never_a_projects_own_is_a_world_apart(tree: Tree, folder: str) -> None:
    """However few of its files are named."""
    use = "from names import make\nmake()"
    root = project_of(tree, {f"{folder}/names.py": MAKE, f"{folder}/deep/use.py": use, "a.py": use, "names.py": ""})
    for names in ([f"{folder}/deep/use.py"], [f"{folder}/names.py"], [f"{folder}/names.py", f"{folder}/deep/use.py"]):
        assert groups(root, *names) == [[f"{folder}/deep/use.py", f"{folder}/names.py"]]
    assert groups(root, "a.py", "names.py") == []


def test_a_project_inside_another_reports_on_its_own_files(tree: Tree) -> None:
    inner = {"sub/pyproject.toml": "", "sub/b.py": MAKE + "import c\nc.x", "sub/c.py": "x = 1"}
    root = project_of(tree, {"a.py": API + "import sub.b\nsub.b.make()", **inner})
    named = {str(path): path.read_bytes() for path in root.rglob("*.py")}
    found = [(len(one.members), len(one.reported)) for one in components(named)]
    assert found == [(3, 1), (2, 2)]


def test_what_is_never_a_projects_own_is_left_out(tree: Tree) -> None:
    files = {
        "a.py": API + "import b, c, d, e, f\nb, c, d, e, f",
        ".hidden/b.py": "",
        "venv/c.py": "",
        "env/pyvenv.cfg": "",
        "env/d.py": "",
        "node_modules/e.py": "",
        "f.txt": "",
    }
    root = project_of(tree, files)
    assert groups(root, "a.py") == [["a.py"]]
    (root / "link").symlink_to(root)
    assert python_files(str(root)) == [str(root / "a.py")]


def test_a_folder_that_is_too_large_is_no_project(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    use = "import a\na.make()"
    root = project_of(tree, {"a.py": MAKE + "import b\nb", "b.py": API, "c.py": "", "d/e.py": use})
    for limit, value in (("MOST_FILES", 3), ("MOST_ENTRIES", 4)):
        with monkeypatch.context() as patch:
            patch.setattr(project, limit, value)
            assert python_files(str(root)) is None
            assert groups(root) == [["a.py"], ["b.py"]]
    assert len(groups(root)) == 1


def test_a_folder_that_can_not_be_listed_or_read_is_empty(tree: Tree) -> None:
    root = project_of(tree, {"a.py": API + "import b\nb"})
    (root / "b.py").symlink_to(root / "nowhere.py")
    (root / "c.py").mkdir()
    assert groups(root, "a.py") == [["a.py"]]
    assert python_files(str(root / "nowhere")) == []


def test_large_groups_are_parted_the_same_way_for_any_names(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    follow = "import chain{next}\nchain{next}.make()\n"
    files = {f"chain{n}.py": MAKE + (follow.format(next=n + 1) if n < 5 else "import data\ndata") for n in range(6)}
    root = project_of(tree, {**files, "data.py": "X = 1"})
    assert [len(group) for group in groups(root)] == [7]
    monkeypatch.setattr(project, "MOST_MEMBERS", 4)
    parted = groups(root)
    assert [group[:2] for group in parted] == [[f"chain{n}.py", f"chain{n + 1}.py"] for n in (0, 2, 4)]
    assert all(len(group) <= 4 for group in parted)
    assert parted[0][2:] == ["chain2.py"]
    assert parted[2][2:] == ["data.py"]
    for name in ("chain0.py", "chain3.py", "data.py"):
        assert groups(root, name) == [group for group in parted if name in group]


def test_a_named_file_that_is_only_imported_brings_its_users(tree: Tree) -> None:
    files = {
        "data.py": "D = {}",
        "a.py": MAKE + "import data\nmake(data.D)",
        "use.py": "import a\na.make()",
        "stranger.py": "import data\ndata.D",
    }
    root = project_of(tree, files)
    whole = [["a.py", "data.py", "use.py"]]
    for names in (("data.py",), ("use.py",), ("a.py",), ("use.py", "data.py"), ("stranger.py", "data.py")):
        assert groups(root, *names) == whole
    assert groups(root, "stranger.py") == []


def test_text_at_hand_goes_before_the_file(tree: Tree) -> None:
    root = project_of(tree, {"a.py": API, "b.py": ""})
    (found,) = components({str(root / "a.py"): API.encode() + b"import b\nb"})
    assert sorted(found.members) == [str(root / "a.py"), str(root / "b.py")]
    assert found.reported == {str(root / "a.py")}
    assert components({str(root / "a.py"): b"x = 1"}) == []


def test_the_imports_read_from_text_are_never_fewer_than_the_real_ones() -> None:
    for path in sorted(CORPUS.parent.parent.rglob("*.py")):
        data = path.read_bytes()
        seen = {(one.module, one.name) for one in imports_in(data)}
        for node in ast.walk(ast.parse(data)):
            if isinstance(node, ast.Import):
                assert {(alias.name, None) for alias in node.names} <= seen, path
            elif isinstance(node, ast.ImportFrom):
                module = "." * node.level + (node.module or "")
                assert {(module, alias.name) for alias in node.names} <= seen, path


@pytest.mark.parametrize(
    "data",
    [
        b"import " * 200_000,
        b"import(" * 200_000,
        b"from a import (" + b"b, " * 200_000,
        b"\\\n" * 200_000 + b"import a",
        b"x = 1 \\\n import " * 50_000,
        b"from " + b"a." * 200_000 + b"b import c",
        b"import a as" + b" " * 500_000,
        b"from a import b, \\\n" * 50_000,
        b"from a import (b, # and more of it\n" + b"c, # and more of it\n" * 12 + b"'d')",
    ],
)
def test_hostile_text_takes_no_time(data: bytes) -> None:
    started = time.process_time()
    list(imports_in(data))
    assert time.process_time() - started < 5


# A verdict never depends on which files were named.

PROJECTS = sorted(CORPUS.rglob("*.project"))


def findings(root: Path, paths: list[Path], jobs: int = 1) -> dict[str, list[str]]:
    """The findings, low confidence included, of the named files, by path below the root."""
    resolver = Resolver(str(root))
    report = engine.check_all(discover(map(str, paths), resolver).targets, jobs=jobs)
    found: dict[str, list[str]] = {}
    for entry in report.entries():
        finding = entry.finding
        line = f"{finding.span} {finding.code} {finding.confidence} {finding.message} {entry.fingerprint}"
        found.setdefault(finding.path, []).append(line)
    assert not report.failed
    return found


@pytest.fixture(scope="module")
def all_projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every project of the corpus, each with a project file of its own, below one folder."""
    root = tmp_path_factory.mktemp("projects")
    for number, folder in enumerate(PROJECTS):
        target = root / f"p{number}_{folder.stem}"
        shutil.copytree(folder, target)
        (target / "pyproject.toml").touch()
    return root


@pytest.mark.parametrize("number", range(len(PROJECTS)), ids=[folder.stem for folder in PROJECTS])
def test_any_part_of_a_project_gets_the_verdict_of_the_whole(
    all_projects: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = next(all_projects.glob(f"p{number}_*"))
    monkeypatch.chdir(root)
    files = sorted(root.rglob("*.py"))
    whole = findings(root, [root])
    chance = random.Random(number)
    parts = [[file] for file in chance.sample(files, min(2, len(files)))]
    parts.append(chance.sample(files, chance.randint(1, len(files))))
    for part in parts:
        names = {file.relative_to(root).as_posix() for file in part}
        assert findings(root, part) == {path: lines for path, lines in whole.items() if path in names}


def test_processes_hash_seeds_and_orders_change_nothing(all_projects: Path) -> None:
    files = [path.relative_to(all_projects).as_posix() for path in sorted(all_projects.rglob("*.py"))]
    chance = random.Random(7)
    shuffled = chance.sample(files, len(files))
    script = "import sys; from replint import cli; sys.exit(cli.run(sys.argv[1:]))"

    def lint(seed: str, *arguments: str) -> list[str]:
        ran = subprocess.run(
            [sys.executable, "-c", script, "--output-format=concise", "--exit-zero", *arguments],
            cwd=all_projects,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(CORPUS.parent.parent), "PATH": ""},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return ran.stdout.splitlines()

    whole = lint("0", "--jobs=1", ".")
    assert len(whole) > len(PROJECTS)
    assert lint("1", "--jobs=2", *shuffled) == whole
    half = set(shuffled[: len(files) // 2])
    kept = [line for line in whole if line.partition(":")[0] in half]
    assert [line for line in lint("2", "--jobs=2", *half) if line.partition(":")[0] in half] == kept


Told = set[tuple[str, str, Span]]


def _told(report: Report) -> Told:
    found = (entry.finding for entry in (*report.entries(), *report.suppressed()))
    return {(one.path, one.code, one.span) for one in found if one.code < "RPL9"}


def _without_gate(case: marked.Case, folder: str) -> Told:
    """What is found in a case if all of it is analysed, and together."""
    return {
        (f"{folder}/{path}", draft.code, draft.span)
        for path, judged in marked.analysed(case).items()
        for draft in judged.drafts
    }


def test_the_gate_by_bytes_loses_no_finding_of_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each marked module passes the gate alone and whole, so with the same findings, or it has none at all."""
    monkeypatch.chdir(tmp_path)
    modules = [path for path in marked.cases_under([CORPUS]) if path.is_file()]
    for number, path in enumerate(modules):
        folder = tmp_path / f"case{number:04}"
        folder.mkdir()
        (folder / "pyproject.toml").touch()
        shutil.copy(path, folder / "module.py")
    targets = discover(["."], Resolver(str(tmp_path))).targets
    units = units_of([read(target) for target in targets])
    passed = {unit.works[0].target.path: unit for unit in units if unit.traced}
    assert len(passed) > len(modules) // 2
    for number, path in enumerate(modules):
        unit = passed.get(f"case{number:04}/module.py")
        if unit is not None:
            assert [work.data for work in unit.works] == [path.read_bytes()]
            assert not unit.companions
            continue
        case = marked.read_case(path, path.relative_to(CORPUS).as_posix())
        assert _without_gate(case, "") == set(), case.name


def test_the_gate_and_the_groups_lose_no_finding_of_a_project(
    all_projects: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run over all marked projects finds exactly what is found in each that is analysed as a whole."""
    monkeypatch.chdir(all_projects)
    resolver = Resolver(str(all_projects), Overrides(min_confidence=Confidence.LOW))
    gated = _told(engine.check_all(discover(["."], resolver).targets))
    whole = [_without_gate(marked.read_case(one, one.name), one.name) for one in sorted(all_projects.iterdir())]
    assert gated == set().union(*whole)


def test_each_module_is_parsed_once_and_only_if_its_values_are_asked_for(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    use = MAKE + "import config{n}\ndef go(): make(config{n}.X)\n"
    files = {f"use{n}.py": use.format(n=n) for n in range(3)} | {
        f"config{n}.py": "import idle\nX = 1\n" for n in range(3)
    }
    root = project_of(tree, {**files, "idle.py": "import config0\ndef run(): config0.X\n"})
    parsed: list[str] = []

    def counted(text: str, path: str) -> object:
        parsed.append(path)
        return parse(text, path)

    monkeypatch.setattr("replint.syntax.trees.parse", counted)
    findings(root, [root])
    assert sorted(parsed) == sorted(files)


def test_no_module_is_parsed_twice_however_many_groups_share_it(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 modules, 20 of which use the platform, in groups that share settings; one of these is no Python."""
    use = MAKE + "import shared{group}, settings, broken\ndef go(): make(settings.X, shared{group}.Y, broken.Z)\n"
    files = {f"job{number:02}.py": use.format(group=number % 4) for number in range(20)}
    files |= {f"shared{group}.py": f"import settings\nY = settings.X + {group}\n" for group in range(4)}
    files |= {"settings.py": "X = 1\n", "broken.py": "Z = = 1\n"}
    files |= {f"idle{number:03}.py": f"import idle{(number + 1) % 174:03}\nX = 1\n" for number in range(174)}
    root = project_of(tree, files)
    parsed: Counter[str] = Counter()
    outlined: Counter[bytes] = Counter()

    def counted(text: str, path: str) -> object:
        parsed[path] += 1
        return parse(text, path)

    class Counted(Outline):
        def __init__(self, data: bytes) -> None:
            outlined[data] += 1
            super().__init__(data)

    monkeypatch.setattr("replint.syntax.trees.parse", counted)
    monkeypatch.setattr("replint.reach.Outline", Counted)
    findings(root, [root])
    assert parsed == Counter(name for name in files if not name.startswith("idle"))
    assert set(outlined.values()) <= {1, 5}  # the jobs of one group have the same text


def test_the_outcome_names_the_files_that_it_depends_on(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_of(tree, {"a.py": MAKE + "import b\nmake(b.X)\n", "b.py": "X = 1\n", "c.py": "import b\n"})
    (report,) = engine.check_all(discover([str(root / "a.py")], Resolver(str(root))).targets).files
    assert report.depends_on == (str(root / "a.py"), str(root / "b.py"))


def test_what_is_installed_beside_replint_changes_nothing(all_projects: Path, tmp_path: Path) -> None:
    """Packages of the libraries' names that fail when they are imported, and say nothing that fits."""
    for name in ("replicate", "requests", "httpx", "aiohttp", "urllib3", "boto3", "tenacity", "pydantic_settings"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit(77)\ndef create(): ...\n")
    script = "import sys; from replint import cli; sys.exit(cli.run(sys.argv[1:]))"

    def lint(*paths: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", script, "--output-format=concise", "--exit-zero", "--jobs=2", "."],
            cwd=all_projects,
            env={"PYTHONPATH": os.pathsep.join((*paths, str(CORPUS.parent.parent))), "PATH": ""},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return ran.stdout

    assert lint(str(tmp_path)) == lint()


ABSENT = 'import replicate\n\nreplicate.trainings.create(version="a/b:" + "0" * 64, input={})\n'
OWN = "class trainings:\n    @staticmethod\n    def create(**keywords):\n        return keywords\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"replicate/train.py": ABSENT, "replicate/__init__.py": ""}, ["replicate/train.py"]),
        ({"replicate/train.py": ABSENT, "run.py": ABSENT}, ["replicate/train.py", "run.py"]),
        ({"app/replicate.py": "LIMIT = 3\n", "app/run.py": ABSENT, "app/__init__.py": ""}, ["app/run.py"]),
        ({"replicate/__init__.py": "from .tools import *\n", "replicate/tools.py": "", "run.py": ABSENT}, ["run.py"]),
        ({"replicate.py": OWN, "run.py": ABSENT}, []),
        ({"replicate/__init__.py": OWN, "run.py": ABSENT}, []),
    ],
)
def test_what_a_projects_own_module_called_replicate_hides(
    run: Run, tree: Tree, files: dict[str, str], expected: list[str]
) -> None:
    tree({"pyproject.toml": "", **files})
    told = json.loads(run("--output-format", "json", "--select", "RPL101", ".").out)
    assert [finding["path"] for finding in told["findings"]] == expected


@pytest.mark.parametrize("line", ["from replicate.client import Client", "from ._client import Replicate"])
def test_the_sdks_own_package_is_no_code_that_uses_the_platform(run: Run, tree: Tree, line: str) -> None:
    tree({"libs/replicate/__init__.py": f"{line}\n", "libs/replicate/training.py": ABSENT, "libs/run.py": ABSENT})
    told = json.loads(run("--output-format", "json", "--select", "RPL101", ".").out)
    assert [finding["path"] for finding in told["findings"]] == ["libs/run.py"]
    assert told["summary"]["files_analyzed"] == 1
