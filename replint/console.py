"""The terminal: what goes to which stream, in colour or not, and a progress bar that only long runs show."""

from __future__ import annotations

import os
import shutil
import sys
import time

from replint.reporters.text import escape


def wants_color(choice: str, *, to_terminal: bool) -> bool:
    """Whether to colour, by ``auto``, ``always`` or ``never``, then NO_COLOR, FORCE_COLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return to_terminal and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The terminal's width in cells, within bounds in which a report can be read."""
    return min(max(shutil.get_terminal_size().columns, 40), 200)


def out(text: str) -> None:
    """Writes to standard output whatever its encoding can hold; a reader that has gone away is no fault."""
    if not text:
        return
    _write(sys.stdout, text)


def note(text: str) -> None:
    """Writes one line to standard error, control characters made harmless."""
    _write(sys.stderr, escape(text) + "\n")


def trace(text: str) -> None:
    """Writes a traceback to standard error as it is."""
    _write(sys.stderr, text)


def error(text: str) -> None:
    """Says in one line on standard error why there is no result."""
    note("replint: error: " + " ".join(text.split()))


def _write(stream: object, text: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    try:
        stream.write(text)  # type: ignore[attr-defined]
        stream.flush()  # type: ignore[attr-defined]
    except BrokenPipeError:
        forsake(stream)


def forsake(stream: object) -> None:
    """Nobody reads a stream any more. Python would complain once more when it closes it, so that goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
    os.close(nowhere)


class Progress:
    """A bar on standard error, shown from ``DELAY`` seconds on and wiped away at the end."""

    DELAY = 1.0
    WIDTH = 30

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Says that ``done`` of ``total`` files are analysed."""
        if not self._shown and time.monotonic() - self._start < self.DELAY:
            return
        self._shown = True
        filled = self.WIDTH * done // max(total, 1)
        line = f"Checking [{'#' * filled}{'-' * (self.WIDTH - filled)}] {done}/{total}"
        sys.stderr.write("\r" + line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()

    def close(self) -> None:
        """Wipes the bar away."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
