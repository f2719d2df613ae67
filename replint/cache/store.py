"""A folder of sealed records that several runs share, that may break off anywhere, and that stays small.

A record is written to a file of its own beside its place and then moved there, so that it is there as a whole or not
at all. It carries a seal, made with a key that lies in a folder of the user's: what is torn, moved or forged is as good
as absent. Nothing is ever deleted but files that carry a name of the store's.
"""

from __future__ import annotations

import hmac
import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import field
from hashlib import blake2b

from replint.plain import dataclass

MOST_RECORDS = 20_000
MOST_BYTES = 128_000_000
"""How much a folder holds; beyond that the records that were longest unused go, until ``KEPT`` of it is left."""
KEPT = 0.75
SWEEP_EVERY = 1_000
"""How many records may be written until it is looked again how much there is."""
MOST_RECORD = 16_000_000
"""The bytes of the largest record that is written or read."""
ABANDONED_AFTER = 3_600.0
"""Seconds after which a file that was being written belongs to a run that is gone."""
_UNTOUCHED = 3_600.0
_KEY_BYTES = 32
_SEAL_BYTES = 32
_RECORD = re.compile(r"[0-9a-f]{64}")
_PARTIAL = re.compile(r"\.[0-9a-f]{16}\.partial")
KEY, TAG, IGNORE = "key", "CACHEDIR.TAG", ".gitignore"
_TAG_TEXT = b"""\
Signature: 8a477f597d28d172789f06886806bc55
# This file marks a cache of replint's. See https://bford.info/cachedir/
"""
_IGNORE_TEXT = b"# Made by replint.\n*\n"


class StoreError(Exception):
    """Why a folder can't be used as a store, in words that go after its name."""


@dataclass
class Store:
    """The records in ``folder``, sealed with the key in ``keeper``, by default the same folder. ``""`` holds none.

    ``fault`` is why nothing more is written; None as long as all goes well.
    """

    folder: str
    keeper: str = ""
    fault: str | None = None
    _key: bytes | None = field(default=None, repr=False)
    _is_ready: bool = False
    _written: int = 0

    def __post_init__(self) -> None:
        self.keeper = self.keeper or self.folder
        self._key = self._read_key() if self.folder else None

    def read(self, name: str) -> bytes | None:
        """The record of a name (64 hexadecimal digits); None if there is none that replint wrote."""
        if self._key is None:
            return None
        path = os.path.join(self.folder, name)
        data = _read(path, MOST_RECORD)
        if data is None or not hmac.compare_digest(data[:_SEAL_BYTES], _seal(self._key, name, data[_SEAL_BYTES:])):
            return None
        return data[_SEAL_BYTES:]

    def write(self, name: str, data: bytes) -> None:
        """Keeps a record under a name (64 hexadecimal digits), if it can; ``fault`` tells why it can't."""
        if not self.folder:
            self.fault = "there is no home folder for it"
        if self.fault is not None or len(data) + _SEAL_BYTES > MOST_RECORD:
            return
        try:
            key = self._prepare()
            if self._written % SWEEP_EVERY == 0:
                sweep(self.folder)
            _write(self.folder, name, _seal(key, name, data) + data)
            self._written += 1
        except OSError as error:
            self.fault = f"{self.folder} can't be written: {error.strerror or error}"
        except StoreError as error:
            self.fault = f"{self.folder} {error}"

    def _prepare(self) -> bytes:
        """Makes the folder and the key, if they aren't there; the key."""
        if not self._is_ready:
            _make(self.folder)
            if self.keeper != self.folder:
                _make(self.keeper)
            self._is_ready = True
        if self._key is None:
            _write(self.keeper, KEY, os.urandom(_KEY_BYTES))
            # Two runs may do this at once: the later key holds, and what the other one seals is made again.
            self._key = self._read_key()
            if self._key is None:
                raise StoreError("does not keep what is written")
        return self._key

    def _read_key(self) -> bytes | None:
        data = _read(os.path.join(self.keeper, KEY), _KEY_BYTES)
        return data if data is not None and len(data) == _KEY_BYTES else None


