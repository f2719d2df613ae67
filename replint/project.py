"""Which modules belong together: those that import each other, inside one project.

What a finding says of a file can hang on a constant, a client or a caller in another one. So the files of a project
that touch the platform are analysed together with those that they import and those that import them; a verdict then
never depends on which files were named. Files are read as text and parsed for their import statements; nothing is
imported.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from replint.discovery import EXCLUDED_FOLDERS, may_matter

MOST_FILES = 20_000
"""A folder with more Python files than this is no project; its files are then taken one by one."""
MOST_MEMBERS = 400
_MARKERS = ("pyproject.toml", ".git", ".hg", "setup.py", "setup.cfg")
_SOURCE_FOLDERS = ("src", "lib", "app", "backend", "python")


@dataclass
class Component:
    """Files that are analysed together, by their absolute paths, with their bytes; ``root`` is their project's."""

    root: str
    members: dict[str, bytes] = field(default_factory=dict)


def components(relevant: Mapping[str, bytes], wrappers: Collection[str] = ()) -> list[Component]:
    """The groups that the relevant files fall into, each with the companions that it needs.

    ``relevant`` are files that touch the platform, by absolute path. Files outside any project stand alone.
    ``wrappers`` are the functions that are calls of the API, by their dotted names.
    """
    by_root: dict[str, dict[str, bytes]] = {}
    for file, data in relevant.items():
        by_root.setdefault(project_root(file), {})[file] = data
    found: list[Component] = []
    for root, files in sorted(by_root.items()):
        found.extend(_Project(root, wrappers).components(files))
    return found


def project_root(file: str) -> str:
    """The folder of the nearest project file or repository above a file; else the folder around its package."""
    folder = os.path.dirname(file)
    current = folder
    while True:
        if any(os.path.lexists(os.path.join(current, marker)) for marker in _MARKERS):
            return current
        parent = os.path.dirname(current)
        if parent == current:
            break
        current = parent
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


class _Project:
    """The files of one project, and who imports whom; every answer is worked out only when it is asked for."""

    def __init__(self, root: str, wrappers: Collection[str] = ()) -> None:
        self.root = root
        self.wrappers = wrappers
        self.files = sorted(_python_files(root))
        self.known = set(self.files)
        self.folders = {root}
        for file in self.files:
            folder = os.path.dirname(file)
            while folder not in self.folders and len(folder) > len(root):
                self.folders.add(folder)
                folder = os.path.dirname(folder)
        self.data: dict[str, bytes] = {}
        self._imports: dict[str, tuple[str, ...]] = {}
        self._up: dict[str, bool] = {}

    def components(self, named: Mapping[str, bytes]) -> Iterator[Component]:
        """The groups of files around the named ones."""
        if not self.files or len(self.files) > MOST_FILES:
            for file, data in sorted(named.items()):
                yield Component(self.root, {file: data})
            return
        self.data.update(named)
        self.files = sorted({*self.files, *named})
        self.known.update(named)
        seen: set[str] = set()
        for file in sorted(named):
            if file not in seen:
                members = self._around(file)
                seen |= members
                yield Component(self.root, {member: self._read(member) for member in sorted(members)[:MOST_MEMBERS]})

    def _around(self, start: str) -> set[str]:
        """The files that a file is linked to: what it imports, what imports it, and so on."""
        found, pending = {start}, [start]
        while pending and len(found) < MOST_MEMBERS:
            file = pending.pop()
            for other in (*self.imports(file), *self._importers(file)):
                if other not in found:
                    found.add(other)
                    pending.append(other)
        return found

    def _importers(self, file: str) -> Iterator[str]:
        """The files that import a file and have to do with the platform, themselves or through what they import."""
        name = _stem(file).encode("utf-8", "surrogateescape")
        for other in self.files:
            if other != file and name in self._read(other) and file in self.imports(other) and self._touches(other):
                yield other

    def _touches(self, file: str) -> bool:
        """Whether a file mentions the platform, or imports one that does, near or far."""
        known = self._up.get(file)
        if known is None:
            known = self._up[file] = any(may_matter(self._read(one), self.wrappers) for one in self._imported_by(file))
        return known

    def _imported_by(self, file: str) -> Iterator[str]:
        """A file and all that it imports, near or far."""
        found, pending = {file}, [file]
        while pending:
            one = pending.pop()
            yield one
            for other in self.imports(one):
                if other not in found:
                    found.add(other)
                    pending.append(other)

    def imports(self, file: str) -> tuple[str, ...]:
        """The project's own files that a file imports."""
        known = self._imports.get(file)
        if known is None:
            known = self._imports[file] = tuple(sorted(set(self._imported(file)) - {file}))
        return known

    def _imported(self, file: str) -> Iterator[str]:
        for module, names in _import_statements(self._read(file)):
            found = self._resolve(file, module)
            if found is not None:
                yield found
            for name in names:
                inner = self._resolve(file, f"{module}{'' if module.endswith('.') else '.'}{name}")
                if inner is not None:
                    yield inner

    def _resolve(self, importer: str, module: str) -> str | None:
        if module.startswith("."):
            name = module.lstrip(".")
            base = os.path.dirname(importer)
            for _ in range(len(module) - len(name) - 1):
                base = os.path.dirname(base)
            return self._at(base, name)
        for base in self._bases(os.path.dirname(importer)):
            found = self._at(base, module)
            if found is not None:
                return found
        return None

    def _bases(self, folder: str) -> Iterator[str]:
        while True:
            yield folder
            for name in _SOURCE_FOLDERS:
                inner = os.path.join(folder, name)
                if inner in self.folders:
                    yield inner
            if folder == self.root or len(folder) <= len(self.root):
                return
            folder = os.path.dirname(folder)

    def _at(self, base: str, module: str) -> str | None:
        path = os.path.join(base, *module.split(".")) if module else base
        for candidate in (f"{path}.py", os.path.join(path, "__init__.py")):
            if candidate in self.known:
                return candidate
        return None

    def _read(self, file: str) -> bytes:
        data = self.data.get(file)
        if data is None:
            try:
                with open(file, "rb", buffering=0) as stream:
                    data = stream.read()
            except OSError:
                data = b""
            self.data[file] = data
        return data


def _stem(file: str) -> str:
    name = os.path.basename(file)
    return os.path.basename(os.path.dirname(file)) if name == "__init__.py" else name.removesuffix(".py")


def _import_statements(data: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The modules that a file names in its import statements, each with the names that it takes from it."""
    if b"import" not in data:
        return
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names if alias.name != "*")
            yield "." * node.level + (node.module or ""), names


def _python_files(root: str) -> Iterator[str]:
    """The Python files below a project's root, without what is never a project's own; links are not followed."""
    pending = [root]
    count = 0
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            continue
        if folder != root and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in EXCLUDED_FOLDERS and not entry.name.startswith("."):
                    pending.append(entry.path)
            elif entry.name.endswith(".py") and entry.is_file(follow_symlinks=False):
                count += 1
                if count > MOST_FILES:
                    return
                yield entry.path
