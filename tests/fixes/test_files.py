"""Files are written at one stroke, keep what they are, and are shown as diffs that real tools apply."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from replint.fixes.files import WriteError, unified_diff, write


def test_permissions_stay_and_nothing_is_left_beside(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old\n")
    file.chmod(0o751)
    write(str(file), b"old\n", b"new\r\n", str(tmp_path))
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o751
    assert os.listdir(tmp_path) == ["a.py"]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    file, link = tmp_path / "inner" / "a.py", tmp_path / "b.py"
    file.write_bytes(b"old\n")
    link.symlink_to(file)
    write(str(link), b"old\n", b"new\n", str(tmp_path))
    assert link.is_symlink()
    assert file.read_bytes() == b"new\n"


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    file, link = tmp_path / "a.py", root / "b.py"
    file.write_bytes(b"old\n")
    link.symlink_to(file)
    with pytest.raises(WriteError, match="leads out of the project"):
        write(str(link), b"old\n", b"new\n", str(root))
    assert file.read_bytes() == b"old\n"


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"newer\n")
    with pytest.raises(WriteError, match="changed while"):
        write(str(file), b"old\n", b"new\n", str(tmp_path))
    assert file.read_bytes() == b"newer\n"
    write(str(file), b"old\n", b"newer\n", str(tmp_path))  # done already, under another name


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(WriteError, match="No space left"):
        write(str(file), b"old\n", b"new\n", str(tmp_path))
    assert file.read_bytes() == b"old\n"
    assert os.listdir(tmp_path) == ["a.py"]


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old\n")
    file.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed everything
    with pytest.raises(WriteError, match="permission denied"):
        write(str(file), b"old\n", b"new\n", str(tmp_path))
    assert file.read_bytes() == b"old\n"


TEXTS = {
    "plain": (b"a\nb\nc\n", b"a\nB\nc\n"),
    "crlf": (b"a\r\nb\r\n", b"a\r\nB\r\nc\r\n"),
    "no end of the last line": (b"a\nb", b"a\nb\nc"),
    "an end is added": (b"a\nb", b"a\nb\n"),
    "an odd separator": ("a\u2028b\x0cc\nd\n".encode(), "a\u2028b\x0cC\nd\n".encode()),
    "a mark": (b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\nB\n"),
}


@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS)
def test_git_applies_the_diff(tmp_path: Path, before: bytes, after: bytes) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git here")
    (tmp_path / "a.py").write_bytes(before)
    diff = unified_diff("a.py", before, after)
    command = [git, "apply", "-p0", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=tmp_path, input=diff.encode(), check=True, env={**os.environ, "GIT_DIR": "/dev/null"})
    assert (tmp_path / "a.py").read_bytes() == after


def test_diff_of_a_file_with_old_line_ends_is_whole() -> None:
    diff = unified_diff("a.py", b"a\rb\r", b"a\rB\r")
    assert diff.splitlines(keepends=False)[0] == "--- a.py"
    assert "-a\rb\r\n\\ No newline" in diff
    assert "+a\rB\r\n\\ No newline" in diff
