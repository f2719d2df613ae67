"""Path patterns in gitignore's grammar, each set anchored at the folder of the file that it was written in."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from replint.disk import read_file
from replint.plain import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


_STARS = re.compile(r"\*+")
MOST_STARS, MOST_DOUBLE = 3, 2
"""How many ``*`` a pattern may have in one part of the path, and how many ``**/``: the time that a match can take grows
with the power of their number, and whoever wrote the scanned tree has written its patterns, too."""


class PatternError(ValueError):
    """A pattern that is no valid glob; the message quotes it."""


@dataclass(frozen=True)
class Globs:
    """Patterns that hold below ``root`` (an absolute folder).

    ``build`` or ``*.gen.py`` match at any depth, ``src/gen`` and ``/gen`` from ``root`` on, ``gen/`` folders only.
    ``base`` stands in for ``root`` where a path lies elsewhere, so that plain names hold there, too.
    """

    root: str
    patterns: tuple[str, ...]
    base: str | None = None

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(self.patterns)
        except ValueError as error:
            raise PatternError(f"{error}") from error

    def verdict(self, path: str, *, is_folder: bool = False) -> bool | None:
        """True if the last pattern that fits an absolute path includes it, False if it negates, None if none fits."""
        relative = self._relative(path)
        if relative is None:
            return None
        return self._spec.check_file(relative + "/" if is_folder else relative).include

    def match(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether the patterns include an absolute path."""
        return self.verdict(path, is_folder=is_folder) is True

    def within(self, folder: str) -> Globs:
        """These patterns for a walk below ``folder``, without those that match the folder itself.

        Somebody who names a folder wants it read, although it is excluded where it stands.
        """
        kept = tuple(
            pattern for pattern in self.patterns if not Globs(self.root, (pattern,)).match(folder, is_folder=True)
        )
        return replace(self, patterns=kept, base=folder)

    def _relative(self, path: str) -> str | None:
        for root in (self.root, self.base):
            if root is None:
                continue
            prefix = root.rstrip(os.sep) + os.sep
            if path.startswith(prefix):
                relative = path[len(prefix) :]
                return relative if os.sep == "/" else relative.replace(os.sep, "/")
        return None


def check_pattern(pattern: str) -> None:
    """Raises PatternError for what is no valid glob, or could take for ever to match."""
    *folders, last = pattern.split("/")
    doubled = sum("**" in part for part in folders)
    if doubled > MOST_DOUBLE or any(len(_STARS.findall(part)) > MOST_STARS for part in (*folders, last)):
        raise PatternError(f"too many wildcards in {pattern!r}")
    Globs(os.sep, (pattern,)).match(os.path.join(os.sep, "x"))


def read_ignore_file(path: str, root: str) -> Globs | None:
    """A ``.gitignore`` as globs below ``root``; None if it isn't there, can't be read or says nothing."""
    try:
        lines = read_file(path).decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    kept = tuple(line for line in lines if line.strip() and not line.startswith("#") and _is_valid(line))
    return Globs(root, kept) if kept else None


def _is_valid(pattern: str) -> bool:
    try:
        check_pattern(pattern)
    except PatternError:
        return False
    return True
