"""How long a tree that hardly uses Replicate takes, against ruff: ``python tests/benchmarks/hardly_used.py FOLDER``.

FOLDER is any tree of Python files, a site-packages say. Prints the median times of runs, taken in turn: cold ones
without a cache, then ones that find everything in it; their ratio to ruff's, and how much of replint's is start-up.
With ``--uses N`` the tree is copied and N files that use Replicate are put into it, so that there is something to find.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def seconds(command: list[str], folder: Path) -> float:
    """The wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def measure(folder: Path, cache: Path, runs: int) -> None:
    """Measures and prints."""
    ours = ["replint", "--isolated", "--no-respect-gitignore", "."]
    commands = {
        "ruff, F401": ["ruff", "check", "--isolated", "--no-cache", "--select", "F401", "--no-respect-gitignore", "."],
        "replint, cold": [*ours, "--no-cache"],
        "replint, warm": [*ours, "--cache-dir", str(cache)],
        "replint --version": ["replint", "--version"],
    }
    programs = {name: [sys.executable, "-m", *command] for name, command in commands.items()}
    seconds(programs["replint, warm"], folder)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in programs.items():
            times[name].append(seconds(command, folder))
    medians = {name: statistics.median(found) for name, found in times.items()}
    files = list(folder.rglob("*.py"))
    print(f"{len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")
    for name, median in medians.items():
        print(f"{name:20}{median:8.2f} s{median / medians['ruff, F401']:8.2f}x")


def main() -> None:
    """Reads the command line, and makes the tree that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
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
        measure(folder, Path(made) / "cache", given.runs)


if __name__ == "__main__":
    main()
