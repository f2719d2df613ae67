"""What heavy use costs: ``python tests/benchmarks/heavy.py``.

Every function of these files creates a training and polls it. Prints how the time grows with the lines of one file and
with the files of a project, what a second process brings, and the memory that it takes, all without a cache.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from runs import Row, Run, medians, replint, written

HEAD = "import time\n\nimport replicate\n"
USE = '''

def start_{number}(images, steps={steps}):
    """Starts a training, and waits for its end."""
    training = replicate.trainings.create(
        version="acme/trainer:{version}",
        input={{"input_images": images, "steps": steps}},
        destination="acme/model-{number}",
    )
    while training.status not in ("succeeded", "failed", "canceled"):
        time.sleep({pace})
        training.reload()
    return training
'''
VERSION = "4ac1e9b7" * 8
SMALL, LARGE = 2_000, 20_000
FEW, MANY = 100, 1_000


def module(lines: int, first: int = 0) -> str:
    """A module of about so many lines."""
    uses = max(1, (lines - HEAD.count("\n")) // USE.count("\n"))
    made = (
        USE.format(number=n, steps=n % 900 + 100, pace=n % 50 + 5, version=VERSION) for n in range(first, first + uses)
    )
    return HEAD + "".join(made)


def build(root: Path) -> None:
    """Writes the modules."""
    for lines in (SMALL, LARGE):
        folder = root / f"lines_{lines}"
        folder.mkdir()
        (folder / "pyproject.toml").touch()
        (folder / "module.py").write_text(module(lines), encoding="utf-8")
    for files in (FEW, MANY):
        folder = root / f"files_{files}"
        folder.mkdir()
        (folder / "pyproject.toml").touch()
        for number in range(files):
            (folder / f"module_{number}.py").write_text(module(45, number), encoding="utf-8")


def measure(rounds: int) -> dict[str, Run]:
    """The medians of all runs."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        build(root)
        ours = replint("--isolated", "--no-cache", "--jobs")
        commands = {f"lines {lines}": [*ours, "1", f"lines_{lines}"] for lines in (SMALL, LARGE)}
        commands |= {f"files {files}": [*ours, "1", f"files_{files}"] for files in (FEW, MANY)}
        commands["start"] = [*ours, "1", "lines_0"]
        commands["two jobs"] = [*ours, "2", f"files_{MANY}"]
        (root / "lines_0").mkdir()
        (root / "lines_0" / "module.py").write_text(module(1), encoding="utf-8")
        return medians(commands, root, rounds)


def rows(rounds: int, *, cpu: bool = False) -> list[Row]:
    """The ratios; start-up is part of all times. ``cpu`` compares the processors' time instead of the clock's."""
    found = measure(rounds)
    took = {name: one.cpu if cpu else one.wall for name, one in found.items()}
    peak = {name: one.peak for name, one in found.items()}
    few, many, large, small = f"files {FEW}", f"files {MANY}", f"lines {LARGE}", f"lines {SMALL}"
    several = found["two jobs"].wall / found[many].wall

    def pair(one: str, other: str) -> str:
        return f"{took[one]:.2f} s, {took[other]:.2f} s"

    return [
        Row(f"{LARGE:,} lines in one file, against {SMALL:,}", pair(large, small), took[large] / took[small], 11),
        Row(f"{MANY:,} files that create trainings, against {FEW}", pair(many, few), took[many] / took[few], 11),
        Row("… with 2 jobs instead of 1 (clock)", f"{found['two jobs'].wall:.2f} s", several, 0.6),
        Row(
            f"… their memory at most, against {FEW} files",
            f"{peak[many] / 2**20:.0f} MB, {peak[few] / 2**20:.0f} MB",
            peak[many] / peak[few],
            3,
        ),
        Row(
            "memory for the largest file, by its lines",
            f"{peak[large] / 2**20:.0f} MB",
            (peak[large] - peak["start"]) / max(peak[small] - peak["start"], 1),
        ),
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", action="store_true", help="the processors' time instead of the clock's")
    given = parser.parse_args()
    print(written(rows(given.rounds, cpu=given.cpu)))


if __name__ == "__main__":
    main()
