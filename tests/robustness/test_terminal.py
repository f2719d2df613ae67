"""What a hostile file holds is shown on a terminal, not sent to it; a patch that is written elsewhere stays one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")

HOSTILE = """\
import replicate
if replicate.trainings.get('x').status == 'cancelled':  # \x1b]0;title\x07\x1b[2J\u202e
\tpass
"""


def _on_a_terminal(folder: Path, *arguments: str) -> str:
    """What replint sends to a terminal that its standard output is."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "replint", "--isolated", "--no-cache", "--color", "never", *arguments, "."]
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        sent = b""
        try:
            while data := os.read(ours, 65536):
                sent += data
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(ours)
        process.wait()
    return sent.decode()


@pytest.mark.parametrize("arguments", [("--diff",), ("--output-format", "full"), ("--output-format", "concise")])
def test_what_a_terminal_may_obey_is_shown(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "e\x1b[31m.py").write_text(HOSTILE)
    sent = _on_a_terminal(tmp_path, *arguments)
    assert "cancelled" in sent
    assert "\\x1b[31m.py" in sent
    assert not {"\x1b", "\x07", "\u202e"} & set(sent)


def test_a_patch_that_no_terminal_gets_is_the_text_itself(tmp_path: Path) -> None:
    (tmp_path / "e.py").write_text(HOSTILE)
    command = [sys.executable, "-m", "replint", "--isolated", "--no-cache", "--diff", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert b"\x1b[2J" in done.stdout
