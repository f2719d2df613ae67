"""How long a tree that hardly uses Replicate takes, against ruff: ``python tests/benchmarks/hardly_used.py FOLDER``.

FOLDER is any tree of Python files, a site-packages say. Prints the median times of runs, taken in turn: cold ones
without a cache and ones that find everything in it, and their ratio to ruff's.
With ``--uses N`` the tree is copied and N files that use Replicate are put into it, so that there is something to find.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from runs import Row, medians, replint, written

USE = """\
import time

import replicate


def start_{number}(images):
    training = replicate.trainings.create(
        version="acme/trainer:{version}", input={{"input_images": images}}, destination="acme/model-{number}"
    )
    while training.status not in ("succeeded", "failed", "canceled"):
        time.sleep(5)
        training.reload()
    return training
"""


def rows(folder: Path, rounds: int, *, cpu: bool = False) -> list[Row]:
    """The ratios to ruff on a tree; ``cpu`` compares the processors' time instead of the clock's."""
    with tempfile.TemporaryDirectory() as cache:
        ours = ["--isolated", "--no-respect-gitignore", "."]
        ruff = ["check", "--isolated", "--no-cache", "--select", "F401", "--no-respect-gitignore", "."]
        commands = {
            "ruff": [sys.executable, "-m", "ruff", *ruff],
            "cold": replint(*ours, "--no-cache"),
            "warm": replint(*ours, "--cache-dir", cache),
        }
        took = {name: one.cpu if cpu else one.wall for name, one in medians(commands, folder, rounds).items()}
    sizes = [file.stat().st_size for file in folder.rglob("*.py") if file.is_file()]
    tree = f"a tree that hardly uses Replicate ({len(sizes):,} files, {sum(sizes) / 1e6:.0f} MB)"
    return [
        Row(
            f"{tree}, {name}, against `ruff check --select F401`",
            f"{took[name]:.2f} s, {took['ruff']:.2f} s",
            took[name] / took["ruff"],
            bar,
        )
        for name, bar in (("cold", 1.0), ("warm", 0.6))
    ]


def main() -> None:
    """Reads the command line, and makes the tree that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="the processors' time instead of the clock's")
    parser.add_argument("--uses", type=int, default=0, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder
        if given.uses:
            folder = Path(made) / "tree"
            shutil.copytree(given.folder, folder, symlinks=True)
            for number in range(given.uses):
                text = USE.format(number=number, version="4ac1e9b7" * 8)
                (folder / f"uses_replicate_{number}.py").write_text(text)
        print(written(rows(folder, given.rounds, cpu=given.cpu)))


if __name__ == "__main__":
    main()
