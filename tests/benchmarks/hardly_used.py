"""How long a tree that hardly uses Replicate takes, against ruff: ``python tests/benchmarks/hardly_used.py FOLDER``.

FOLDER is any tree of Python files, a site-packages say. Prints the median times of cold runs, taken in turn, their
ratio, and how much of replint's is start-up.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path


def seconds(command: list[str], folder: Path) -> float:
    """The wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    commands = {
        "ruff, F401": ["ruff", "check", "--isolated", "--no-cache", "--select", "F401", "--no-respect-gitignore", "."],
        "replint": ["replint", "--isolated", "--no-cache", "--no-respect-gitignore", "."],
        "replint --version": ["replint", "--version"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(given.runs):
        for name, (program, *arguments) in commands.items():
            times[name].append(seconds([sys.executable, "-m", program, *arguments], given.folder))
    medians = {name: statistics.median(found) for name, found in times.items()}
    files = list(given.folder.rglob("*.py"))
    print(f"{len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")
    for name, median in medians.items():
        print(f"{name:20}{median:8.2f} s{median / medians['ruff, F401']:8.2f}x")


if __name__ == "__main__":
    main()
