"""The terminal: what goes to which stream, in colour or not, and a progress bar that only long runs show."""

from __future__ import annotations

import os
import sys
import time
from typing import IO, NoReturn

from replint.reporters.text import escape


class StreamError(Exception):
    """Standard input can't be read or standard output not written: why."""


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether people read a stream, which is None if the process was started with it closed."""
    return stream is not None and stream.isatty()


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
    return min(max(_columns(), 40), 200)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def out(text: str) -> None:
    """Writes to standard output whatever its encoding can hold; a reader that has gone away is no fault.

    Raises StreamError if it can't be written for another reason.
    """
    if not text:
        return
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _refuse(error)


def out_bytes(data: bytes) -> None:
    """Writes to standard output byte by byte. Raises StreamError as ``out`` does."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        forsake(sys.stdout)
    except OSError as error:
        _refuse(error)


def read_bytes() -> bytes:
    """All of standard input. Raises StreamError if it is closed or can't be read."""
    if sys.stdin is None:
        raise StreamError("standard input is closed, so there is nothing to check")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise StreamError(f"standard input can't be read: {error.strerror}") from error


def harmless(text: str) -> str:
    """Lines of text with all that a terminal may obey shown as an escape."""
    return "\n".join("\t".join(map(escape, line.split("\t"))) for line in text.split("\n"))


def note(text: str) -> None:
    """Writes one line to standard error, control characters made harmless."""
    trace(escape(text) + "\n")


def trace(text: str) -> None:
    """Writes a text to standard error as it is. If that can't be written, nobody can be told."""
    try:
        _write(sys.stderr, text)
    except OSError:
        forsake(sys.stderr)


def error(text: str) -> None:
    """Says in one line on standard error why there is no result."""
    note("replint: error: " + " ".join(text.split()))


def _refuse(error: OSError) -> NoReturn:
    forsake(sys.stdout)
    raise StreamError(f"standard output can't be written: {error.strerror}") from error


def _write(stream: IO[str] | None, text: str) -> None:
    if stream is None:
        return
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        forsake(stream)


def forsake(stream: IO[str]) -> None:
    """Nobody reads a stream any more. Python would complain once more when it closes it, so that goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
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
        sys.stderr.write("\r" + line[: _columns() - 1])
        sys.stderr.flush()

    def close(self) -> None:
        """Wipes the bar away."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
