"""Bytes of a Python file to text, the way Python itself reads it, and back without loss.

In: bytes and the path they came from. Out: a ``Source``, or a ``SourceError`` that names the place.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from replint.plain import dataclass

if TYPE_CHECKING:
    from replint.embedded.layout import Layout

LINE_END = re.compile(r"\r\n|\r|\n")
"""Python's line ends. ``str.splitlines`` knows more of them (form feed, U+2028 …), so it must not count lines here."""

MOST_TOKENS = 400_000
LARGE = 500_000
"""Tokens are counted in texts of more bytes than this."""

_TOKENS = re.compile(rb"[\w\x80-\xff]+|[^\w\s\x80-\xff]")
_LINE_END_BYTES = re.compile(rb"\r\n|\r|\n")
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK_OR_COMMENT = re.compile(rb"^[ \t\f]*(?:#.*)?$")


class SourceError(Exception):
    """A file that can't be read, decoded or parsed; it becomes one RPL900 finding.

    ``line`` and ``column`` are 1-based; (1, 1) where the place is not known.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = max(line, 1)
        self.column = max(column, 1)


@dataclass(frozen=True)
class Source:
    r"""One module's text.

    ``path`` is what users read: relative to the working directory, with ``/``. ``text`` has the line ends of the
    file and no byte order mark. ``file`` is the absolute path, None for standard input without a name.
    ``encoding``, ``bom`` and ``newline`` (the first line end, ``\n`` if there is none) are what writing it back needs.
    ``layout`` is where the lines stand in the file if that holds the code among other things, as a notebook does.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    file: str | None = None
    layout: Layout | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; ``lines[n - 1]`` is line n as Python counts."""
        return split_lines(self.text)

    def line(self, number: int) -> str:
        """The text of a 1-based line; empty beyond the end."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def shown(self, number: int) -> str:
        """A 1-based line as the file has it, with what stands before the code in a document."""
        return self.line(number) if self.layout is None else self.layout.lines[number - 1]

    def encode(self, text: str) -> bytes:
        """New text as bytes in this file's encoding, mark included; UnicodeEncodeError if it can't hold the text."""
        errors = "strict" if self.layout is None else "surrogateescape"
        return (codecs.BOM_UTF8 if self.bom else b"") + text.encode(self.encoding, errors)


def split_lines(text: str) -> list[str]:
    r"""The lines of a text without their ends, where only ``\r\n``, ``\r`` and ``\n`` end a line."""
    return LINE_END.split(text)


def is_too_large(data: bytes) -> bool:
    """Whether a text has too many tokens to be parsed: each takes a thousand bytes of memory and more."""
    return len(data) > LARGE and sum(1 for _ in _TOKENS.finditer(data)) > MOST_TOKENS


def decode(data: bytes, path: str, file: str | None = None) -> Source:
    """A file's bytes as text: honours a byte order mark and a PEP 263 cookie, UTF-8 otherwise.

    Raises SourceError for NUL bytes, an unknown or contradicting cookie, and bytes that the encoding doesn't have.
    """
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    nul = body.find(b"\0")
    if nul >= 0:
        raise SourceError("it contains a NUL byte", *_place(body, nul))
    encoding = _encoding(body, bom=bom)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        byte = body[error.start]
        raise SourceError(f"byte 0x{byte:02x} is not valid {encoding}", *_place(body, error.start)) from error
    except (LookupError, ValueError) as error:
        raise SourceError(f"it can't be decoded as {encoding}") from error
    end = LINE_END.search(text)
    return Source(path=path, text=text, encoding=encoding, bom=bom, newline=end.group() if end else "\n", file=file)


def to_bytes(text: str) -> bytes:
    """The bytes that ``decode`` reads as this text, for text that has no file: a buffer, standard input.

    They are in the encoding that its own cookie names, else UTF-8; what that can't hold becomes ``?``.
    """
    body = text.encode("utf-8", "replace")
    try:
        return text.encode(_encoding(body, bom=False), "replace")
    except (SourceError, LookupError, ValueError):
        return body


def _encoding(body: bytes, *, bom: bool) -> str:
    for number, line in enumerate(_first_lines(body, 2), start=1):
        cookie = _COOKIE.match(line)
        if cookie is None:
            if not _BLANK_OR_COMMENT.match(line):
                break
            continue
        name = cookie.group(1).decode("ascii", "replace")
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError) as error:
            raise SourceError(f"unknown encoding {name}", number) from error
        # Python reads the cookie itself as ASCII, so an encoding with wider units can't be meant.
        if not getattr(info, "_is_text_encoding", True) or info.name.startswith(("utf-16", "utf-32")):
            raise SourceError(f"{name} is no encoding of Python source", number)
        encoding = "utf-8" if info.name == "utf-8-sig" else info.name
        if bom and encoding != "utf-8":
            raise SourceError(f"the encoding is declared as {name}, but the file starts with UTF-8's mark", number)
        return encoding
    return "utf-8"


def _first_lines(body: bytes, count: int) -> Iterator[bytes]:
    start = 0
    for _ in range(count):
        end = _LINE_END_BYTES.search(body, start)
        yield body[start : end.start() if end else len(body)]
        if end is None:
            return
        start = end.end()


def _place(body: bytes, offset: int) -> tuple[int, int]:
    """The 1-based line and column of a byte; columns count characters, as far as the line can be read."""
    lines = _LINE_END_BYTES.split(body[:offset])
    return len(lines), len(lines[-1].decode("utf-8", "replace")) + 1
