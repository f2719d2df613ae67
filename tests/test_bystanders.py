"""Files that have nothing to do with the platform, and can't be read either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run, Tree

from replint.bystanders import MOST_BYTES

FINE = {
    "empty.py": b"",
    "plain.py": b"x = 1\n",
    "latin.py": "# coding: latin-1\nname = 'é'\n".encode("latin-1"),
    "mark.py": b"\xef\xbb\xbfx = 1\n",
    "escape.py": b'pattern = "\\d"\n',
    "deep.py": b"x = " + b"+".join([b"1"] * 20_000) + b"\n",
    "chain.py": b"x = a" + b".b" * 20_000 + b"\n",
    "cells.ipynb": json.dumps(
        {"cells": [{"cell_type": "code", "source": "%matplotlib inline\n!ls\nx = 1"}], "nbformat": 4, "metadata": {}}
    ).encode(),
}
BROKEN = {
    "colon.py": b"def start(:\n    pass\n",
    "old.py": b"print 'x'\n",
    "bytes.py": b"x = '\xff'\n",
    "nul.py": b"x = 1\0\n",
    "cookie.py": b"# coding: klingon\n",
    "nested.py": b"x = " + b"(" * 3_000 + b")" * 3_000 + b"\n",
    "stub.pyi": b"x: = 1\n",
    "no.ipynb": b"{",
}


def put(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (root / name).write_bytes(data)


def told(text: str) -> set[str]:
    assert all(": RPL900 this file cannot be checked: " in line for line in text.splitlines())
    return {line.partition(":")[0] for line in text.splitlines()}


def test_each_file_that_cannot_be_read_is_one_line(run: Run, tree: Tree) -> None:
    put(tree({}), FINE | BROKEN)
    ran = run(".")
    assert (ran.code, ran.err) == (1, "")
    assert told(ran.out) == set(BROKEN)
    assert len(ran.out.splitlines()) == len(BROKEN)
    assert run(".", "--jobs", "2").out == ran.out


@pytest.mark.parametrize("name", [*FINE, *BROKEN])
def test_the_answer_is_the_same_for_one_file(run: Run, tree: Tree, name: str) -> None:
    put(tree({}), FINE | BROKEN)
    assert told(run(name).out) == ({name} & set(BROKEN))


def test_standard_input(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree({})
    monkeypatch.setattr("replint.console.read_bytes", lambda: BROKEN["colon.py"])
    assert run("-").out.startswith("<stdin>:1:11: RPL900")
    assert run("-", "--stdin-filename", "src/a.py").out.startswith("src/a.py:1:11: RPL900")
    monkeypatch.setattr("replint.console.read_bytes", lambda: FINE["deep.py"])
    assert run("-").out == ""


def test_they_can_be_silenced_like_any_other(run: Run, tree: Tree) -> None:
    put(tree({"replint.toml": "per-file-ignores = {'old.py' = ['RPL900']}\n"}), BROKEN)
    assert told(run(".").out) == set(BROKEN) - {"old.py"}


def test_of_a_large_run_only_those_that_cannot_be_decoded(run: Run, tree: Tree) -> None:
    put(tree({}), BROKEN | {"large.py": b"x = 1\n" * (MOST_BYTES // 6)})
    assert told(run(".").out) == {"bytes.py", "nul.py", "cookie.py"}
