"""Where a project's own settings say that its packages lie. Settings are read as data; no build is run."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from replint.disk import read_file


class Packages(NamedTuple):
    """Folders that stand on the path, and packages (name, folder) whose folder has another name.

    Paths are absolute, with ``/``.
    """

    roots: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.roots or self.renamed)

    def moved(self, path: Callable[[str], str]) -> Packages:
        """The same with all paths written in another way."""
        return Packages(tuple(map(path, self.roots)), tuple((name, path(place)) for name, place in self.renamed))


NO_SETTINGS = Packages()


def packages_of(root: str) -> Packages:
    """What ``pyproject.toml`` and ``setup.cfg`` in a project's folder say; nothing where they can't be read.

    Known are the settings of setuptools, Hatch, Poetry, PDM, Flit and uv, and the path that pytest is given.
    """
    roots: dict[str, None] = {}
    renamed: dict[str, str] = {}
    for name, folder in _folders(_toml(os.path.join(root, "pyproject.toml")), _ini(os.path.join(root, "setup.cfg"))):
        place = posixpath.normpath(posixpath.join(root, folder))
        if place != root and not place.startswith(f"{root.rstrip('/')}/"):
            continue  # outside the project
        if not name:
            roots.setdefault(place)
        elif "." not in name:
            renamed.setdefault(name, place)
    return Packages(tuple(roots), tuple(renamed.items()))


def _folders(data: Mapping[str, Any], ini: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of a package's name (empty for a folder of packages) and the folder."""
    tool = _table(data, "tool")
    setuptools = _table(tool, "setuptools")
    yield from _pairs(setuptools.get("package-dir"))
    yield from (("", folder) for folder in _texts(_table(_table(setuptools, "packages"), "find").get("where")))
    build = _table(_table(tool, "hatch"), "build")
    for table in (build, _table(_table(build, "targets"), "wheel")):
        yield from (("", posixpath.dirname(package)) for package in _texts(table.get("packages")))
        sources = table.get("sources")
        yield from (("", folder) for folder in _texts(sources))
        yield from ((_first(name), folder) for folder, name in _pairs(sources))
    for package in _list(_table(tool, "poetry").get("packages")):
        if isinstance(package, dict):
            yield from (("", folder) for folder in _texts(package.get("from")))
    yield from (("", folder) for folder in _texts(_table(_table(tool, "pdm"), "build").get("package-dir")))
    yield from (("", folder) for folder in _texts(_table(_table(tool, "uv"), "build-backend").get("module-root")))
    yield from (("", folder) for folder in _texts(_table(_table(tool, "pytest"), "ini_options").get("pythonpath")))
    options = ini.get("options", {})
    for line in options.get("package_dir", "").splitlines():
        name, equals, folder = line.partition("=")
        if equals:
            yield _first(name.strip()), folder.strip()
    yield from (("", folder.strip()) for folder in ini.get("options.packages.find", {}).get("where", "").splitlines())


def _first(name: str) -> str:
    return name.strip("/").replace("/", ".")


def _table(data: Any, key: str) -> dict[str, Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _pairs(data: Any) -> Iterator[tuple[str, str]]:
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, str):
            yield key, value


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _texts(data: Any) -> list[str]:
    """A text, or the texts of a list."""
    return [data] if isinstance(data, str) else [one for one in _list(data) if isinstance(one, str)]


def _toml(path: str) -> dict[str, Any]:
    if not os.path.isfile(path):
        return {}
    import tomli

    try:
        return tomli.loads(read_file(path).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _ini(path: str) -> dict[str, dict[str, str]]:
    if not os.path.isfile(path):
        return {}
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(read_file(path).decode("utf-8"))
    except (OSError, ValueError, configparser.Error):
        return {}
    return {section: dict(parser[section]) for section in parser.sections()}
