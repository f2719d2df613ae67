"""Which files are checked: the named ones, and what a walk of the named folders finds.

Links to folders are never followed, so a walk stays in its tree and ends. What is no regular file (a pipe, a device)
is passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field

from replint.config import Resolver, Settings
from replint.embedded import is_document
from replint.globs import Globs, read_ignore_file
from replint.plain import dataclass

EXCLUDED_FOLDERS = frozenset(
    {
        ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
        ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".replint_cache", ".ruff_cache", ".svn", ".tox", ".venv",
        ".vscode", "__pycache__", "__pypackages__", "_build", "buck-out", "dist", "node_modules", "site-packages",
        "venv",
    }
)  # fmt: skip
"""Folders that hold no code of the project's own, by name. ``exclude`` replaces them, ``extend-exclude`` adds."""

SUFFIXES = (".py", ".pyi", ".ipynb")
"""Of files that are checked when a folder is. With ``include-docs``, documents are, too."""

_CODE = re.compile(rb"RPL[0-9]")
IgnoreFiles = tuple[Globs, ...]
_TOKEN = re.compile(rb"(?<![A-Za-z0-9_])r8_|\\[abfnrtv]r8_")
_SIGN = re.compile(
    rb"trainings|replicate\.(?:com|delivery)|replicate_api_token|(?:import_module|__import__)\s*\(\s*[\"']replicate"
)


class PathError(Exception):
    """A named path that can't be checked: it does not exist, or is neither a file nor a folder."""


@dataclass(frozen=True)
class Target:
    """A file to check: its absolute path, the path that users read, and what holds for it."""

    file: str
    path: str
    settings: Settings


@dataclass
class Found:
    """What discovery comes to: the files, sorted by path, and the folders that can't be listed, with the reason."""

    targets: list[Target] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Scope:
    """What a run looked at: the files that were checked, the folders that were walked, the working directory."""

    targets: Sequence[Target]
    folders: Sequence[str]
    cwd: str

    def walked(self, file: str) -> bool:
        """Whether a file would have been found below one of the folders, were it there."""
        return any(file.startswith(folder.rstrip(os.sep) + os.sep) for folder in self.folders)


def may_matter(data: bytes, wrappers: Iterable[str] = ()) -> bool:
    """Whether a file can have a finding by what it says itself: its bytes hold one of the platform's signs.

    The signs: the SDK imported under its name, a host of the platform, the beginning or the variable of an API token,
    ``trainings`` beside ``replicate``, or the name of one of the ``wrappers``. Prose that says "replicate" is none.
    Encodings that Python source can have write these words in ASCII. Words that are hidden from the eye (escapes,
    halves of a string that are joined later) don't count, and no rule is meant to follow them; a module that reaches
    the platform through another one is told by its project (``replint.project``).
    """
    if b"r8_" in data and _TOKEN.search(data):
        return True
    lower = data.lower()
    if b"replicate" in lower and (_SIGN.search(lower) or (b"replicate" in data and _imports_sdk(data))):
        return True
    return any(path.rpartition(".")[2].encode() in data for path in wrappers)


def may_hold(data: bytes, wrappers: Iterable[str] = ()) -> bool:
    """Whether code that a file holds among other things can matter or silence, so that it is worth to be taken out."""
    if b"r8_" in data or b"replicate" in data.lower() or may_silence(data):
        return True
    return any(path.rpartition(".")[2].encode() in data for path in wrappers)


def _imports_sdk(data: bytes) -> bool:
    from replint.imports import imports_in

    return any(one.module == "replicate" or one.module.startswith("replicate.") for one in imports_in(data))


def may_silence(data: bytes) -> bool:
    """Whether a file can have a comment that is meant for replint, or a ``noqa`` that names one of its rules."""
    return b"replint" in data or (_CODE.search(data) is not None and b"noqa" in data)


def display_path(file: str, cwd: str) -> str:
    """An absolute path as users read it: relative to the working directory, with ``/``."""
    if file.startswith(cwd.rstrip(os.sep) + os.sep):
        shown = file[len(cwd.rstrip(os.sep)) + 1 :]
    else:
        try:
            shown = os.path.relpath(file, cwd)
        except ValueError:  # another drive
            shown = file
    return shown if os.sep == "/" else shown.replace(os.sep, "/")


def discover(paths: Iterable[str], resolver: Resolver, *, force_exclude: bool = False) -> Found:
    """The files that the named paths come to, each once. Raises PathError before anything is read."""
    cwd = resolver.cwd
    named = [(path, os.path.normpath(os.path.join(cwd, path))) for path in paths]
    for path, full in named:
        _require(path, full)
    found = Found()
    taken: set[str] = set()
    linked: list[Target] = []
    for _, full in named:
        is_folder = os.path.isdir(full)
        if force_exclude and is_excluded(full, resolver, is_folder=is_folder):
            continue
        for target in _Walk(full, resolver, found.unreadable, linked).files() if is_folder else _single(full, resolver):
            if target.file not in taken:
                taken.add(target.file)
                found.targets.append(target)
    _add_linked(found, linked, taken)
    found.targets.sort(key=lambda target: target.path)
    return found


