"""The examples: every finding of the bad ones is due where it is listed here, and the good ones have none.

They are checked by the command itself, the way that the README shows it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

Place = tuple[int, str]
"""A finding's first line and its code."""

EXPECTED: dict[str, list[Place]] = {
    "01_destination/bad_brand_styles.py": [
        (40, "RPL104"),
        (45, "RPL106"),
        (48, "RPL102"),
        (54, "RPL106"),
        (57, "RPL103"),
    ],
    "01_destination/bad_portrait_app.py": [(34, "RPL106"), (38, "RPL105"), (48, "RPL101")],
    "02_training_data/bad_catalogue_worker.py": [(54, "RPL111"), (63, "RPL115"), (72, "RPL114")],
    "02_training_data/bad_style_service.py": [(31, "RPL113"), (40, "RPL112"), (44, "RPL117")],
    "02_training_data/bad_train_folder.py": [(30, "RPL116"), (40, "RPL119"), (47, "RPL120")],
    "03_waiting/bad_nightly_worker.py": [
        (21, "RPL125"),
        (45, "RPL121"),
        (45, "RPL126"),
        (46, "RPL128"),
        (55, "RPL124"),
        (55, "RPL126"),
    ],
    "03_waiting/bad_train_and_wait.py": [(15, "RPL125"), (25, "RPL126"), (25, "RPL127"), (27, "RPL121")],
    "03_waiting/bad_training_service.py": [
        (17, "RPL128"),
        (29, "RPL125"),
        (43, "RPL126"),
        (43, "RPL127"),
        (50, "RPL121"),
        (50, "RPL129"),
    ],
}


def _files() -> list[str]:
    return sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.py"))


def _replint(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command's outcome in the project's folder; warnings of replint's own are no part of it."""
    return subprocess.run(
        [sys.executable, "-m", "replint", *arguments],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@cache
def _found() -> dict[str, list[Place]]:
    """What one run over all examples finds, by file."""
    done = _replint("--isolated", "--output-format", "json", "examples/")
    assert done.returncode == 1, done.stderr
    found: dict[str, list[Place]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        name = finding["path"].removeprefix("examples/")
        found.setdefault(name, []).append((finding["line"], finding["code"]))
    return found


@pytest.mark.parametrize("name", _files())
def test_example_has_exactly_the_findings_that_are_due(name: str) -> None:
    assert sorted(_found().get(name, [])) == EXPECTED.get(name, [])


def test_every_bad_example_has_several_rules_and_a_good_twin() -> None:
    bad = {name for name in _files() if "/bad_" in name}
    good = {name for name in _files() if "/good_" in name}
    assert bad == set(EXPECTED)
    assert good == {name.replace("/bad_", "/good_") for name in bad}
    assert bad | good == set(_files())
    assert [name for name in bad if len({code for _, code in EXPECTED[name]}) < 3] == []


def test_bare_command_prints_the_findings_and_fails() -> None:
    done = _replint("examples/")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == sum(map(len, EXPECTED.values()))
    assert re.match(r"examples/01_destination/bad_brand_styles\.py:40:5: RPL104 ", done.stdout)


def test_good_examples_pass_even_for_guesses() -> None:
    good = [f"examples/{name}" for name in _files() if "/good_" in name]
    done = _replint("--isolated", "--min-confidence", "low", "--fail-on", "low", *good)
    assert (done.returncode, done.stdout) == (0, "")


def test_readme_of_the_examples_names_what_is_found() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    rows = {name: line for line in text.splitlines() for name in re.findall(r"^\| `(\w+)` \|", line)}
    named = {name: set(re.findall(r"RPL\d{3}", line)) for name, line in rows.items()}
    due = {Path(name).stem.removeprefix("bad_"): {code for _, code in places} for name, places in EXPECTED.items()}
    assert named == due


def test_examples_compile() -> None:
    for name in _files():
        compile((EXAMPLES / name).read_bytes(), name, "exec", dont_inherit=True)
