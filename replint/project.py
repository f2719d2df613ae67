"""Which modules belong together: those that import each other, inside one project.

What a finding says of a file can hang on a constant, a client or a caller in another one. So the files of a project
that touch the platform are analysed together with those that they import and those that import them; a verdict then
never depends on which files were named. Files are read as text and parsed for their import statements; nothing is
imported.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def components(relevant: Mapping[str, bytes]) -> list[Component]:
    """The groups that the relevant files fall into, each with the companions that it needs.

    ``relevant`` are files that touch the platform, by absolute path. Files outside any project stand alone.
    """
    by_root: dict[str, dict[str, bytes]] = {}
    for file, data in relevant.items():
        by_root.setdefault(project_root(file), {})[file] = data
    found: list[Component] = []
    for root, files in sorted(by_root.items()):
        found.extend(_Project(root).components(files))
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
    def __init__(self, root: str) -> None:
        self.root = root
        self.files = set(_python_files(root))
        self.folders = {os.path.dirname(file) for file in self.files}
        self.data: dict[str, bytes] = {}
        self._imports: dict[str, tuple[str, ...]] = {}

    def components(self, named: Mapping[str, bytes]) -> Iterator[Component]:
        """The groups of files around the named ones."""
        if not self.files or len(self.files) > MOST_FILES:
            for file, data in sorted(named.items()):
                yield Component(self.root, {file: data})
            return
        self.data.update(named)
        self.files.update(named)
        start = sorted(file for file in self.files if may_matter(self._read(file)))
        links = self._links(start)
        seen: set[str] = set()
        for file in start:
            if file in seen:
                continue
            members = _reached(file, links)
            seen |= members
            if members.isdisjoint(named):
                continue
            yield Component(self.root, {member: self._read(member) for member in sorted(members)[:MOST_MEMBERS]})

    def _links(self, start: Sequence[str]) -> dict[str, set[str]]:
        """Who imports whom among the files that the start's ones import, and those that import them, near and far."""
        forward: dict[str, set[str]] = {}
        pending = list(start)
        while pending:
            file = pending.pop()
            if file not in forward:
                forward[file] = set(self.imports(file))
                pending.extend(forward[file])
        importers = self._importers(set(start))
        links: dict[str, set[str]] = {}
        for file, targets in (*forward.items(), *importers.items()):
            for target in targets:
                links.setdefault(file, set()).add(target)
                links.setdefault(target, set()).add(file)
        return links

    def _importers(self, wanted: set[str]) -> dict[str, set[str]]:
        """The files that import a wanted one, or a file that does, with what they import of them."""
        found: dict[str, set[str]] = {}
        while True:
            names = {_stem(file).encode() for file in wanted}
            fresh: set[str] = set()
            for file in self.files:
                if file in wanted or file in found:
                    continue
                data = self._read(file)
                if any(name in data for name in names):
                    targets = set(self.imports(file)) & wanted
                    if targets:
                        found[file] = targets
                        fresh.add(file)
            if not fresh or len(found) > MOST_MEMBERS:
                return found
            wanted = wanted | fresh

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
                if inner in self.folders or any(other.startswith(inner + os.sep) for other in self.folders):
                    yield inner
            if folder == self.root or len(folder) <= len(self.root):
                return
            folder = os.path.dirname(folder)

    def _at(self, base: str, module: str) -> str | None:
        path = os.path.join(base, *module.split(".")) if module else base
        for candidate in (f"{path}.py", os.path.join(path, "__init__.py")):
            if candidate in self.files:
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


def _reached(start: str, links: Mapping[str, Iterable[str]]) -> set[str]:
    found, pending = {start}, [start]
    while pending:
        for other in links.get(pending.pop(), ()):
            if other not in found:
                found.add(other)
                pending.append(other)
    return found


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
