"""Survives the wild: ``python tests/robustness/wild.py [FOLDER…]`` (CPython's standard library if none is named).

Copies each folder's Python files, makes every one a user of Replicate, and checks them: no crash, no RPL904, no false
alarm, bounded time and memory. ``--variant`` says how they use it:

- ``import``: each file has ``import replicate``;
- ``use``: each file has a function of its own, too, that creates a training and is right in all it does;
- ``everywhere``: each function fetches a training first, so that all code is run through the whole analysis. Loops
  around such functions are polls then, so findings are counted, but are no false alarms.

The code in the files has nothing to do with Replicate, so of the first two every finding but those about the run is a
false alarm. Prints a line for each folder: files, lines, seconds in all and for 1,000 lines, the slowest group of files
with its seconds, the memory. Exit code 1 if there is a false alarm, a failure, or a group that takes over ``--group``
seconds. Each folder below a named one is a run of its own with ``--apart``.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

LINE = "import replicate"
ABOUT_THE_RUN = {"RPL900", "RPL903"}
VARIANTS = ("import", "use", "everywhere")
VERSION = "lumen/trainer:" + "e440909d" * 8
USE = f"""

def start_a_training_of_our_own(images_of_ours):
    training_of_ours = replicate.trainings.create(
        version={VERSION!r}, input={{"input_images": images_of_ours}}, destination="lumen/brand-lora"
    )
    return training_of_ours.id
"""
FETCH = "replicate.trainings.get('abc')"


@dataclass
class Outcome:
    """What one run found: how often each code, the faults in words, and what it cost."""

    codes: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_group: str = ""
    megabytes: int = 0


def using(text: str, variant: str) -> str:
    """A module that uses the SDK, too: below its docstring and what has to stand above all else, or at its end."""
    tail = USE if variant == "use" else ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return f"{text}\n{LINE}\n{tail}"
    lines = text.split("\n")
    head = 0
    for statement in body:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text and not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            break
        head = statement.end_lineno or head
    if variant == "everywhere":
        for number, indent in sorted(_beginnings(body, lines), reverse=True):
            lines.insert(number - 1, f"{indent}{FETCH}")
    shared = any(one.lineno <= head < (one.end_lineno or 0) for one in body)
    if not body or shared:
        return "\n".join([*lines, LINE, tail])
    return "\n".join([*lines[:head], LINE, *lines[head:], tail])


def _beginnings(body: list[ast.stmt], lines: list[str]) -> Iterator[tuple[int, str]]:
    """Where a line can be put in front of each function's first statement, and how far it is indented."""
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        first = node.body[1] if ast.get_docstring(node, clean=False) is not None and node.body[1:] else node.body[0]
        number = min([first.lineno, *(one.lineno for one in getattr(first, "decorator_list", []))])
        line = lines[number - 1] if number <= len(lines) else ""
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if first.col_offset == len(indent) and number > node.lineno and not lines[number - 2].endswith("\\"):
            yield number, indent


def copied(folder: Path, target: Path, variant: str) -> tuple[int, int]:
    """Copies the Python files below a folder, each as a user of the SDK; how many files and lines there are."""
    count = lines = 0
    for file in sorted(folder.rglob("*.py")):
        inner = file.relative_to(folder)
        if {"site-packages", "__pycache__"} & set(inner.parts) or not file.is_file():
            continue
        place = target / inner
        place.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        try:
            data = using(data.decode("utf-8"), variant).encode("utf-8")
        except UnicodeDecodeError:
            data += b"\n" + LINE.encode() + b"\n"
        place.write_bytes(data)
        count += 1
        lines += data.count(b"\n")
    (target / "pyproject.toml").touch()
    return count, lines


def checked(folder: Path, seconds: float, variant: str) -> Outcome:
    """What is found below a folder by a process of its own, which may take so many seconds."""
    command = [sys.executable, __file__, "--inside", "--variant", variant, str(folder)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        _, err = process.communicate()
        return Outcome(faults=[f"not done after {seconds:.0f} s", *err.strip().splitlines()[-1:]])
    if process.returncode:
        return Outcome(faults=[f"exit code {process.returncode}", *err.strip().splitlines()])
    return Outcome(**json.loads(out))


def inside(folder: Path, variant: str) -> Outcome:
    """Checks a folder in this process, and measures each group of files that is analysed together."""
    from replint.config import Overrides, Resolver
    from replint.discovery import discover
    from replint.engine import check_all, check_unit
    from replint.report import FileReport
    from replint.units import Unit

    outcome = Outcome()

    def timed(unit: Unit) -> list[FileReport]:
        started = time.perf_counter()
        reports = check_unit(unit)
        took = time.perf_counter() - started
        if took > outcome.slowest:
            paths = [work.target.path for work in unit.works]
            outcome.slowest, outcome.slowest_group = took, f"{paths[0]} and {len(unit.files) - 1} more"
        return reports

    started = time.perf_counter()
    settings = Overrides(exclude=("",), respect_gitignore=False)
    report = check_all(discover(["."], Resolver(str(folder), settings, isolated=True)).targets, treat=timed)
    outcome.seconds = time.perf_counter() - started
    findings = [entry.finding for file in report.files for entry in (*file.entries, *file.suppressed)]
    outcome.codes = dict(Counter(one.code for one in findings))
    ours = {*ABOUT_THE_RUN, *(outcome.codes if variant == "everywhere" else ())} - {"RPL904"}
    outcome.faults = [
        f"{one.path}:{one.span.line}: {one.code} {one.message}" for one in findings if one.code not in ours
    ]
    outcome.faults += [f"{file.path}: {text}" for file in report.files for text, _ in file.failures]
    outcome.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return outcome


def tried(folder: Path, variant: str, seconds: float, most: float) -> bool:
    """Checks one folder, prints its line with the faults below it, and says whether all is well."""
    place = Path(tempfile.mkdtemp(prefix="wild-"))
    try:
        count, lines = copied(folder, place, variant)
        if not count:
            return True
        found = checked(place, seconds, variant)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if found.slowest > most:
        found.faults.append(f"a group of files takes over {most:.0f} s")
    told = ", ".join(f"{code} {times}" for code, times in sorted(found.codes.items())) or "nothing found"
    each = found.seconds * 1e6 / lines
    print(
        f"{folder.name:22}{variant:11}{count:6} files{lines:9} lines{found.seconds:8.1f} s{each:7.0f} ms/1000 lines"
        f"{found.megabytes:6} MB  slowest {found.slowest:5.1f} s ({found.slowest_group})  {told}",
        flush=True,
    )
    for fault in found.faults:
        print(f"    {fault}", flush=True)
    return not found.faults


def main() -> int:
    """Checks all folders and prints a line for each, with the faults below it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(os.__file__).parent])
    parser.add_argument("--apart", action="store_true", help="each folder below a named one in a run of its own")
    parser.add_argument("--variant", choices=VARIANTS, action="append", help="[default: import and use]")
    parser.add_argument("--seconds", type=float, default=3600.0, help="how long one run may take")
    parser.add_argument("--group", type=float, default=60.0, help="how long one group of files may take")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(asdict(inside(given.folders[0], given.variant[0]))))
        return 0
    folders = given.folders
    if given.apart:
        folders = [one for folder in folders for one in sorted(folder.iterdir()) if one.is_dir()]
    well = [
        tried(folder, variant, given.seconds, given.group)
        for folder in folders
        for variant in given.variant or VARIANTS[:2]
    ]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
