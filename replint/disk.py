"""Where the bytes of files come from: the disk, or what an editor has not saved yet and, below it, the disk."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Mapping

MOST_KEPT = 64 << 20
"""How many bytes of files are remembered at most."""
LISTING_LIFE = 2.0
"""For how many seconds the list of a project's files is taken to be right."""


def read_file(path: str) -> bytes:
    """A file's bytes. OSError if it can't be read, or is a pipe or a device, which could hold up or never end."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        with open(handle, "rb", buffering=0, closefd=False) as stream:
            return stream.read()
    finally:
        os.close(handle)


class Disk:
    """The files as they are."""

    def read(self, file: str) -> bytes:
        """A file's bytes, by its absolute path. OSError if it can't be read."""
        return read_file(file)

    def python_files(self, root: str) -> list[str] | None:
        """The Python files below a project's root; None if it is too large to be one."""
        from replint.project import python_files

        return python_files(root)


class RememberedDisk(Disk):
    """The files as they are, for a process that asks for the same ones again and again."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[tuple[int, int, int], bytes]] = {}
        self._size = 0
        self._listed: dict[str, tuple[float, list[str] | None]] = {}

    def read(self, file: str) -> bytes:
        """A file's bytes, read anew if it was written to since."""
        status = os.stat(file)
        now = status.st_mtime_ns, status.st_size, status.st_ino
        known = self._read.get(file)
        if known is not None and known[0] == now:
            return known[1]
        data = super().read(file)
        self._size += len(data) - (len(known[1]) if known is not None else 0)
        if self._size > MOST_KEPT:
            self._read.clear()
            self._size = len(data)
        self._read[file] = now, data
        return data

    def python_files(self, root: str) -> list[str] | None:
        """The Python files below a project's root, as they were a moment ago."""
        now = time.monotonic()
        known = self._listed.get(root)
        if known is None or now - known[0] > LISTING_LIFE:
            known = self._listed[root] = now, super().python_files(root)
        return known[1]


class Overlay(Disk):
    """Texts that are not, or not yet, on the disk, by the absolute paths of their files, and below them a disk."""

    def __init__(self, texts: Mapping[str, bytes], below: Disk) -> None:
        self.texts = texts
        self._below = below

    def read(self, file: str) -> bytes:
        """The text that lies over a file, else the file's bytes."""
        data = self.texts.get(file)
        return self._below.read(file) if data is None else data

    def python_files(self, root: str) -> list[str] | None:
        """The Python files below a project's root, with those that are not on the disk yet."""
        listed = self._below.python_files(root)
        if listed is None:
            return None
        start = root.rstrip(os.sep) + os.sep
        return sorted({*listed, *(file for file in self.texts if file.startswith(start) and file.endswith(".py"))})


DISK = Disk()