def sweep(folder: str) -> None:
    """Removes what runs that are gone left half written, and the records longest unused if there are too many."""
    now = time.time()
    records = []
    for entry in _ours(folder):
        try:
            found = entry.stat(follow_symlinks=False)
            if _PARTIAL.fullmatch(entry.name):
                if abs(now - found.st_mtime) > ABANDONED_AFTER:
                    os.unlink(entry.path)
            elif _RECORD.fullmatch(entry.name):
                records.append((found.st_mtime, found.st_size, entry.path))
        except OSError:  # another run was faster
            continue
    total = sum(size for _, size, _ in records)
    if len(records) <= MOST_RECORDS and total <= MOST_BYTES:
        return
    records.sort(reverse=True)
    while records and (len(records) > MOST_RECORDS * KEPT or total > MOST_BYTES * KEPT):
        _, size, path = records.pop()
        total -= size
        _remove(path)


def clear(folder: str) -> tuple[int, int]:
    """Removes a store, and its folder if nothing else is in it; the number of records and of their bytes.

    Raises StoreError if the folder is no store of replint's, OSError if it can't be emptied. A folder that isn't there
    is empty.
    """
    if not os.path.isdir(folder):
        return 0, 0
    _require(folder)
    records = size = 0
    for entry in _ours(folder):
        if _RECORD.fullmatch(entry.name):
            records += 1
            size += entry.stat(follow_symlinks=False).st_size
        # The tag goes last: without it the rest could not be told from a folder of somebody else's.
        if entry.name != TAG:
            os.unlink(entry.path)
    _remove(os.path.join(folder, TAG))
    with suppress(OSError):  # something else is in it, or another run has just begun to fill it
        os.rmdir(folder)
    return records, size


def _make(folder: str) -> None:
    """Makes a folder into a store; StoreError for one that holds something else."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    _require(folder)
    for name, text in ((TAG, _TAG_TEXT), (IGNORE, _IGNORE_TEXT)):
        if not os.path.lexists(os.path.join(folder, name)):
            _write(folder, name, text)


def _require(folder: str) -> None:
    """Raises StoreError for a folder that has no tag of replint's and holds other things than a store's."""
    if _read(os.path.join(folder, TAG), len(_TAG_TEXT)) == _TAG_TEXT:
        return
    with os.scandir(folder) as listing:
        if any(not _is_ours(entry.name) for entry in listing):
            raise StoreError("is no cache of replint's: it holds other files")


def _ours(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder under a name of the store's, and is no folder itself."""
    with os.scandir(folder) as listing:
        return [entry for entry in listing if _is_ours(entry.name) and not entry.is_dir(follow_symlinks=False)]


def _is_ours(name: str) -> bool:
    return name in {KEY, TAG, IGNORE} or bool(_RECORD.fullmatch(name) or _PARTIAL.fullmatch(name))


def _seal(key: bytes, name: str, data: bytes) -> bytes:
    made = blake2b(name.encode("ascii") + b"\0", key=key, digest_size=_SEAL_BYTES)
    made.update(data)
    return made.digest()


def _read(path: str, most: int) -> bytes | None:
    """A regular file's bytes; None for what is none, is larger than ``most`` or can't be read. Marks it as used."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(path, flags), "rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > most:
                return None
            data = file.read(most + 1)
    except OSError:
        return None
    if time.time() - found.st_mtime > _UNTOUCHED:
        with suppress(OSError):  # a folder that is only for reading
            os.utime(path)
    return data if data is not None and len(data) <= most else None


def _write(folder: str, name: str, data: bytes) -> None:
    """Writes a file that other runs see as a whole or not at all."""
    partial = os.path.join(folder, f".{os.urandom(8).hex()}.partial")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(partial, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(partial, os.path.join(folder, name))
    except BaseException:
        _remove(partial)
        raise


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
