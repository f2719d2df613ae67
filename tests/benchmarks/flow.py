"""What ``--show-flow`` costs: the analysis of the marked corpus with it, as a multiple of the same without it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import marked

from replint.checks import run_together
from replint.config import Settings
from replint.source import Source

CORPUS = Path(__file__).parent.parent / "corpus"
ROUNDS = 3


def seconds(cases: list[marked.Case], *, show_flow: bool) -> float:
    """The time that one analysis of all cases takes."""
    settings = Settings(root=".", show_flow=show_flow)
    start = time.process_time()
    for case in cases:
        run_together({name: (Source(name, text), settings) for name, text in case.files})
    return time.process_time() - start


def main() -> None:
    """Prints the ratio of the best of some rounds."""
    paths = marked.cases_under(sorted(path for path in CORPUS.iterdir() if path.is_dir()))
    cases = [marked.read_case(path, path.stem) for path in paths]
    off = min(seconds(cases, show_flow=False) for _ in range(ROUNDS))
    on = min(seconds(cases, show_flow=True) for _ in range(ROUNDS))
    sys.stdout.write(f"{len(cases)} cases: without {off:.2f} s, with --show-flow {on / off:.2f} times that\n")


if __name__ == "__main__":
    main()
