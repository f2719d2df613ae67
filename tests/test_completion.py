"""Completion in a shell: what click's script for bash gets to hear, and that bash takes it."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from replint.catalogue import codes
from replint.reporters import FORMATS

PROGRAM = "import sys; from replint.cli import run; sys.exit(run(sys.argv[1:]))"


def complete(*words: str) -> list[str]:
    """What can stand for the last word, as bash is told it: kind and value."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={
            **os.environ,
            "_REPLINT_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("replint", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.split()


def test_the_first_word_is_a_command_an_option_or_a_path() -> None:
    assert complete("gra") == ["file,gra", "plain,grade"]
    assert complete("--sel") == ["file,--sel", "plain,--select"]
    assert {"plain,--version", "plain,--verbose"} <= {*complete("--ver")}
    assert {"plain,check", "plain,grade", "plain,server", "file,"} <= {*complete("")}


def test_options_and_their_values() -> None:
    formats = [f"plain,{name}" for name in FORMATS if name.startswith("j")]
    assert complete("--output-format", "j") == formats
    assert complete("check", "--output-format", "j") == formats
    assert complete("--pack", "fine") == ["plain,fine-tuning"]
    assert complete("grade", "--min-m") == ["plain,--min-mean"]
    assert complete("src", "x") == ["file,x"]
    assert complete("--config", "x") == ["file,x"]


def test_codes() -> None:
    expected = [f"plain,{code}" for code in codes() if code.startswith("RPL12")]
    assert (
        complete("rule", "RPL12") == complete("--select", "RPL12") == complete("grade", "--ignore", "RPL12") == expected
    )
    assert complete("rule", "polling-too") == ["plain,polling-too-fast"]


SHELLS = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(_REPLINT_COMPLETE=bash_source replint)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(_REPLINT_COMPLETE=zsh_source replint)"',
    ),
    "fish": (["fish", "--no-config", "-i"], "_REPLINT_COMPLETE=fish_source replint | source"),
}
REPLINT = f"""#!/bin/sh
[ -n "$_REPLINT_COMPLETE" ] || {{ echo "<got $*>"; exit; }}
exec {sys.executable} -m replint "$@"
"""
TYPED = {
    "replint gra\t src": "<got grade src>",
    "replint check --output-format sa\t ": "<got check --output-format sarif>",
    "replint rule polling-too\t ": "<got rule polling-too-fast>",
    "replint --stat\t oddly-na\t": "<got --statistics oddly-named.py>",
}


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is needed")
@pytest.mark.parametrize("shell", SHELLS)
def test_shells_take_it(tmp_path: Path, shell: str) -> None:
    command, setup = SHELLS[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "replint").write_text(REPLINT, encoding="utf-8")
    (tmp_path / "bin" / "replint").chmod(0o755)
    (tmp_path / "oddly-named.py").touch()
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "dumb",
        "PS1": "$ ",
    }
    with closing(Terminal(command, tmp_path, environment)) as terminal:
        terminal.type(f"{setup}; echo '<'ready'>'\r")
        terminal.shows("<ready>")
        for keys, expected in TYPED.items():
            for part in re.split("(\t)", keys):
                terminal.type(part)
                if part == "\t":
                    terminal.settle()
            terminal.type("\r")
            terminal.shows(expected)


class Terminal:
    """A program at a terminal: what is typed to it, and what it has shown."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        take_it = (
            "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", take_it, *command],
            cwd=folder,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""

    def close(self) -> None:
        """Ends the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._ours, keys.encode())

    def settle(self) -> None:
        """Waits until something more is shown, and then nothing for a moment."""
        self._read(30)
        while self._read(0.5):
            pass

    def shows(self, text: str) -> None:
        """Waits until something is shown, and forgets what was shown before."""
        while text not in self.shown:
            assert self._read(30), f"{text} is not shown: {self.shown!r}"
        self.shown = self.shown.partition(text)[2]

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], patience)
        if ready:
            self.shown += os.read(self._ours, 65536).decode(errors="replace")
        return bool(ready)