def is_excluded(full: str, resolver: Resolver, *, is_folder: bool = False) -> bool:
    """Whether a walk that comes to a path, or to a folder above it in its project, would pass it over.

    What excludes a path is the configuration of the folder that it lies in, as it is in a walk. The project begins at
    the working directory, or at the folder of the nearest configuration if that lies above.
    """
    nearest = resolver.for_companion(full if not is_folder else os.path.join(full, "")).root
    bases = [root for root in (nearest, resolver.cwd) if full.startswith(root.rstrip(os.sep) + os.sep)]
    current = min(bases, key=len, default=os.path.dirname(full))
    parts = full[len(current.rstrip(os.sep)) + 1 :].split(os.sep)
    for depth, name in enumerate(parts):
        settings = resolver.for_companion(os.path.join(current, name))
        current = os.path.join(current, name)
        folder = is_folder or depth < len(parts) - 1
        if folder and settings.default_excludes and name in EXCLUDED_FOLDERS:
            return True
        if any(globs.match(current, is_folder=folder) for globs in settings.exclude):
            return True
    return False


def _require(path: str, full: str) -> None:
    if not path:
        raise PathError("a path is empty; the working directory is `.`")
    if os.path.isdir(full) or os.path.isfile(full):
        return
    if os.path.lexists(full):
        raise PathError(f"neither a file nor a folder: {path}")
    raise PathError(f"no such file or folder: {path}")


def _single(full: str, resolver: Resolver) -> Iterator[Target]:
    yield Target(full, display_path(full, resolver.cwd), resolver.for_file(full))


def _add_linked(found: Found, linked: list[Target], taken: set[str]) -> None:
    """Files that are links, unless what they lead to is checked already."""
    if not linked:
        return
    real = {os.path.realpath(file) for file in taken}
    for target in linked:
        leads_to = os.path.realpath(target.file)
        if leads_to not in real:
            real.add(leads_to)
            found.targets.append(target)


class _Walk:
    """The walk below one named folder. What excludes the folder itself doesn't count below it."""

    def __init__(self, root: str, resolver: Resolver, unreadable: list[tuple[str, str]], linked: list[Target]) -> None:
        self.root = root
        self._resolver = resolver
        self._unreadable = unreadable
        self._linked = linked
        self._within: dict[Globs, Globs] = {}

    def files(self) -> Iterator[Target]:
        """The files below the folder, in no particular order. Links to files go to ``linked`` instead."""
        settings = self._resolver.for_folder(self.root)
        above = _ignore_files_above(self.root) if settings.respect_gitignore else ()
        pending: list[tuple[str, IgnoreFiles]] = [(self.root, above)]
        while pending:
            folder, ignores = pending.pop()
            entries = self._list(folder)
            settings = self._resolver.for_folder(folder)
            names = {entry.name for entry in entries}
            if "pyvenv.cfg" in names and folder != self.root and settings.default_excludes:
                continue
            if settings.respect_gitignore:
                ignores = self._ignores_in(folder, names, ignores)
            refuses = self._filter(settings, ignores)
            shown = display_path(os.path.join(folder, "x"), self._resolver.cwd)[:-1]
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not refuses(entry.path, entry.name, True):
                        pending.append((entry.path, ignores))
                elif _is_wanted(entry.path, settings) and not refuses(entry.path, entry.name, False):
                    yield from self._file(entry, Target(entry.path, shown + entry.name, settings))

    def _list(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listing:
                return list(listing)
        except OSError as error:
            self._unreadable.append((display_path(folder, self._resolver.cwd), error.strerror or str(error)))
            return []

    def _file(self, entry: os.DirEntry[str], target: Target) -> Iterator[Target]:
        if not entry.is_symlink():
            if entry.is_file():
                yield target
        elif os.path.isfile(entry.path):
            self._linked.append(target)

    def _ignores_in(self, folder: str, names: set[str], ignores: IgnoreFiles) -> IgnoreFiles:
        """The ignore files that hold in a folder; a repository inside another begins anew."""
        if ".git" in names and folder != self.root:
            ignores = ()
        if ".gitignore" not in names:
            return ignores
        own = read_ignore_file(os.path.join(folder, ".gitignore"), folder)
        return (*ignores, own) if own is not None else ignores

    def _filter(self, settings: Settings, ignores: IgnoreFiles) -> Callable[[str, str, bool], bool]:
        excludes = tuple(self._here(globs) for globs in settings.exclude)
        deepest_first = ignores[::-1]

        def refuses(path: str, name: str, is_folder: bool) -> bool:
            if is_folder and settings.default_excludes and name in EXCLUDED_FOLDERS:
                return True
            if any(globs.match(path, is_folder=is_folder) for globs in excludes):
                return True
            for globs in deepest_first:
                verdict = globs.verdict(path, is_folder=is_folder)
                if verdict is not None:
                    return verdict
            return False

        return refuses

    def _here(self, globs: Globs) -> Globs:
        if globs not in self._within:
            self._within[globs] = globs.within(self.root)
        return self._within[globs]


def _is_wanted(path: str, settings: Settings) -> bool:
    if settings.include_docs and is_document(path):
        return True
    if settings.include is None:
        return path.endswith(SUFFIXES)
    return settings.include.match(path)


def _ignore_files_above(root: str) -> IgnoreFiles:
    """The ignore files of the repository that a folder lies in, from the repository's root to above the folder."""
    above: list[str] = []
    current = root
    while not os.path.lexists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return ()
        above.append(parent)
        current = parent
    files = [read_ignore_file(os.path.join(current, ".git", "info", "exclude"), current)]
    files += [read_ignore_file(os.path.join(folder, ".gitignore"), folder) for folder in reversed(above)]
    return tuple(globs.within(root) for globs in files if globs is not None)
