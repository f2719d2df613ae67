"""All that replint promises of its speed, in one table: ``python tests/benchmarks/table.py``.

Prints Markdown: the machine's size, each ratio with the bar that it is to stay below, and what a run over one file is
made of. Takes some ten minutes; nothing else should run meanwhile (``--cpu`` compares the processors' time instead of
the clock's, for a machine that is busy). ruff and pygls come with the extra ``dev``; Semgrep is a dependency of this
table alone and best installed apart: ``python -m venv /somewhere && /somewhere/bin/pip install semgrep``, then
``--semgrep /somewhere/bin/semgrep``. Without it its row is left out.
"""

from __future__ import annotations

import argparse
import shutil
import sysconfig
from pathlib import Path

import hardly_used
import heavy
import keystrokes
import one_file
import project
from runs import machine, written


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--tree", type=Path, default=Path(sysconfig.get_path("purelib")), help="a tree that hardly uses Replicate"
    )
    parser.add_argument("--semgrep", default=shutil.which("semgrep"), metavar="PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="the processors' time instead of the clock's")
    given = parser.parse_args()
    single, steps = one_file.measure(given.rounds, given.semgrep, cpu=given.cpu)
    ratios = [
        *hardly_used.rows(given.tree, given.rounds, cpu=given.cpu),
        *single,
        *project.rows(given.rounds, cpu=given.cpu),
        *heavy.rows(max(given.rounds // 2, 1), cpu=given.cpu),
        *keystrokes.rows(2),
    ]
    time = "the processors' time" if given.cpu else "the clock's time"
    print(f"Medians of {time}, {machine()}.\n")
    print(written(ratios), end="\n\n")
    print(f"What a run over one file of {one_file.LINES} lines is made of:\n")
    print(written(steps))


if __name__ == "__main__":
    main()
