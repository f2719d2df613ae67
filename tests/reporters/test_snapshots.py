"""Every format on one small tree, as it was last read by a person.

After a change that is meant, run the tests once with ``UPDATE_SNAPSHOTS=1`` and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import Run, Tree
from sample_reports import TREE

from replint import __version__
from replint.reporters import FORMATS

FOLDER = Path(__file__).parent / "snapshots"


def stable(text: str) -> str:
    """A report without what changes with each release, and a page without its style and script."""
    text = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1></\1>", text)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256", text)
    # A rule's whole card is in SARIF; its words are the card's business.
    text = re.sub(r'("(?:text|markdown)": )"(?:RPL|# RPL)\d{3}[^\n]*', r'\1"the card"', text)
    return text.replace(__version__, "VERSION")


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_as_it_was(name: str, run: Run, tree: Tree) -> None:
    tree(TREE)
    ran = run("--output-format", name, "--show-suppressed")
    assert (ran.code, ran.err) == (1, "")
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(stable(ran.out), encoding="utf-8")
    assert stable(ran.out) == file.read_text(encoding="utf-8")


def test_there_is_a_snapshot_of_every_format_and_no_other() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(FORMATS)
