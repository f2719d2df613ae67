"""The command line as its own process: what is loaded, pipes that close, interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CLEAN = "import requests\n\nrequests.get('https://example.com', timeout=5)\n"
BAD = """import replicate

training = replicate.trainings.create(version="acme/flux:" + "e440909d" * 8, input={}, destination=None)
print(training.id)
"""


def replint(*arguments: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "replint", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60, **more)  # type: ignore[call-overload, no-any-return]


def test_a_folder_without_replicate_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(CLEAN)
    (tmp_path / ".gitignore").write_text("gen/\n")
    script = (
        "import sys\n"
        "from replint.cli import run\n"
        "code = run(['.'])\n"
        "heavy = {'libcst', 'astroid', 'pydantic', 'rich', 'concurrent.futures', 'replint.cache'} & set(sys.modules)\n"
        "print(code, sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("0 []\n", "")


def test_the_module_runs_as_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)
    done = replint("--select", "RPL101", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("a.py:3:")
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_narrow_output_encoding_is_no_fault(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "日本.py").write_text(BAD, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = replint("--output-format", "full", cwd=tmp_path, env=environment)
    assert done.returncode == 1
    assert "\\u65e5\\u672c.py" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"a{number}.py").write_text(BAD)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "replint"], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_ends_it_with_130_and_no_traceback(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "replint", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.8)  # it waits for its input by then
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A line of the shell in which ``replint`` is ours."""
    script = f'replint() {{ "{sys.executable}" -m replint "$@"; }}\n{line}'
    return subprocess.run(["sh", "-c", script], cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(os.name == "nt", reason="redirections of sh")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("replint --select RPL101 >&-", 1, ""),
        ("replint grade >&-", 1, ""),
        ("replint rules >&-", 0, ""),
        ("replint --fix - <a.py >&-", 1, None),
        ("replint --select RPL101 >/dev/null 2>&-", 1, ""),
        ("replint nowhere 2>&-", 2, ""),
        ("replint nowhere 2>/dev/full", 2, ""),
        ("replint - <&-", 2, "replint: error: standard input is closed, so there is nothing to check\n"),
        ("replint - </proc/self/mem", 2, "replint: error: standard input can't be read: Input/output error\n"),
        ("replint >/dev/full", 2, "replint: error: standard output can't be written: No space left on device\n"),
        ("replint --fix --isolated --select RPL121 - <a.py >/dev/full", 2, None),
        ("replint --output-file /dev/full", 2, "replint: error: /dev/full can't be written: No space left on device\n"),
    ],
)
def test_streams_that_are_closed_full_or_unreadable(tmp_path: Path, line: str, code: int, said: str | None) -> None:
    if ("/dev/full" in line and not Path("/dev/full").exists()) or ("/proc" in line and not Path("/proc").exists()):
        pytest.skip("a file of Linux")
    (tmp_path / "a.py").write_text(BAD)
    done = shell(line, tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert said is None or done.stderr == said


def test_a_working_directory_that_is_gone_is_one_line(tmp_path: Path) -> None:
    ran = shell("mkdir gone && cd gone && rmdir ../gone && replint", tmp_path)
    assert (ran.returncode, ran.stderr) == (2, "replint: error: the working directory is gone\n")
