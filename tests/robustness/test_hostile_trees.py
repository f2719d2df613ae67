"""Nothing of the scanned tree is imported or executed, whatever its files are named and however replint is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIBRARIES = [
    "astroid", "attr", "click", "colorama", "conftest", "libcst", "numpy", "pathspec", "pydantic", "pydantic_core",
    "replicate", "requests", "rich", "rules", "setuptools", "sitecustomize", "tomli", "typing_extensions",
    "usercustomize", "yaml",
]  # fmt: skip
AS_PACKAGES = {"click", "email", "json", "libcst", "multiprocessing", "replicate", "concurrent"}

TOKEN = "replicate = 'r8_" + "Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2Ji1Hg0Fe9Dc8B" + "'\n"
SPAWNING = "import multiprocessing\nmultiprocessing.set_start_method({method!r})\n"


def _needed_by_python(folder: Path) -> set[str]:
    """The modules that Python imports on its own, with the working directory first, before ``-m`` starts a module."""
    (folder / "probe.py").write_text("import sys\nprint(*sys.modules)\n")
    done = subprocess.run([sys.executable, "-m", "probe"], cwd=folder, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A tree of modules that are named like those that replint needs; each leaves a note if it is executed."""
    tree = tmp_path / "tree"
    for name in sorted({*sys.stdlib_module_names, *LIBRARIES} - _needed_by_python(tmp_path)):
        path = tree / name / "__init__.py" if name in AS_PACKAGES else tree / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        note = f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r} + chr(10))\nraise SystemExit(99)\n"
        imports = f"from {name} import *\nimport json, click, replicate, numpy\n" if len(name) % 3 == 0 else ""
        path.write_text(TOKEN + imports + note)
    (tree / "here.pth").write_text(f"import sys; open({str(tmp_path / 'ran')!r}, 'a').write('pth')\n")
    (tree / "pyproject.toml").write_text('[project]\nname = "tree"\n')
    (tree / "_speedups.cpython-311-x86_64-linux-gnu.so").write_bytes(b"\x7fELF\0")
    return tree


def _command(way: str) -> list[str]:
    return [sys.executable, "-m", "replint"] if way == "module" else [str(Path(sys.executable).parent / "replint")]


@pytest.mark.parametrize("way", ["module", "script"])
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_nothing_of_the_tree_is_executed(hostile: Path, way: str, method: str) -> None:
    ours = hostile.parent / "ours"
    ours.mkdir()
    (ours / "sitecustomize.py").write_text(SPAWNING.format(method=method))
    done = subprocess.run(
        [*_command(way), "--jobs", "2", "--select", "RPL801", "--output-format", "concise"],
        cwd=hostile,
        env={**os.environ, "PYTHONPATH": str(ours), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    ran = hostile.parent / "ran"
    assert not ran.exists(), sorted(set(ran.read_text().split()))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count(" RPL801 ") == len(list(hostile.rglob("*.py")))


def test_flake8_with_the_plugin_executes_nothing_of_the_tree(hostile: Path) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "flake8"), "--isolated", "--select", "RPL801", "--jobs", "2", "."],
        cwd=hostile,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    ran = hostile.parent / "ran"
    assert not ran.exists(), sorted(set(ran.read_text().split()))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count(" RPL801 ") == len(list(hostile.rglob("*.py")))


def test_the_language_server_executes_nothing_of_the_tree(hostile: Path) -> None:
    text = (hostile / "json" / "__init__.py").read_text()
    document = {"uri": (hostile / "json" / "__init__.py").as_uri(), "languageId": "python", "version": 1, "text": text}
    messages: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": hostile.as_uri()}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "shutdown", "params": None},
        {"method": "exit", "params": None},
    ]
    sent = b""
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        sent += b"Content-Length: %d\r\n\r\n" % len(body) + body
    command = [*_command("module"), "server"]
    done = subprocess.run(command, cwd=hostile, input=sent, capture_output=True, check=False, timeout=300)
    ran = hostile.parent / "ran"
    assert not ran.exists(), sorted(set(ran.read_text().split()))
    assert b'"id":2' in done.stdout.replace(b" ", b"")
    assert b"Traceback" not in done.stderr
