"""What an outcome depends on, as a digest: the same digest means the same outcome.

That is the files' bytes and names, the settings, and everything that is the same for a whole run: replint's own code,
its rules, the interpreter and the libraries that read source and rules.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from replint import __version__, catalogue
from replint.embedded import is_embedding

if TYPE_CHECKING:
    from replint.config import Settings
    from replint.units import Unit

FORMAT = 1
"""The form of the records. It changes whenever they are written in another way."""
LIBRARIES = ("libcst", "astroid", "tomli", "pathspec")
"""The libraries on which an outcome depends."""
WITHOUT_EFFECT = frozenset({"cache_dir", "baseline", "grade_min_mean", "grade_min_score"})
"""The settings that say what is done with an outcome, or where it is kept. All others may change it."""


def stamp() -> str:
    """A digest of what is the same for all files of a run: replint, its rules, the interpreter, its libraries."""
    made = sha256()
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    about = [FORMAT, __version__, sys.version, sys.implementation.name, sys.platform, *_libraries()]
    made.update(json.dumps(about).encode())
    rules = (str(catalogue.shipped().root), str(catalogue.rules_folder()))
    for top in dict.fromkeys((package, *(folder for folder in rules if not folder.startswith(package + os.sep)))):
        for path in _files(top):
            with open(path, "rb", buffering=0) as file:
                data = file.read()
            _feed(made, (os.path.relpath(path, top), data))
    return made.hexdigest()


def of_unit(unit: Unit, run: str, cwd: str, known: dict[int, str]) -> str:
    """The digest of what the reports of a unit depend on.

    ``run`` is the stamp; paths are shown from ``cwd`` on. ``known`` keeps the digests of settings by their identity,
    for as long as these are alive.
    """
    made = sha256()
    _feed(made, ("unit", run, cwd, unit.root, json.dumps(unit.packages), str(unit.traced)))

    def digest(settings: Settings) -> str:
        if id(settings) not in known:
            known[id(settings)] = of_settings(settings)
        return known[id(settings)]

    for work in unit.works:
        target = work.target
        _feed(made, ("work", target.file, target.path, digest(target.settings), str(work.signed), work.data))
    for one in unit.companions:
        _feed(made, ("companion", one.file, digest(one.settings), one.data))
    if any(_has_a_day(work.data, work.target.path) for work in unit.works):
        from replint.suppressions import today

        _feed(made, ("day", today().isoformat()))
    return made.hexdigest()


def of_settings(settings: Settings) -> str:
    """The digest of the settings that an outcome may depend on."""
    effective = {one.name: getattr(settings, one.name) for one in fields(settings) if one.name not in WITHOUT_EFFECT}
    return sha256(json.dumps(_plain(effective)).encode()).hexdigest()


def of_parts(parts: Iterable[str | bytes]) -> str:
    """The digest of some texts in their order."""
    made = sha256()
    _feed(made, parts)
    return made.hexdigest()


def _feed(made: Any, parts: Iterable[str | bytes]) -> None:
    """Adds texts, each with its length, so that no two lists of texts look the same."""
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)


def _has_a_day(data: bytes, path: str) -> bool:
    """Whether a file's comments can hold up to a certain day, be it in an encoding or in escapes that hide the word."""
    if b"until" in data:
        return True
    if is_embedding(path):
        return b"\\u" in data or not data.isascii()
    return any(b"coding" in line for line in data.split(b"\n", 2)[:2])


def _plain(value: Any) -> Any:
    """A setting's value as JSON that is the same in every process."""
    if value is None or isinstance(value, (bool, str, float)):
        return value
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(one) for one in value), key=json.dumps)
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, one.name)) for one in fields(value))]
    raise TypeError(f"settings can't hold {type(value).__name__}")


def _files(top: str) -> Iterator[str]:
    """The files below a folder, without compiled ones, in a fixed order."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.endswith(".pyc"))


def _libraries() -> Iterator[str]:
    """The libraries with their versions, as their folders say; nothing of them is imported."""
    for name in LIBRARIES:
        spec = find_spec(name)
        origin = spec.origin if spec is not None else None
        if origin is None or not os.path.isfile(origin):
            yield f"{name}: none"
            continue
        site = os.path.dirname(os.path.dirname(origin))
        told = sorted(entry for entry in os.listdir(site) if entry.lower().startswith(f"{name}-"))
        found = os.stat(origin)
        yield f"{name}: {told or (origin, found.st_size, found.st_mtime_ns)}"
