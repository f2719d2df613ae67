"""The whole corpus in all rewritings: ``python tests/metamorphic [REWRITING…] [-k PART]``.

Exit code 1 if a finding changes.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from metamorphic.checking import REWRITINGS, changes, sources  # noqa: E402


def main(argv: list[str] | None = None) -> int:
    """Tries all, prints what changed and the figures by rewriting."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument(
        "rewritings", nargs="*", metavar="REWRITING", choices=[[], *REWRITINGS], help=", ".join(REWRITINGS)
    )
    parser.add_argument("-k", "--like", default="", help="only sources whose path holds this")
    parser.add_argument("-j", "--jobs", type=int, default=None)
    args = parser.parse_args(argv)
    names = args.rewritings or list(REWRITINGS)
    pairs = [(name, path) for name in names for path in sources() if args.like in path.as_posix()]
    started = time.perf_counter()
    tried: dict[str, list[int]] = {name: [0, 0] for name in names}
    with ProcessPoolExecutor(args.jobs) as pool:
        for (name, path), told in zip(pairs, pool.map(_changes, pairs, chunksize=8), strict=True):
            if told is None:
                continue
            tried[name][0] += 1
            tried[name][1] += bool(told)
            if told:
                sys.stdout.write(f"{name}: {path.relative_to(TESTS)}\n{told}\n\n")
    for name, (count, changed) in tried.items():
        sys.stdout.write(f"{name:28}{count:5} rewritten{changed:5} changed\n")
    sys.stdout.write(f"{time.perf_counter() - started:.0f} s\n")
    return int(any(changed for _, changed in tried.values()))


def _changes(pair: tuple[str, Path]) -> str | None:
    return changes(*pair)


if __name__ == "__main__":
    sys.exit(main())
