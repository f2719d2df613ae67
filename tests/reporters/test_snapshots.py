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
from replint.reporters.grade import FORMATS as GRADE_FORMATS

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
    compare(name, ran.out)


@pytest.mark.parametrize("name", GRADE_FORMATS)
def test_grade_is_as_it_was(name: str, run: Run, tree: Tree) -> None:
    tree(TREE)
    ran = run("grade", "--output-format", name, "--by", "package")
    assert (ran.code, ran.err) == (1, "replint: warning: not graded, because not analysed: kiln/broken.py\n")
    compare(f"grade_{name}", ran.out)


def compare(name: str, text: str) -> None:
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(stable(text), encoding="utf-8")
    assert stable(text) == file.read_text(encoding="utf-8")


def test_there_is_a_snapshot_of_every_format_and_no_other() -> None:
    names = {file.stem for file in FOLDER.iterdir()}
    assert names == {*FORMATS, *(f"grade_{name}" for name in GRADE_FORMATS)}
