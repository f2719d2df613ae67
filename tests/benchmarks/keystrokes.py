"""How long after a keystroke its findings are there: ``python tests/benchmarks/keystrokes.py``.

Types a line into a module of 300 lines, character by character, with the language server on the other side of a pipe,
and waits for the findings in each text. The module is one of the examples with ordinary functions around it, alone in
its project or among others. Prints the median and the 95th percentile, and the latter against libcst's bare parse of
the same text with positions, taken in turn with the keystrokes.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import libcst
from libcst.metadata import MetadataWrapper, PositionProvider

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from editor import editor  # noqa: E402 - it stands with the tests
from runs import Row, written  # noqa: E402

EXAMPLE = TESTS.parent / "examples" / "03_waiting" / "bad_training_service.py"
LINES = 300
BAR = 0.15
PLAIN = '''

def totals_{number}(rows: list[dict[str, str]], *, limit: int = {number}) -> dict[str, float]:
    """Totals by region, the largest first."""
    found: dict[str, float] = {{}}
    for row in rows:
        try:
            found[row["region"]] = found.get(row["region"], 0.0) + float(row["amount"])
        except (KeyError, ValueError):
            continue
    return dict(sorted(found.items(), key=lambda item: -item[1])[:limit])
'''
TYPED = "    # Six hours are more than any of our trainings ever took.\n"


def module() -> str:
    """A module of 300 lines."""
    text = EXAMPLE.read_text(encoding="utf-8")
    while text.count("\n") < LINES - 1:
        text += PLAIN.format(number=text.count("\n"))
    return "".join(text.splitlines(keepends=True)[:LINES])


def parse(text: str) -> float:
    """The seconds that libcst takes to parse a text and find all positions."""
    start = time.perf_counter()
    MetadataWrapper(libcst.parse_module(text), unsafe_skip_copy=True).resolve(PositionProvider)
    return time.perf_counter() - start


async def measure(folder: Path, rounds: int, pause: float) -> tuple[list[float], list[float]]:
    """The seconds from each keystroke to its findings, and those of a bare parse in between."""
    text = module()
    at = text.index("\n", text.index("def ")) + 1
    waits: list[float] = []
    parses: list[float] = []
    async with editor(folder) as made:
        uri = made.open(folder / "service.py", text)
        await made.diagnostics(uri)
        for number in range(rounds):
            for count in range(1, len(TYPED) + 1):
                await asyncio.sleep(pause)
                start = time.perf_counter()
                made.type(uri, text[:at] + TYPED[:count] + "\n" + text[at:])
                await made.diagnostics(uri)
                if number:  # the first round warms up
                    waits.append(time.perf_counter() - start)
            parses.append(parse(text))
    return waits, parses


def rows(rounds: int, *, files: Sequence[int] = (1, 1_000), pause: float = 0.05) -> list[Row]:
    """The waits, and the 95th percentile against 150 ms, in a project of so many files."""
    found = []
    for count in files:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "pyproject.toml").touch()
            (folder / "service.py").write_text(module(), encoding="utf-8")
            for number in range(count - 1):
                package = folder / f"package_{number // 20}"
                package.mkdir(exist_ok=True)
                (package / f"module_{number}.py").write_text(
                    f"import json\n{PLAIN.format(number=number)}", encoding="utf-8"
                )
            waits, parses = asyncio.run(measure(folder, rounds, pause))
        middle, high = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
        parse_time = statistics.median(parses)
        project = f"a project of {count:,} files" if count > 1 else "a project of its own"
        what = (
            f"from a keystroke to its findings, {LINES} lines in {project}: 95th percentile, against {BAR * 1e3:.0f} ms"
        )
        took = f"{high * 1e3:.0f} ms (median {middle * 1e3:.0f} ms; libcst's parse {parse_time * 1e3:.0f} ms)"
        found.append(Row(what, took, high / BAR, 1))
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--files", type=int, default=1_000)
    given = parser.parse_args()
    print(written(rows(given.rounds, files=(1, given.files), pause=given.pause)))


if __name__ == "__main__":
    main()
