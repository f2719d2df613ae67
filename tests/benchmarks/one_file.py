"""What one file that uses Replicate costs, as a hook or an editor runs it: ``python tests/benchmarks/one_file.py``.

Against libcst alone (its import, the parse, all positions), and against Semgrep with the rules of
``semgrep_rules.yaml`` next to this script, if it is installed (``--semgrep PATH``; ``pip install semgrep``, best in an
environment of its own). Then where the time goes: every step of the way is run in a process of its own, and told by
what it adds to the former.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from project import BARE, TRAINING, WORK
from runs import Row, medians, python, replint, written

RULES = Path(__file__).resolve().with_name("semgrep_rules.yaml")
LINES = 300
STEPS = {
    "Python itself": "pass",
    "what libraries share (re, typing, dataclasses)": "import re, typing, dataclasses",
    "the command line's library (click)": "import re, typing, dataclasses, click",
    "replint's command line": "import replint.cli",
    "libcst": "import replint.cli, libcst, libcst.metadata",
    "replint's analysis": "import replint.cli, libcst, libcst.metadata, replint.commands.check, replint.checks.runner",
}


def module() -> str:
    """A module of 300 lines with one training."""
    text = "import time\n\nimport replicate\n\nimport settings1\n" + TRAINING.format(name="all", settings=1)
    while text.count("\n") < LINES:
        text += WORK.format(name=f"totals_{text.count(chr(10))}", factor=3)
    return "".join(text.splitlines(keepends=True)[:LINES])


def measure(rounds: int, semgrep: str | None, *, cpu: bool = False) -> tuple[list[Row], list[Row]]:
    """The ratios, and the steps of start-up with their parts of the whole."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        (root / "pyproject.toml").touch()
        file = root / "part.py"
        file.write_text(module(), encoding="utf-8")
        (root / "empty").mkdir()
        (root / "empty" / "plain.py").write_text("import os\n", encoding="utf-8")
        commands = {
            "replint": replint("--no-cache", "part.py"),
            "bare": python(BARE, "part.py"),
            "version": replint("--version"),
            "no use": replint("--no-cache", "empty"),
        }
        commands |= {name: python(code) for name, code in STEPS.items()}
        if semgrep is not None:
            options = ["--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet"]
            commands["Semgrep"] = [semgrep, "scan", *options, "--config", str(RULES), "part.py"]
        found = medians(commands, root, rounds)
    took = {name: one.cpu if cpu else one.wall for name, one in found.items()}
    whole = took["replint"]
    ratios = [
        Row(
            f"one file of {LINES} lines, against {name}",
            f"{whole * 1e3:.0f} ms, {took[other] * 1e3:.0f} ms",
            whole / took[other],
            bar,
        )
        for name, other, bar in (
            ("libcst's import, parse and positions", "bare", 1.5),
            ("Semgrep with equivalent rules", "Semgrep", 0.25),
        )
        if other in took
    ]
    steps, before = [], 0.0
    for name in STEPS:
        steps.append(Row(name, f"{(took[name] - before) * 1e3:.0f} ms", (took[name] - before) / whole))
        before = took[name]
    steps += [
        Row(
            "the file: parse, positions, facts, checks, report", f"{(whole - before) * 1e3:.0f} ms", 1 - before / whole
        ),
        Row("**one file, in all**", f"{whole * 1e3:.0f} ms", 1),
        Row("`replint --version`, in all", f"{took['version'] * 1e3:.0f} ms", took["version"] / whole),
        Row("a folder that doesn't use Replicate, in all", f"{took['no use'] * 1e3:.0f} ms", took["no use"] / whole),
    ]
    return ratios, steps


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--semgrep", default=shutil.which("semgrep"), metavar="PATH")
    parser.add_argument("--cpu", action="store_true", help="the processors' time instead of the clock's")
    given = parser.parse_args()
    for rows in measure(given.rounds, given.semgrep, cpu=given.cpu):
        print(written(rows), end="\n\n")


if __name__ == "__main__":
    main()
