"""First-party modules: which file an import names, inside the scanned tree only. Nothing is imported or executed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from replint.syntax.tree import Tree

_SOURCE_FOLDERS = ("src", "lib", "app", "backend", "python")


class Modules:
    """The modules that are analysed together, by their paths below the project's root."""

    def __init__(self, trees: Mapping[str, Tree], root: str = "") -> None:
        self.trees = dict(trees)
        self.root = root.rstrip("/")
        self.packages = {posixpath.dirname(path) for path in trees}

    def resolve(self, importer: str, module: str) -> str | None:
        """The path of the module that ``import module`` means in the file ``importer``; None if it is no file here.

        Leading dots count from the importer's package. A folder without ``__init__.py`` is given with a ``/`` behind.
        """
        if module.startswith("."):
            name = module.lstrip(".")
            base = posixpath.dirname(importer)
            for _ in range(len(module) - len(name) - 1):
                base = posixpath.dirname(base)
            return self._at(base, name)
        for base in self._bases(importer):
            found = self._at(base, module)
            if found is not None and found != importer:
                return found
        return None

    def _bases(self, importer: str) -> Iterable[str]:
        """The folders that may stand on the path: those around the importer, and the root's source folders."""
        seen = set()
        folder = posixpath.dirname(importer)
        while True:
            for base in (folder, *(posixpath.join(folder, name) for name in _SOURCE_FOLDERS)):
                if base not in seen:
                    seen.add(base)
                    yield base
            if folder in ("", "/", self.root):
                return
            folder = posixpath.dirname(folder)

    def _at(self, base: str, module: str) -> str | None:
        path = posixpath.join(base, *module.split(".")) if module else base
        for candidate in (f"{path}.py", posixpath.join(path, "__init__.py")):
            if candidate in self.trees:
                return candidate
        if any(package == path or package.startswith(f"{path}/") for package in self.packages):
            return f"{path}/"
        return None
