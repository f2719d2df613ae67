"""The way in: ``replint`` and ``python -m replint``."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
_YOUNG = 50_000
"""After how many new objects the collector looks for cycles: trees are large and live to the end of their analysis."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    gc.set_threshold(_YOUNG, 20, 100)
    try:
        from replint.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
