"""The way in: ``replint`` and ``python -m replint``.

``python -m`` lets modules of the working directory go before Python's own. So nothing but what is built into the
interpreter may be imported here (not even ``__future__``) before that directory is taken off the path.
"""

import gc
import sys

INTERRUPTED = 130
_YOUNG = 200_000
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


def _forget_working_directory() -> None:
    """Takes it off the path that ``python -m`` put it on."""
    if not getattr(sys.flags, "safe_path", False):
        del sys.path[:1]


if __name__ == "__main__":
    _forget_working_directory()
    main()
