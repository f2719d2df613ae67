"""Survives the wild: ``python tests/robustness/wild.py [FOLDER…]`` (CPython's standard library if none is named).

Copies each folder's Python files, adds ``import replicate`` to every one, and checks them: no crash, no RPL904, no
false alarm, bounded time. No file has to do with Replicate, so every finding but those about the run is a false alarm.
Exit code 1 if there is any, or a failure. Each folder below a named one is a run of its own with ``--apart``.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

LINE = "import replicate\n"
ABOUT_THE_RUN = {"RPL900", "RPL903"}


def with_import(text: str) -> str:
    """A module that imports the SDK, too: below its docstring and what has to stand above all else, or at its end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return f"{text}\n{LINE}"
    head = 0
    for statement in body:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text and not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            break
        head = statement.end_lineno or head
    lines = text.split("\n")
    follows = next((one for one in body if one.lineno == head and head), None)
    if follows is not None and (follows.end_lineno or 0) > head:
        return f"{text}\n{LINE}"
    return "\n".join([*lines[:head], LINE.rstrip(), *lines[head:]]) if body else f"{text}\n{LINE}"


def copied(folder: Path, target: Path) -> int:
    """Copies the Python files below a folder, each with the import; how many there are."""
    count = 0
    for file in sorted(folder.rglob("*.py")):
        inner = file.relative_to(folder)
        if {"site-packages", "__pycache__"} & set(inner.parts) or not file.is_file():
            continue
        place = target / inner
        place.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        try:
            place.write_bytes(with_import(data.decode("utf-8")).encode("utf-8"))
        except UnicodeDecodeError:
            place.write_bytes(data + b"\n" + LINE.encode())
        count += 1
    return count


def checked(folder: Path, seconds: float) -> tuple[Counter[str], list[str]]:
    """What is found below a folder, by code, and the faults in words."""
    command = [sys.executable, "-m", "replint", "--isolated", "--no-cache", "--no-respect-gitignore"]
    try:
        done = subprocess.run(
            [*command, "--exclude", "", "--output-format", "json", "."],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return Counter(), [f"not done after {seconds:.0f} s"]
    faults = [f"exit code {done.returncode}"] if done.returncode not in (0, 1) else []
    faults += done.stderr.strip().splitlines()
    findings = json.loads(done.stdout)["findings"] if done.stdout else []
    alarms = [one for one in findings if one["code"] not in ABOUT_THE_RUN]
    faults += [f"{one['path']}:{one['line']}: {one['code']} {one['message']}" for one in alarms]
    return Counter(one["code"] for one in findings), faults


def main() -> int:
    """Checks all folders and prints a line for each, with the faults below it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(os.__file__).parent])
    parser.add_argument("--apart", action="store_true", help="each folder below a named one in a run of its own")
    parser.add_argument("--seconds", type=float, default=3600.0, help="how long one run may take")
    given = parser.parse_args()
    folders = given.folders
    if given.apart:
        folders = [one for folder in folders for one in sorted(folder.iterdir()) if one.is_dir()]
    failed = False
    for folder in folders:
        place = Path(tempfile.mkdtemp(prefix="wild-"))
        try:
            count = copied(folder, place)
            if not count:
                continue
            started = time.perf_counter()
            codes, faults = checked(place, given.seconds)
            told = ", ".join(f"{code} {times}" for code, times in sorted(codes.items())) or "nothing found"
            print(f"{folder.name:28}{count:6} files{time.perf_counter() - started:8.1f} s  {told}", flush=True)
            for fault in faults:
                print(f"    {fault}", flush=True)
            failed = failed or bool(faults)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
