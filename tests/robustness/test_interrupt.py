"""Ctrl-C in the midst of the work of several processes: the end comes at once, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FILES = 16
MOST_SECONDS = 10.0
"""From the signal to the end; what one process has to do at a time takes several times as long."""

TEXT = "import replicate\n" + "".join(
    f"""
def poll{number}(source):
    total = replicate.trainings.get(source)
    for a in source:
        if a > total: total = total + a if a else a
        for b in source:
            if b > total: total = total + b if b else b
            for c in source:
                if c > total: total = total + c if c else c
                for d in source:
                    if d > total: total = total + d if d else d
    return total
"""
    for number in range(30)
)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_all_processes_at_once(tmp_path: Path, jobs: str) -> None:
    for number in range(FILES):
        (tmp_path / f"file{number}").mkdir()
        (tmp_path / f"file{number}" / "pyproject.toml").write_text("")
        (tmp_path / f"file{number}" / "code.py").write_text(TEXT)
    command = [sys.executable, "-m", "replint", "--no-cache", "--jobs", jobs]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(4)
    assert process.poll() is None
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=300)
    took = time.monotonic() - started
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert took < MOST_SECONDS
    assert _ends(process.pid)


def _ends(group: int) -> bool:
    """Whether all processes of a group end within a few seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
