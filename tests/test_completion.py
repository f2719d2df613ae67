"""Completion in a shell: what click's script for bash gets to hear, and that bash takes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
    assert complete("gra") == ["plain,grade", "file,gra"]
    assert complete("--sel") == ["plain,--select", "file,--sel"]
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


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_takes_it(tmp_path: Path) -> None:
    (tmp_path / "replint").write_text(f'#!/bin/sh\nexec {sys.executable} -m replint "$@"\n', encoding="utf-8")
    (tmp_path / "replint").chmod(0o755)
    script = """
eval "$(_REPLINT_COMPLETE=bash_source replint)"
COMP_WORDS=(replint check --output-format sa) COMP_CWORD=3
_replint_completion replint
echo "${COMPREPLY[@]}"
"""
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "sarif\n", done.stderr
