"""Programs that are run and measured, for the benchmarks: in turn, so that a busy moment hits them all."""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[2] / "replint"
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "REPLINT_CACHE_DIR")


class Run(NamedTuple):
    """What one run took: seconds on the clock, seconds of the processors, and bytes of memory at most."""

    wall: float
    cpu: float
    peak: int


class Row(NamedTuple):
    """A line of a table: what is measured, in words what it took, the ratio, and the bar that it is to stay below."""

    what: str
    took: str
    ratio: float
    bar: float | None = None


def replint(*arguments: str) -> list[str]:
    """A command line of replint."""
    return [sys.executable, "-m", "replint", *arguments]


def python(code: str, *arguments: str) -> list[str]:
    """A command line of Python."""
    return [sys.executable, "-c", code, *arguments]


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a program with its output thrown away."""
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def medians(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, Run]:
    """The medians of some runs of each program, after one that doesn't count."""
    compiled()
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            made = run(command, folder)
            if number:
                found[name].append(made)
    return {
        name: Run(*(statistics.median(getattr(one, part) for one in several) for part in Run._fields))
        for name, several in found.items()
    }


def compiled() -> None:
    """Compiles replint's modules to bytecode, as an installer does: an editable install has none at first."""
    compileall.compile_dir(str(PACKAGE), quiet=1)


def machine() -> str:
    """The machine's size in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python_version = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cores} cores, {memory:.0f} GB of memory, {platform.system()}, {python_version}"


def written(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = ["| | measured | ratio | bar |", "|---|---|---|---|"]
    for row in rows:
        bar = "" if row.bar is None else f"≤ {row.bar:g}x"
        lines.append(f"| {row.what} | {row.took} | {row.ratio:.2f}x | {bar} |")
    return "\n".join(lines)
