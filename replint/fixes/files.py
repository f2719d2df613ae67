"""Puts a mended file in the place of the old one, at one stroke, and shows the difference between the two."""

from __future__ import annotations

import codecs
import difflib
import os
import stat
import tempfile
from collections.abc import Iterator

from replint.source import LINE_END, SourceError, decode


class WriteError(Exception):
    """A mended file that is not written; the message says why."""


def write(file: str, before: bytes, after: bytes, root: str) -> None:
    """Writes a file whose bytes are still ``before``. WriteError, and nothing is touched, if that can't be done.

    The new bytes stand in a temporary file beside it, with its permissions, before they take its name. A link stays:
    what it leads to is written, if that lies below ``root``.
    """
    real = os.path.realpath(file)
    if os.path.islink(file) and not real.startswith(os.path.realpath(root).rstrip(os.sep) + os.sep):
        raise WriteError("it is a link that leads out of the project")
    try:
        with open(real, "rb") as stream:
            now = stream.read()
            held = os.fstat(stream.fileno())
        if now == after:
            return
        if now != before:
            raise WriteError("it was changed while it was checked")
        if not stat.S_ISREG(held.st_mode):
            raise WriteError("it is no regular file")
        if not os.access(real, os.W_OK):
            raise WriteError("permission denied")
        _replace(real, after, held)
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from error


def _replace(real: str, data: bytes, held: os.stat_result) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(real)}.", dir=os.path.dirname(real))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        made = os.stat(temporary)
        if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (held.st_uid, held.st_gid):
            os.chown(temporary, held.st_uid, held.st_gid)
        os.chmod(temporary, stat.S_IMODE(held.st_mode))
        os.replace(temporary, real)
    except BaseException:
        os.unlink(temporary)
        raise


def unified_diff(path: str, before: bytes, after: bytes) -> str:
    """The difference as a unified diff that ``patch -p0`` and ``git apply -p0`` take."""
    lines = difflib.unified_diff(_lines(before, path), _lines(after, path), path, path)
    return "".join(_ended(line) for line in lines)


def _lines(data: bytes, path: str) -> list[str]:
    """The lines of a file with their ends, decoded as Python would."""
    try:
        source = decode(data, path)
        text = (codecs.BOM_UTF8.decode() if source.bom else "") + source.text
    except SourceError:
        text = data.decode("utf-8", "backslashreplace")
    return list(_split(text))


def _split(text: str) -> Iterator[str]:
    start = 0
    for end in LINE_END.finditer(text):
        if end.group() != "\r":  # a diff's lines end with a line feed; a lone carriage return is part of one
            yield text[start : end.end()]
            start = end.end()
    if start < len(text):
        yield text[start:]


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
